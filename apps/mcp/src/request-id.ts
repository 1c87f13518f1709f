import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** A caller may name its request to find it again in the log; anything else than a plain name is replaced. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
}
