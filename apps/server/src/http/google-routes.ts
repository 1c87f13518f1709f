import { AppError } from '@hub/api/server'
import type {
  GoogleAnswer,
  GoogleBegun,
  GoogleRefusal,
  GoogleStep,
  Hub,
  SignIn,
  Tokens,
} from '@hub/api/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendTokens, setTokens, webCall } from './auth-routes.ts'
import { checkCsrf, readCookie, setCookie } from './cookies.ts'
import { sessionCredential } from './session.ts'

/** As long as what is sealed in the cookie holds. */
const COOKIE_SECONDS = 600
const LONGEST_NEXT = 1_000

const keepTicket = (reply: FastifyReply, { settings }: Hub, ticket: string): void =>
  setCookie(reply, settings, { kind: 'google', value: ticket, maxAge: COOKIE_SECONDS })

const dropTicket = (reply: FastifyReply, { settings }: Hub): void =>
  setCookie(reply, settings, { kind: 'google', value: '', maxAge: 0 })

/** A parameter that was sent once; twice is as good as never. */
function single(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : undefined
}

/** Only what is there: the procedures' inputs are strict. */
const given = (fields: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

function nextOf(request: FastifyRequest): string | undefined {
  const next = single(request, 'next')
  return next !== undefined && next.length <= LONGEST_NEXT ? next : undefined
}

interface Refusal {
  reason: GoogleRefusal
  next: string
  intent: 'sign-in' | 'link' | 'confirm'
}

/** People get a page with words; who was signed in when it began stays so and is led back from there. */
function showRefusal(
  reply: FastifyReply,
  { settings }: Hub,
  { reason, next, intent }: Refusal,
): FastifyReply {
  const search = new URLSearchParams({ google: reason, ...(next !== '/' && { next }) })
  return reply.redirect(
    `${settings.publicUrl}/${intent === 'sign-in' ? 'sign-in' : 'google'}?${search.toString()}`,
    302,
  )
}

/** Failures that the procedures throw instead of answering; the failure itself is in the log with its request. */
function reasonOf(error: unknown): GoogleRefusal {
  if (!(error instanceof AppError)) throw error
  return error.code === 'TOO_MANY_REQUESTS' ? 'limit' : error.code === 'NOT_FOUND' ? 'closed' : 'away'
}

const failed = (request: FastifyRequest, error: unknown): Refusal => ({
  reason: reasonOf(error),
  next: nextOf(request) ?? '/',
  intent: 'sign-in',
})

/** The catalog answers what the procedure's output schema says. */
const ask = async <Answer>(
  { catalog }: Hub,
  path: string,
  { input, request }: { input: unknown; request: FastifyRequest },
): Promise<Answer> => (await catalog.call(path, input, webCall(request, { kind: 'none' }))) as Answer

async function finish(hub: Hub, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const ticket = readCookie(request, hub.settings, 'google')
  const input = {
    ticket: ticket ?? '',
    ...given({
      state: single(request, 'state'),
      code: single(request, 'code'),
      error: single(request, 'error'),
      issuer: single(request, 'iss'),
    }),
  }
  const answer = await ask<GoogleAnswer>(hub, 'auth.google.finish', { input, request })
  const { publicUrl } = hub.settings
  switch (answer.status) {
    case 'signed_in':
      dropTicket(reply, hub)
      setTokens(reply, hub, answer)
      return reply.redirect(`${publicUrl}${answer.next}`, 302)
    case 'linked':
      dropTicket(reply, hub)
      return reply.redirect(`${publicUrl}${answer.next}`, 302)
    case 'asked':
      keepTicket(reply, hub, answer.ticket)
      return reply.redirect(`${publicUrl}/google`, 302)
    case 'refused':
      // An answer from elsewhere must not end a round trip that is still under way here.
      if (answer.reason !== 'expired') dropTicket(reply, hub)
      return showRefusal(reply, hub, answer)
  }
}

/** What the pages between Google and the hub ask for. */
function pageRoutes(app: FastifyInstance, hub: Hub): void {
  for (const [route, path] of [
    ['/auth/google/link', 'auth.google.beginLink'],
    ['/auth/google/confirm', 'auth.google.beginConfirm'],
  ] as const)
    app.post(route, async (request, reply) => {
      const call = webCall(request, sessionCredential(request, hub))
      const begun = (await hub.catalog.call(path, request.body ?? {}, call)) as GoogleBegun
      keepTicket(reply, hub, begun.ticket)
      return reply.send({ redirectTo: begun.redirectTo })
    })
  app.get('/auth/google/step', (request) => {
    const input = { ticket: readCookie(request, hub.settings, 'google') ?? '' }
    return ask<GoogleStep>(hub, 'auth.google.step', { input, request })
  })
  app.post('/auth/google/prove', async (request, reply) => {
    const answer = await ask<SignIn>(hub, 'auth.google.prove', { input: request.body ?? {}, request })
    if (answer.status !== 'signed_in') return reply.send(answer)
    dropTicket(reply, hub)
    return sendTokens(reply, hub, answer)
  })
  app.post('/auth/google/register', async (request, reply) => {
    const tokens = await ask<Tokens>(hub, 'auth.google.register', { input: request.body ?? {}, request })
    dropTicket(reply, hub)
    return sendTokens(reply, hub, tokens)
  })
}

/**
 * The browser's way to Google and back. Beginning a sign-in sets a cookie and changes nothing else; to link or confirm is
 * begun by a page of ours, because what comes back from another site brings no strict cookie that would say who it is.
 */
export async function googleRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    checkCsrf(request, hub.settings)
    reply.header('cache-control', 'no-store')
  })
  app.get('/auth/google', { exposeHeadRoute: false }, async (request, reply) => {
    try {
      const input = given({ next: nextOf(request) })
      const begun = await ask<GoogleBegun>(hub, 'auth.google.begin', { input, request })
      keepTicket(reply, hub, begun.ticket)
      return reply.redirect(begun.redirectTo, 302)
    } catch (error) {
      return showRefusal(reply, hub, failed(request, error))
    }
  })
  app.get('/auth/google/callback', { exposeHeadRoute: false }, async (request, reply) => {
    try {
      return await finish(hub, request, reply)
    } catch (error) {
      return showRefusal(reply, hub, failed(request, error))
    }
  })
  pageRoutes(app, hub)
}
