import { isIP } from 'node:net'
import type { LookupAddress } from 'node:dns'
import type { GuardSeam } from './judged.ts'

/** One pair as it is written, brackets about an IPv6 address. */
const PAIR = /^([^\s:=]+):(\d{1,5})=(\[[\da-f:.]+\]|[\d.]+):(\d{1,5})$/i

interface Pair {
  host: string
  port: number
  to: LookupAddress
  toPort: number
}

const isPort = (port: number): boolean => port >= 1 && port <= 65_535
/** As addresses have it: what a browser would write in another way is never looked for. */
const isName = (host: string): boolean =>
  isIP(host) === 0 && URL.canParse(`http://${host}/`) && new URL(`http://${host}/`).host === host

/** The pair, or what is wrong with it. */
function pairOf(written: string): Pair | string {
  const [, name = '', port = '', address = '', toPort = ''] = PAIR.exec(written) ?? []
  if (name === '') return `“${written}” is not of the form host:port=address:port`
  const host = name.toLowerCase()
  const to = address.replace(/^\[|\]$/g, '')
  if (!isName(host)) return `“${name}” is not the name of a host`
  if (isIP(to) === 0) return `“${address}” is not an IP address`
  const wrong = [port, toPort].find((one) => !isPort(Number(one)))
  if (wrong !== undefined) return `${wrong} is not a port`
  return { host, port: Number(port), to: { address: to, family: isIP(to) }, toPort: Number(toPort) }
}

interface Mapped {
  to: LookupAddress
  ports: Map<number, number>
}

/** Puts a pair with those of its host; answers what is wrong with it, or null. */
function put(hosts: Map<string, Mapped>, { host, port, to, toPort }: Pair): string | null {
  const known = hosts.get(host) ?? { to, ports: new Map<number, number>() }
  if (known.to.address !== to.address) return `${host} leads to two addresses`
  if (known.ports.has(port)) return `${host}:${port} is there twice`
  known.ports.set(port, toPort)
  hosts.set(host, known)
  return null
}

/** Nobody listens there, and nobody may without the rights of root. */
const CLOSED_PORT = 1

const seamOf = (hosts: ReadonlyMap<string, Mapped>): GuardSeam => ({
  standsFor: (host) => hosts.has(host.toLowerCase()),
  async resolve(host) {
    const mapped = hosts.get(host.toLowerCase())
    return mapped ? [mapped.to] : []
  },
  isAllowed: () => true,
  // A port that is not named must not lead to whatever else is at that address.
  port: (host: string, port: number) => hosts.get(host.toLowerCase())?.ports.get(port) ?? CLOSED_PORT,
})

/**
 * Reads `OUTBOUND_MAP`: `host:port=address:port` with commas between them. The hosts keep their names and ports, and connections to
 * them go to those addresses, private ones as well; for all other hosts everything stays as it is. Answers what is wrong
 * where the text cannot be read, for the operator. It opens the own network, so it is for development and tests alone.
 */
export function outboundMap(text: string): { seam: GuardSeam } | { problem: string } {
  const hosts = new Map<string, Mapped>()
  for (const written of text.split(',').flatMap((part) => part.trim() || [])) {
    const pair = pairOf(written)
    const problem = typeof pair === 'string' ? pair : put(hosts, pair)
    if (problem !== null) return { problem }
  }
  return hosts.size > 0 ? { seam: seamOf(hosts) } : { problem: 'it names no host' }
}
