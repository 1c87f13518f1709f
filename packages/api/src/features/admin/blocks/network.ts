import { isIP, SocketAddress } from 'node:net'

export interface Network {
  /** As it is written in one way only, such as 203.0.113.0/24; bits behind the prefix may still be set. */
  text: string
  family: 4 | 6
  prefix: number
}

/** An address without the name of an interface, and perhaps the length of a prefix. */
const WRITTEN = /^([^/%]+)(?:\/(\d{1,3}))?$/
const BITS = { 4: 32, 6: 128 } as const
/** ::ffff:0:0/96 is IPv4 in the notation of IPv6. */
const MAPPED_PREFIX = 96
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/

/** Wider than these nobody blocks by accident. */
const BROAD = { 4: 8, 6: 16 } as const

/** An address or a range; null for anything else. IPv4 in IPv6 notation is read as IPv4. */
export function parseNetwork(text: string): Network | null {
  const [, address = '', bits] = WRITTEN.exec(text.trim()) ?? []
  const family = isIP(address)
  if (family !== 4 && family !== 6) return null
  const prefix = bits === undefined ? BITS[family] : Number(bits)
  if (prefix > BITS[family]) return null
  const plain = new SocketAddress({ address, family: family === 6 ? 'ipv6' : 'ipv4' }).address
  const inner = MAPPED.exec(plain)?.[1]
  if (inner !== undefined && prefix >= MAPPED_PREFIX) {
    const inside = prefix - MAPPED_PREFIX
    return { text: `${inner}/${inside}`, family: 4, prefix: inside }
  }
  return { text: `${plain}/${prefix}`, family, prefix }
}

export const isBroad = ({ family, prefix }: Network): boolean => prefix < BROAD[family]
