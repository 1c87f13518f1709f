import { AppError } from '@hub/api/server'
import type { Call, Credential, Hub, SignIn, Tokens } from '@hub/api/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { callOf } from './caller.ts'
import { checkCsrf, clearCookies, readCookie, setCookie } from './cookies.ts'
import { plainJson, takeJson } from './json-body.ts'
import { sessionCredential } from './session.ts'

/** The longest any session lives; the server judges the session, the cookie only has to be there. */
const SESSION_COOKIE_SECONDS = 90 * 24 * 3600

const secondsUntil = (instant: string, now: Date) => (Date.parse(instant) - now.getTime()) / 1000

/** Tokens go into cookies and never into a body, so that no script of a page can read them. */
export function setTokens(reply: FastifyReply, { settings, now }: Hub, tokens: Tokens): void {
  const { isRemembered, accessToken, refreshToken, sessionToken, accessExpiresAt, refreshExpiresAt } = tokens
  const age = (seconds: number) => (isRemembered ? seconds : undefined)
  setCookie(reply, settings, {
    kind: 'access',
    value: accessToken,
    maxAge: age(secondsUntil(accessExpiresAt, now())),
  })
  setCookie(reply, settings, {
    kind: 'refresh',
    value: refreshToken,
    maxAge: age(secondsUntil(refreshExpiresAt, now())),
  })
  // Whoever signs in is themselves, whoever they acted for before.
  if (readCookie(reply.request, settings, 'acting') !== undefined)
    setCookie(reply, settings, { kind: 'acting', value: '', maxAge: 0 })
  if (sessionToken !== null)
    setCookie(reply, settings, { kind: 'session', value: sessionToken, maxAge: age(SESSION_COOKIE_SECONDS) })
}

/** The answer says no more than whether the person is in, and for how long. */
export function sendTokens(reply: FastifyReply, hub: Hub, tokens: Tokens): FastifyReply {
  setTokens(reply, hub, tokens)
  const { accessExpiresAt, refreshExpiresAt, isRemembered } = tokens
  return reply.send({ status: 'signed_in', accessExpiresAt, refreshExpiresAt, isRemembered })
}

export const webCall = (request: FastifyRequest, credential: Credential): Call =>
  callOf(request, { door: 'web', credential })

const isRefusal = (error: unknown) =>
  error instanceof AppError && (error.code === 'UNAUTHORIZED' || error.code === 'BAD_REQUEST')

interface Ask {
  input: unknown
  call: Call
}

/** The catalog answers what the procedure's output schema says. */
const askTokens = async (
  { catalog }: Hub,
  path: 'auth.refresh' | 'auth.secondFactor.verify' | 'auth.passkeys.signIn' | 'auth.confirm',
  { input, call }: Ask,
): Promise<Tokens> => (await catalog.call(path, input, call)) as Tokens
const askSignIn = async ({ catalog }: Hub, { input, call }: Ask): Promise<SignIn> =>
  (await catalog.call('auth.login', input, call)) as SignIn

async function renew(hub: Hub, request: FastifyRequest): Promise<Tokens> {
  const refreshToken = readCookie(request, hub.settings, 'refresh')
  const sessionToken = readCookie(request, hub.settings, 'session')
  if (refreshToken === undefined || sessionToken === undefined)
    throw new AppError('UNAUTHORIZED', { message: 'You are not signed in on this device.' })
  const input = { refreshToken, sessionToken }
  return askTokens(hub, 'auth.refresh', { input, call: webCall(request, { kind: 'none' }) })
}

const endSession = (hub: Hub, request: FastifyRequest, token: string) =>
  hub.catalog.call('auth.logout', {}, webCall(request, { kind: 'session', token }))

/** An access token that has run out still has to end its session: it is renewed once more for that. */
async function signOut(hub: Hub, request: FastifyRequest): Promise<void> {
  const access = readCookie(request, hub.settings, 'access')
  try {
    if (access === undefined) throw new AppError('UNAUTHORIZED')
    await endSession(hub, request, access)
  } catch (error) {
    if (!isRefusal(error)) throw error
    await endSession(hub, request, (await renew(hub, request)).accessToken)
  }
}

/**
 * The browser's way in and out: the auth procedures with their tokens in cookies. Outside the tRPC batch, whose stream has
 * sent its headers before a procedure is done.
 */
export async function authRoutes(app: FastifyInstance, { hub }: { hub: Hub }): Promise<void> {
  const { settings } = hub
  app.addHook('onRequest', async (request, reply) => {
    checkCsrf(request, settings)
    reply.header('cache-control', 'no-store')
  })
  const readJson = plainJson(app)
  // Clients that set the content type for every POST send no body to refresh and sign out.
  takeJson(app, (request, text, done) => {
    if (text === '') done(null, undefined)
    else readJson(request, text, done)
  })
  app.post('/auth/login', async (request, reply) => {
    const answer = await askSignIn(hub, {
      input: request.body ?? {},
      call: webCall(request, { kind: 'none' }),
    })
    return answer.status === 'signed_in' ? sendTokens(reply, hub, answer) : reply.send(answer)
  })
  app.post('/auth/second-factor', async (request, reply) => {
    const tokens = await askTokens(hub, 'auth.secondFactor.verify', {
      input: request.body ?? {},
      call: webCall(request, { kind: 'none' }),
    })
    return sendTokens(reply, hub, tokens)
  })
  app.post('/auth/passkey', async (request, reply) => {
    const tokens = await askTokens(hub, 'auth.passkeys.signIn', {
      input: request.body ?? {},
      call: webCall(request, { kind: 'none' }),
    })
    return sendTokens(reply, hub, tokens)
  })
  app.post('/auth/confirm', async (request, reply) => {
    const tokens = await askTokens(hub, 'auth.confirm', {
      input: request.body ?? {},
      call: webCall(request, sessionCredential(request, hub)),
    })
    return sendTokens(reply, hub, tokens)
  })
  app.post('/auth/refresh', async (request, reply) => {
    // Nothing renews a session in somebody's place; what follows is the administrator's own again.
    if (readCookie(request, settings, 'acting') !== undefined) {
      setCookie(reply, settings, { kind: 'acting', value: '', maxAge: 0 })
      throw new AppError('UNAUTHORIZED', { message: 'You no longer act for somebody else.' })
    }
    // A browser in which nobody is signed in asks whether somebody is: no is an answer, and no failure in its console.
    if ((request.headers.cookie ?? '') === '') return reply.code(204).send()
    try {
      return sendTokens(reply, hub, await renew(hub, request))
    } catch (error) {
      // A sign-in that has ended takes its cookies along; a database that is away for a moment must not.
      if (isRefusal(error)) clearCookies(reply, settings)
      throw error
    }
  })
  app.post('/auth/logout', async (request, reply) => {
    await signOut(hub, request).catch((error: unknown) => {
      if (!isRefusal(error)) throw error
    })
    clearCookies(reply, settings)
    return reply.send({ done: true })
  })
}
