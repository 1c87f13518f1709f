import { randomUUID } from 'node:crypto'
import { AppError, openForm, takeForm } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SUBMISSION, TRAP, formPage, formPolicy, plainPage, thanksPage } from './form-page.ts'

/** A form of long texts, and no file. */
const MAX_BYTES = 128 * 1024

interface Path {
  trigger: string
  token: string
}

interface Shown {
  html: string
  status: number
}

const closed: Shown = {
  html: plainPage('This form is closed', 'It takes no answers now. Ask whoever gave you the link.'),
  status: 409,
}
const refusals: Readonly<Record<string, Shown>> = {
  NOT_FOUND: {
    html: plainPage(
      'This link does not work',
      'It is not complete, or the form is gone. Copy the whole link.',
    ),
    status: 404,
  },
  CONFLICT: closed,
  ORGANIZATION_SUSPENDED: closed,
  TOO_MANY_REQUESTS: {
    html: plainPage(
      'Too many at once just now',
      'Wait a minute. Then open the form again, or go back and send it again.',
    ),
    status: 429,
  },
  BAD_REQUEST: {
    html: plainPage('It was not sent', 'Open the form once more, fill it in, and send it again.'),
    status: 400,
  },
}

/** People read a page, whatever is wrong; what nobody foresaw is answered as everywhere. */
async function answered(reply: FastifyReply, make: () => Promise<Shown>): Promise<FastifyReply> {
  const { html, status } = await make().catch((error: unknown) => {
    const known = error instanceof AppError ? refusals[error.code] : undefined
    if (!known) throw error
    return known
  })
  return reply
    .code(status)
    .headers({ 'content-security-policy': formPolicy, 'cache-control': 'no-store' })
    .type('text/html; charset=utf-8')
    .send(html)
}

const placeOf = ({ params, ip }: FastifyRequest) => {
  const { trigger, token } = params as Path
  return { triggerId: trigger, token, ip }
}

/** The public pages of forms that start workflows: nobody is signed in, no cookie is looked at, and no script runs. */
export async function formRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_BYTES },
    (_request, body, done) => done(null, new Map(new URLSearchParams(String(body)))),
  )
  const path = '/f/:trigger/:token'
  app.get(path, (request, reply) =>
    answered(reply, async () => {
      const open = await openForm(hub, placeOf(request))
      return {
        html: formPage({ ...open, submission: randomUUID(), typed: new Map(), wrong: new Map() }),
        status: 200,
      }
    }),
  )
  app.post(path, { bodyLimit: MAX_BYTES }, (request, reply) =>
    answered(reply, async () => {
      const typed =
        request.body instanceof Map ? (request.body as Map<string, string>) : new Map<string, string>()
      const submission = typed.get(SUBMISSION) ?? ''
      const taken = await takeForm(hub, {
        ...placeOf(request),
        typed,
        id: submission,
        isMachine: (typed.get(TRAP) ?? '') !== '',
        requestId: request.id,
      })
      const { wrong } = taken
      return wrong
        ? { html: formPage({ ...taken, submission, typed, wrong }), status: 422 }
        : { html: thanksPage(taken), status: 200 }
    }),
  )
}
