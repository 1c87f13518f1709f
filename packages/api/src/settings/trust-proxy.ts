import { isIP } from 'node:net'

/** As Fastify takes it. */
export type TrustProxy = boolean | string | ((address: string, hop: number) => boolean)

const PROXY_GROUPS = ['loopback', 'linklocal', 'uniquelocal']

/** A number trusts that many hops nearest to us; otherwise addresses, networks or the names of their groups. */
export function trustProxy(value: string | undefined): TrustProxy {
  if (value === undefined || value === 'false') return false
  if (value === 'true') return true
  if (!/^\d+$/.test(value)) return value
  return (_address, hop) => hop < Number(value)
}

/** An address, or a network by how many of its first bits count. Fastify takes no more of them than there are, and at least one. */
function isNetwork(text: string): boolean {
  const [, address = '', bits = '1'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const kind = isIP(address)
  return kind !== 0 && Number(bits) >= 1 && Number(bits) <= (kind === 4 ? 32 : 128)
}

export function isTrustProxy(value: string): boolean {
  if (/^(true|false|\d+)$/.test(value)) return true
  return value.split(',').every((part) => PROXY_GROUPS.includes(part.trim()) || isNetwork(part.trim()))
}
