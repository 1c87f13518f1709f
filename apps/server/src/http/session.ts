import type { Credential, Hub } from '@hub/api/server'
import type { FastifyRequest } from 'fastify'
import { checkCsrf, readCookie } from './cookies.ts'

/**
 * The browser's session, from its cookie; for anything but a read the request must come from our own pages. `madeFor` is the
 * id of the person whom the page was made for, where it says so: in `x-hub-user`, or over a WebSocket, which has no headers.
 */
export function sessionCredential(
  request: FastifyRequest,
  { settings }: Hub,
  madeFor: unknown = request.headers['x-hub-user'],
): Credential {
  // Who acts for somebody does so with every request until they stop, also when that session has ended meanwhile.
  const token = readCookie(request, settings, 'acting') ?? readCookie(request, settings, 'access')
  if (token === undefined) return { kind: 'none' }
  checkCsrf(request, settings)
  return { kind: 'session', token, ...(typeof madeFor === 'string' && { madeFor }) }
}
