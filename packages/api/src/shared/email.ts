import { z } from 'zod'

/** An address as people write it; `canonicalEmail` brings it to the form that is stored and compared. */
export const Email = z
  .string()
  .trim()
  .max(254)
  .refine((value) => canonicalEmail(value) !== null, 'Write an e-mail address such as ana@example.com.')
  .meta({ format: 'email' })

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAIN = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])$/
/** RFC 5321 section 4.5.3.1.1. */
const LOCAL_PART_MAX = 64

/**
 * One spelling for one mailbox: trimmed, NFKC, ASCII lower case, the domain as an A-label. null for what is no address,
 * and for local parts beyond ASCII: look-alike letters would make two accounts of one name.
 */
export function canonicalEmail(text: string): string | null {
  const address = text.trim().normalize('NFKC').toLowerCase()
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const domain = asciiDomain(address.slice(at + 1))
  if (at < 1 || local.length > LOCAL_PART_MAX || !LOCAL_PART.test(local) || domain === null) return null
  return `${local}@${domain}`
}

function asciiDomain(domain: string): string | null {
  // The URL parser does the IDNA work; what would end the host in a URL is no part of a domain.
  if (/[/:?#\\%@\s[\]]/.test(domain) || !URL.canParse(`http://${domain}/`)) return null
  const { hostname } = new URL(`http://${domain}/`)
  return DOMAIN.test(hostname) && hostname.length <= 253 ? hostname : null
}
