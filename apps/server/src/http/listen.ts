import { createServer } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** A machine without IPv6 answers one of these; the hub then listens on 127.0.0.1 alone. */
const NO_IPV6 = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])

/**
 * Opens the address and returns the port, which differs from the asked one when that is 0. `localhost` opens
 * both loopback addresses whatever the hosts file says: a browser may try either, and the one left free could
 * belong to another program.
 */
export async function listen(
  app: FastifyInstance,
  { host, port }: { host: string; port: number },
): Promise<number> {
  await app.listen({ host: host === 'localhost' ? '127.0.0.1' : host, port })
  const address = app.server.address()
  const bound = address !== null && typeof address === 'object' ? address.port : port
  if (host === 'localhost') await listenOnIpv6(app, bound)
  return bound
}

/** Takes connections on ::1 and gives them to the one HTTP server, so time limits, upgrades and closing are its own. */
async function listenOnIpv6(app: FastifyInstance, port: number): Promise<void> {
  const door = createServer((socket) => app.server.emit('connection', socket))
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  door.once('error', (error: NodeJS.ErrnoException) => {
    if (NO_IPV6.has(error.code ?? '')) resolve()
    else reject(error)
  })
  door.listen({ host: '::1', port, ipv6Only: true }, resolve)
  app.server.once('close', () => door.close())
  await promise
}
