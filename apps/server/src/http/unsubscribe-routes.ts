import { AppError, showUnsubscribe, unsubscribe } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** What mail programs send: one short field. */
const MAX_BYTES = 1_024

const escaped = (words: string) =>
  words.replace(/[&<>"']/g, (character) => `&#${String(character.codePointAt(0))};`)

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${escaped(title)} · Smart AI Hub</title>
<h1>${escaped(title)}</h1>
${body}
</html>
`

const question = (what: string) =>
  page(
    'Stop these mails?',
    `<p>You get no more mails of this kind: “${escaped(what)}”. The inbox in the hub stays as it is.</p>
<form method="post"><button>Stop these mails</button></form>`,
  )

const answer = (what: string) =>
  page(
    'These mails end here',
    `<p>You get no more mails of this kind: “${escaped(what)}”. To have them again, open Settings in the hub, under Notifications.</p>
<p><a href="/">Open the hub</a></p>`,
  )

const unknown = page(
  'This link does not work',
  `<p>It is not complete, or not one of this hub. Copy the whole link, or open Settings in the hub, under Notifications.</p>
<p><a href="/">Open the hub</a></p>`,
)

interface Path {
  what: string
  token: string
}

const shown = (reply: FastifyReply, html: string, status = 200) =>
  reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html)

/** People read a page, whichever way they came; whatever else is wrong is answered as everywhere. */
async function answered(reply: FastifyReply, html: () => Promise<string>): Promise<FastifyReply> {
  try {
    return shown(reply, await html())
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return shown(reply, unknown, 404)
    throw error
  }
}

/**
 * The link at the end of a mail. Following it asks, since mail programs follow links by themselves; pressing the button, or
 * the one of the mail program (RFC 8058), acts. Nobody is signed in, and no cookie is looked at.
 */
export async function unsubscribeRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  app.removeAllContentTypeParsers()
  // What is sent says nothing that the link does not say.
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BYTES }, (_request, _body, done) =>
    done(null),
  )
  const path = '/unsubscribe/:what/:token'
  app.get(path, (request: FastifyRequest, reply) =>
    answered(reply, async () => {
      const { title } = await showUnsubscribe(hub, request.params as Path, request.ip)
      return question(title)
    }),
  )
  app.post(path, { bodyLimit: MAX_BYTES }, (request: FastifyRequest, reply) =>
    answered(reply, async () => {
      const { ip, id: requestId, headers } = request
      const { title } = await unsubscribe(hub, request.params as Path, {
        door: 'web',
        credential: { kind: 'none' },
        org: null,
        requestId,
        ip,
        userAgent: headers['user-agent'] ?? null,
      })
      return answer(title)
    }),
  )
}
