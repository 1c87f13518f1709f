import { BlockList, isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** What the common proxies add to a request they pass on. */
const proxyHeaders = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
]

/**
 * True for a program on this machine, which the socket tells and no header can claim. A proxy on this machine is a
 * loopback peer too, but whoever is behind it is not.
 */
export function isLocalPeer({ raw, headers }: Pick<FastifyRequest, 'raw' | 'headers'>): boolean {
  const peer = raw.socket.remoteAddress ?? ''
  const isForwarded = proxyHeaders.some((name) => headers[name] !== undefined)
  return isIP(peer) > 0 && loopback.check(peer, isIP(peer) === 6 ? 'ipv6' : 'ipv4') && !isForwarded
}
