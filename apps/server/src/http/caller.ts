import { isApiKey, limitHeaders } from '@hub/api/server'
import type { Call, Credential, Door } from '@hub/api/server'
import type { FastifyReply, FastifyRequest } from 'fastify'

const BEARER = /^Bearer +(\S+)$/i

/** The credential a program sends; a malformed header is a credential that holds for nobody. */
export const bearerCredential = ({ headers }: FastifyRequest): Credential | null =>
  bearerIn(headers.authorization)

/** The same, where a program says it in another place than the header. */
export function bearerIn(authorization: string | undefined): Credential | null {
  if (authorization === undefined) return null
  const token = BEARER.exec(authorization)?.[1] ?? ''
  return isApiKey(token) ? { kind: 'apiKey', key: token } : { kind: 'bearer', token }
}

export interface CallOptions {
  door: Door
  credential: Credential
  signal?: AbortSignal | undefined
  /** The answer that tells where the caller stands with the limits; a stream has no more place for it. */
  reply?: FastifyReply
}

/** What a request tells about a call, whichever door it came through. */
export function callOf(request: FastifyRequest, { door, credential, signal, reply }: CallOptions): Call {
  const org = request.headers['x-hub-org']
  return {
    door,
    credential,
    org: typeof org === 'string' && org !== '' ? org : null,
    requestId: request.id,
    ip: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
    signal,
    onLimit:
      reply && limitHeaders((name, value) => void (reply.raw.headersSent || reply.header(name, value))),
  }
}
