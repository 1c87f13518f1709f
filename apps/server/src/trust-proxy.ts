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

export function isTrustProxy(value: string): boolean {
  if (/^(true|false|\d+)$/.test(value)) return true
  return value.split(',').every((part) => {
    const [address = '', bits = '0'] = part.trim().split('/')
    return PROXY_GROUPS.includes(part.trim()) || (isIP(address) > 0 && /^\d{1,3}$/.test(bits))
  })
}
