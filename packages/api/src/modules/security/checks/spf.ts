import { z } from 'zod'
import type { ObservedMail } from '../observation/observation.ts'

/** What an SPF record says of mail from whoever is on none of its lists; `unknown` where that stands in a record nobody could see. */
export type SpfEnd = 'fail' | 'softfail' | 'neutral' | 'everybody' | 'unsaid' | 'unknown'

export interface Spf {
  /** False where receivers ignore all of it: it, or a record that it leads to, is missing, doubled or cannot be read. */
  isValid: boolean
  end: SpfEnd
  /** Terms that make a receiver ask the DNS, counted as far as it would; null where nobody could say. */
  lookups: number | null
}

/** RFC 7208, 4.6.4: a receiver gives up beyond so many. */
export const MOST_LOOKUPS = 10

export const isSpf = (record: string): boolean => /^v=spf1(?: |$)/i.test(record)

/** Spaces alone part terms (RFC 7208, 12): one with a tab in it cannot be read. */
export const termsOf = (record: string): string[] =>
  record
    .split(' ')
    .slice(1)
    .filter((term) => term !== '')

/** The name of the record that a term leads to; macros are only known when a mail comes. */
export function leadsTo(term: string): { name: string | null } | null {
  const [, name] = /^(?:[+?~-]?include:|redirect=)(\S+)$/i.exec(term) ?? []
  if (name === undefined) return null
  return { name: name.includes('%') ? null : name.toLowerCase().replace(/\.$/, '') }
}

const PLAIN_NAME = /^(?:[\w-]{1,63}\.)+(?!\d+\.?$)[a-z0-9-]{1,63}\.?$/i
const WITH_MACROS = /^(?:[!-$&-~]|%\{[slodiphcrtv]\d{0,3}r?[.+,/_=-]*\}|%[%_-])+$/i

/** With the dot at its end. */
const LONGEST_NAME = 254

const isName = (text: string): boolean =>
  text.includes('%') ? WITH_MACROS.test(text) : text.length <= LONGEST_NAME && PLAIN_NAME.test(text)

const ADDRESS = z.ipv4()
const LONG_ADDRESS = z.ipv6()

function isAddress(text: string, bits: 32 | 128): boolean {
  const [, address = '', size = '0'] = /^([\d.:a-f]{1,45})(?:\/(\d{1,3}))?$/i.exec(text) ?? []
  return (bits === 32 ? ADDRESS : LONG_ADDRESS).safeParse(address).success && Number(size) <= bits
}

/** After `a` and `mx`: a name, the size of a network, or both. */
function isHosts(text: string): boolean {
  const read = /^(?::(.+?))?(?:\/(\d{1,2}))?(?:\/\/(\d{1,3}))?$/.exec(text)
  if (!read) return false
  const [, name, ip4 = '0', ip6 = '0'] = read
  return (name === undefined || isName(name)) && Number(ip4) <= 32 && Number(ip6) <= 128
}

/** What may stand after the name of each mechanism. */
const mechanisms: Readonly<Record<string, (rest: string) => boolean>> = {
  all: (rest) => rest === '',
  include: (rest) => rest.startsWith(':') && isName(rest.slice(1)),
  exists: (rest) => rest.startsWith(':') && isName(rest.slice(1)),
  a: isHosts,
  mx: isHosts,
  ptr: (rest) => rest === '' || (rest.startsWith(':') && isName(rest.slice(1))),
  ip4: (rest) => rest.startsWith(':') && isAddress(rest.slice(1), 32),
  ip6: (rest) => rest.startsWith(':') && isAddress(rest.slice(1), 128),
}

function isTerm(term: string): boolean {
  const [, modifier, value = ''] = /^([a-z][\w.-]*)=(.*)$/i.exec(term) ?? []
  if (modifier !== undefined) return !/^(?:redirect|exp)$/i.test(modifier) || isName(value)
  const [, name = '', rest = ''] = /^[+?~-]?([a-z][a-z0-9]*)(.*)$/i.exec(term) ?? []
  const kind = name.toLowerCase()
  return Object.hasOwn(mechanisms, kind) && (mechanisms[kind]?.(rest) ?? false)
}

