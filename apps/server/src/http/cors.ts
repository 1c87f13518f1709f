import cors from '@fastify/cors'
import type { FastifyCorsOptions } from '@fastify/cors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { REST_PREFIX } from './rest.ts'

/** How long a browser remembers that it may ask. */
const PREFLIGHT_SECONDS = 600

const RULES = {
  methods: ['GET', 'HEAD', 'POST', 'DELETE'],
  allowedHeaders: [
    'authorization',
    'content-type',
    'idempotency-key',
    'if-none-match',
    'last-event-id',
    'mcp-method',
    'mcp-name',
    'mcp-protocol-version',
    'mcp-session-id',
    'traceparent',
    'x-hub-org',
    'x-request-id',
  ],
  exposedHeaders: ['etag', 'mcp-session-id', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-request-id'],
  maxAge: PREFLIGHT_SECONDS,
  // Cookies stay with our own pages: other origins act by a key or token that they hold themselves.
  credentials: false,
} as const

const isBelow = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}/`)

/** Our own pages use /trpc by cookie; others only where they show, or ask to show, a credential of their own. */
function showsCredential({ headers }: FastifyRequest): boolean {
  const asked = headers['access-control-request-headers'] ?? ''
  return headers.authorization !== undefined || /(^|[ ,])authorization([ ,]|$)/i.test(asked)
}

function isOpen(request: FastifyRequest): boolean {
  const path = request.url.split('?', 1)[0] ?? '/'
  if (isBelow(path, REST_PREFIX) || isBelow(path, '/mcp')) return true
  return isBelow(path, '/trpc') && showsCredential(request)
}

/** Lets pages of the named origins call the doors for programs (GW-2). Without any, no page of another origin may. */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return
  const open: FastifyCorsOptions = {
    ...RULES,
    methods: [...RULES.methods],
    allowedHeaders: [...RULES.allowedHeaders],
    exposedHeaders: [...RULES.exposedHeaders],
  }
  await app.register(cors, {
    delegator: (request, answer) => {
      const { origin } = request.headers
      const isAllowed = origin !== undefined && origins.includes(origin) && isOpen(request)
      answer(null, isAllowed ? { ...open, origin } : { origin: false })
    },
  })
}
