import { parse } from 'tldts'
import { fieldFault } from '../../../shared/field-fault.ts'
import type { AppError } from '../../../shared/errors.ts'

const wrong = (message: string): AppError => fieldFault('address', message)

/**
 * The host that an address names, in small letters and as DNS writes it. Throws a BAD_REQUEST where it names none, or one that
 * no website of a business could have.
 */
export function hostOf(address: string): string {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`
  if (!URL.canParse(text)) throw wrong('Write the name of a website, such as tideandfennel.example.')
  const { protocol, hostname, port, username, password } = new URL(text)
  if (!/^https?:$/.test(protocol)) throw wrong('Only websites can be scanned: http or https.')
  if (username !== '' || password !== '') throw wrong('Leave out the name and password.')
  if (port !== '') throw wrong('Leave out the port: websites are scanned where browsers find them.')
  const host = hostname.replace(/\.$/, '')
  const { isIp, domain } = parse(host)
  if (isIp) throw wrong('Write a name and not the number of a machine.')
  if (host.length > 253 || domain === null)
    throw wrong('Write the whole name of the website, such as tideandfennel.example.')
  return host
}

/** The domain under which its owner's mail goes. */
export const domainOf = (host: string): string => parse(host, { allowPrivateDomains: true }).domain ?? host
