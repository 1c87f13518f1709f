import { AppError, escapeHtml } from '@hub/api/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isLocalPeer } from '../http/local-peer.ts'
import type { DevMailbox, KeptMail } from './dev-mailbox.ts'

/** The page holds links that sign people up and reset passwords, so it is for the machine itself only. */
function checkLoopback(request: FastifyRequest): void {
  if (!isLocalPeer(request)) throw new AppError('NOT_FOUND')
}

const link = (url: string, words: string) => `<a href="${escapeHtml(url)}">${escapeHtml(words)}</a>`

const line = ({ words, detail, url, act }: NonNullable<KeptMail['lines']>[number]) => {
  const isLinked = url !== null && act === undefined
  const under = [
    ...(detail === null ? [] : [escapeHtml(detail)]),
    ...(url === null || act === undefined ? [] : [link(url, act)]),
  ]
  return `<li>${isLinked ? link(url, words) : escapeHtml(words)}${under.map((one) => `<br>${one}`).join('')}</li>`
}

/** All that a mail program would show of it. */
const article = ({
  at,
  to,
  subject,
  text,
  lines = [],
  action,
  attachments = [],
  note,
  unsubscribe,
}: KeptMail) => `
<article>
<h2>${escapeHtml(subject)}</h2>
<p class="head">to ${escapeHtml(to)}, <time datetime="${at}">${at.slice(0, 19).replace('T', ' ')} UTC</time></p>
<pre>${escapeHtml(text)}</pre>
${lines.length > 0 ? `<ul>${lines.map(line).join('')}</ul>` : ''}
${action ? `<p>${link(action.url, action.label)}</p>` : ''}
${attachments.map(({ fileName }) => `<p class="head">Attached: ${escapeHtml(fileName)}</p>`).join('')}
${note === undefined ? '' : `<p class="head">${escapeHtml(note)}</p>`}
${unsubscribe ? `<p class="head">${link(unsubscribe.url, unsubscribe.label)}</p>` : ''}
</article>`

const page = (mails: readonly KeptMail[]) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Development mailbox</title>
<link rel="stylesheet" href="/dev/mail.css">
</head>
<body>
<main>
<h1>Development mailbox</h1>
<p class="head">The hub keeps its last mails here, for this machine only, until SMTP_URL is set. A restart empties it.</p>
${mails.length === 0 ? '<p>No mail yet. Sign up, then load this page again.</p>' : mails.map(article).join('')}
</main>
</body>
</html>
`

const css = `:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 0; }
article { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 10px; padding: 1rem 1.25rem; margin: 1rem 0; }
.head { opacity: 0.75; margin: 0.25rem 0; }
li { margin: 0.5rem 0; overflow-wrap: anywhere; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0.75rem 0; }
`

/** `/dev/mail` and `/dev/mail.json`: mounted only where mail is kept and the hub listens on loopback. */
export async function devMailRoutes(
  app: FastifyInstance,
  { mailbox }: { mailbox: DevMailbox },
): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    checkLoopback(request)
    reply.header('cache-control', 'no-store')
  })
  app.get('/dev/mail', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(page(mailbox.mails())),
  )
  app.get('/dev/mail.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(css))
  app.get('/dev/mail.json', async () => ({ items: mailbox.mails() }))
}
