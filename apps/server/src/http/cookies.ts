import { AppError } from '@hub/api/server'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Everything about a request's cookies follows from the public address. */
export interface CookieSite {
  publicUrl: string
}

const isHttps = ({ publicUrl }: CookieSite) => publicUrl.startsWith('https://')

/** The refresh token travels to the cookie routes only, where the session has to be of the same sign-in. */
const kinds = {
  access: { secureName: '__Host-hub_access', name: 'hub_access', path: '/', sameSite: 'Strict' },
  session: { secureName: '__Host-hub_session', name: 'hub_session', path: '/', sameSite: 'Strict' },
  /** An administrator's session in somebody's place: it goes before their own, which waits. */
  acting: { secureName: '__Host-hub_acting', name: 'hub_acting', path: '/', sameSite: 'Strict' },
  /** Which round trip to Google began here; it has to come back from another site. */
  google: { secureName: '__Host-hub_google', name: 'hub_google', path: '/', sameSite: 'Lax' },
  refresh: { secureName: '__Secure-hub_refresh', name: 'hub_refresh', path: '/auth', sameSite: 'Strict' },
} as const
type CookieKind = keyof typeof kinds

const cookieName = (site: CookieSite, kind: CookieKind): string =>
  kinds[kind][isHttps(site) ? 'secureName' : 'name']

/** The raw value: ours are plain base64url and dots, so nothing is decoded and broken escapes of others do no harm. */
export function readCookie(
  request: { headers: { cookie?: string | undefined } },
  site: CookieSite,
  kind: CookieKind,
): string | undefined {
  const start = `${cookieName(site, kind)}=`
  const pair = (request.headers.cookie ?? '').split(';').find((part) => part.trimStart().startsWith(start))
  const value = pair?.trim().slice(start.length)
  return value !== undefined && /^[\w.-]+$/.test(value) ? value : undefined
}

interface CookieValue {
  value: string
  /** Seconds; without it the cookie ends with the browser. */
  maxAge?: number | undefined
}

/** Sets one of our cookies; an empty value with age 0 takes it away. */
export function setCookie(
  reply: FastifyReply,
  site: CookieSite,
  cookie: CookieValue & { kind: CookieKind },
): void {
  const { kind, value, maxAge } = cookie
  const { path, sameSite } = kinds[kind]
  const age = maxAge === undefined ? [] : [`Max-Age=${Math.max(0, Math.floor(maxAge))}`]
  const secure = isHttps(site) ? ['Secure'] : []
  const parts = [
    `${cookieName(site, kind)}=${value}`,
    `Path=${path}`,
    ...age,
    'HttpOnly',
    ...secure,
    `SameSite=${sameSite}`,
  ]
  reply.header('set-cookie', parts.join('; '))
}

export function clearCookies(reply: FastifyReply, site: CookieSite): void {
  for (const kind of Object.keys(kinds) as CookieKind[])
    setCookie(reply, site, { kind, value: '', maxAge: 0 })
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a request that changes something unless it comes from our own page: exact Origin, same-origin fetch metadata
 * where the browser sends it, and a header that no form can set (AUTH-5). For requests that act by cookie.
 */
export function checkCsrf(
  { method, headers }: Pick<FastifyRequest, 'method' | 'headers'>,
  { publicUrl }: CookieSite,
): void {
  if (SAFE.has(method)) return
  const site = headers['sec-fetch-site']
  const isOurs =
    headers.origin === publicUrl &&
    (site === undefined || site === 'same-origin') &&
    headers['x-hub-csrf'] === '1'
  if (!isOurs)
    throw new AppError('FORBIDDEN', {
      message: `This request did not come from a page of the hub. Open it at ${publicUrl}.`,
    })
}
