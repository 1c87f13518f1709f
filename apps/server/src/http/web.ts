import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isPageLoad } from './hosts.ts'
import { refuseUnknown } from './problems.ts'

/** Where the built web app lies. */
const WEB_DIST = fileURLToPath(new URL('../../../web/dist', import.meta.url))

/** First segments that belong to a door or the machine: an unknown address below them is never the web app. */
const RESERVED = new Set([
  'api',
  'auth',
  'trpc',
  'mcp',
  'health',
  'metrics',
  'webhooks',
  'oauth',
  '.well-known',
  'dev',
  'assets',
])

/** The page of parts, from the folder of the app: a build of its own that `npm run dev` and the end-to-end tests make. */
const PARTS_DIST = '../parts/dist'
const PARTS_PAGE = '/dev/parts'

const MISSING =
  'The web app is not built yet. Run "npm start" or "npm run build", then load this page again.\n'

/** The one page among them: a person's answer to a client. */
const CONSENT_PAGE = /^\/oauth\/consent\/[\w-]+$/

function isReserved(url: string): boolean {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  return RESERVED.has(path.split('/', 2)[1] ?? '') && !CONSENT_PAGE.test(path)
}

/** Hashed files never change; everything else is asked for again each time. */
function cacheControl(path: string): string {
  return path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
}

function sendPage(dist: string, reply: FastifyReply): FastifyReply {
  if (existsSync(join(dist, 'index.html')))
    return reply.header('cache-control', 'no-cache').sendFile('index.html', dist)
  return reply.code(503).header('retry-after', 5).type('text/plain; charset=utf-8').send(MISSING)
}

/** The built web app: its files, and its page for every address of the app that a browser navigates to. */
export async function webRoutes(
  app: FastifyInstance,
  { dist = WEB_DIST, showsParts = false }: { dist?: string | undefined; showsParts?: boolean },
): Promise<void> {
  // No file has a null byte in its name; the library's own answer depends on whether the folder exists.
  app.addHook('onRequest', (request, reply, done) => {
    if (/^[^?]*%00/.test(request.url)) return void refuseUnknown(app, request, reply)
    done()
  })
  await app.register(staticFiles, {
    root: dist,
    preCompressed: true,
    cacheControl: false,
    // Files of the app are small: nobody continues one, and a range that does not fit is an error of its own.
    acceptRanges: false,
    index: false,
    suppressWarning: true,
    setHeaders: (reply, path) => void reply.header('cache-control', cacheControl(path)),
  })
  // The static files answer a folder with 403, and the start page is one.
  // Both answer before they return; a reply that is handed on would be waited for, by listeners of its own.
  app.get('/', (_request, reply) => void sendPage(dist, reply))
  app.setNotFoundHandler(
    (request: FastifyRequest, reply: FastifyReply) =>
      void (isPageLoad(request) && !isReserved(request.url)
        ? sendPage(dist, reply)
        : refuseUnknown(app, request, reply)),
  )
  const parts = join(dist, PARTS_DIST)
  if (showsParts && existsSync(parts)) await partsRoutes(app, parts)
}

/** The parts that pages are made of, with their states, for whoever develops the hub. */
async function partsRoutes(app: FastifyInstance, dist: string): Promise<void> {
  await app.register(staticFiles, {
    root: dist,
    prefix: `${PARTS_PAGE}/`,
    index: false,
    decorateReply: false,
  })
  app.get(PARTS_PAGE, (_request, reply) => void sendPage(dist, reply))
}