/** RFC 7208, 4.6 and 6: each term can be read, and the two modifiers that it names stand at most once. */
function isReadable(terms: readonly string[]): boolean {
  const times = (modifier: RegExp) => terms.filter((term) => modifier.test(term)).length
  return terms.every(isTerm) && times(/^redirect=/i) <= 1 && times(/^exp=/i) <= 1
}

const ends: Readonly<Record<string, SpfEnd>> = { '-': 'fail', '~': 'softfail', '?': 'neutral' }

/** Without a sign a term lets pass whom it fits. */
const endBy = (term: string): SpfEnd => ends[term.charAt(0)] ?? 'everybody'

const ASKS = /^[+?~-]?(?:exists:|(?:a|mx|ptr)(?:$|[:/]))/i
const FITS_ALL = /^[+?~-]?all$/i
const WHOLE_INTERNET = /^\+?ip[46]:[^/]+\/0+$/i

interface Way {
  mail: ObservedMail
  /** The names that led here, so that no circle is walked. */
  path: readonly string[]
}

interface Walked {
  isValid: boolean
  end: SpfEnd
  lookups: number
  /** Nothing on the way was out of sight. */
  isWhole: boolean
}

const INVALID: Walked = { isValid: false, end: 'unsaid', lookups: 0, isWhole: true }
const OUT_OF_SIGHT: Walked = { isValid: true, end: 'unknown', lookups: 0, isWhole: false }
/** It never ends, so a receiver comes to its limit. */
const CIRCLE: Walked = { isValid: true, end: 'unsaid', lookups: MOST_LOOKUPS, isWhole: true }

/** A name without a record of its own, or with two, spoils the record that leads to it (RFC 7208, 5.2 and 6.1). */
function walkTo(name: string | null, { mail, path }: Way): Walked {
  if (name === null) return OUT_OF_SIGHT
  if (path.includes(name)) return CIRCLE
  const answers = mail.included[name]
  if (!answers || 'error' in answers) return OUT_OF_SIGHT
  const [record, ...more] = answers.found.filter(isSpf)
  return record === undefined || more.length > 0 ? INVALID : walk(record, { mail, path: [...path, name] })
}

/** What one term says of a stranger; null where it does not fit one, so that the next term counts. */
function endAt(term: string, below: Walked | null): SpfEnd | null {
  const fits = FITS_ALL.test(term) || WHOLE_INTERNET.test(term) || below?.end === 'everybody'
  return fits ? endBy(term) : null
}

/** Goes through a record as a receiver does for mail from a stranger: term by term, and `redirect` where none fits. */
function walk(record: string, way: Way): Walked {
  const terms = termsOf(record)
  if (!isReadable(terms)) return INVALID
  const walked = { isValid: true, lookups: 0, isWhole: true }
  const follow = (term: string): Walked | null => {
    const leads = leadsTo(term)
    if (leads || ASKS.test(term)) walked.lookups += 1
    if (!leads || walked.lookups > MOST_LOOKUPS) return null
    const below = walkTo(leads.name, way)
    walked.lookups += below.lookups
    walked.isWhole &&= below.isWhole
    walked.isValid &&= below.isValid
    return below
  }
  for (const term of terms) {
    if (/^redirect=/i.test(term)) continue
    const end = endAt(term, follow(term))
    if (!walked.isValid) return INVALID
    if (end !== null || walked.lookups > MOST_LOOKUPS) return { ...walked, end: end ?? 'unsaid' }
  }
  const redirect = terms.find((term) => /^redirect=/i.test(term))
  const end = redirect === undefined ? 'unsaid' : (follow(redirect)?.end ?? 'unsaid')
  return walked.isValid ? { ...walked, end } : INVALID
}

/** Reads one SPF record by the rules of RFC 7208, with those it leads to as they were observed. */
export function readSpf(record: string, mail: ObservedMail): Spf {
  const { isValid, end, lookups, isWhole } = walk(record, { mail, path: [mail.domain] })
  return { isValid, end, lookups: isWhole || lookups > MOST_LOOKUPS ? lookups : null }
}
