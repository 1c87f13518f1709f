import { isIP } from 'node:net'
import { AppError } from '@hub/api/server'
import type { FastifyInstance } from 'fastify'

/** Some proxies name the port as well, which differs with each connection, and put IPv6 into brackets and quotes. */
function withoutPort(entry: string): string {
  const plain = entry.trim().replace(/^"(.*)"$/, '$1')
  const [, inBrackets] = /^\[([^\]]*)\](?::\d+)?$/.exec(plain) ?? []
  return inBrackets ?? plain.replace(/^([\d.]+):\d+$/, '$1')
}

/**
 * Reads what proxies say of their callers as addresses alone. A trusted proxy that names something else is refused: what
 * counts by address, or blocks one, would see a new one in each request. Must come before anything that asks for the
 * address.
 */
export function readForwardedAddresses(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request.raw
    const named = headers['x-forwarded-for']
    // Node joins repeated fields of this name.
    if (typeof named === 'string') headers['x-forwarded-for'] = named.split(',').map(withoutPort).join(', ')
    const isNone = named !== undefined && isIP(request.ip) === 0
    const message = 'The proxy before the hub names no address of its caller.'
    done(isNone ? new AppError('BAD_REQUEST', { message }) : undefined)
  })
}
