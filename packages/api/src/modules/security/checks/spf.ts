import type { Answers, ObservedMail } from '../observation/observation.ts'

/** What an SPF record allows to whoever is on none of its lists. */
export type SpfEnd = 'fail' | 'softfail' | 'neutral' | 'everybody' | 'unsaid'

export interface Spf {
  isValid: boolean
  end: SpfEnd
  /** Terms that make a receiver ask the DNS, with those of records it leads to; null where nobody could say. */
  lookups: number | null
}

/** RFC 7208, 4.6.4: a receiver gives up beyond so many. */
export const MOST_LOOKUPS = 10
/** Deeper than any record that a receiver would follow to its end. */
const MOST_TERMS = 200

export const isSpf = (record: string): boolean => /^v=spf1(?:\s|$)/i.test(record)

const TERM =
  /^(?:[+?~-]?(?:all|(?:include|exists):\S+|(?:a|mx|ptr)(?:[:/]\S+)?|ip4:\S+|ip6:\S+)|[a-z][\w.-]*=\S*)$/i
const ASKS = /^[+?~-]?(?:include:|exists:|a(?:$|[:/])|mx(?:$|[:/])|ptr(?:$|[:/]))/i

export const termsOf = (record: string): string[] => record.trim().split(/\s+/).slice(1, MOST_TERMS)

/** The name of the record that a term leads to; macros are only known when a mail comes. */
export function leadsTo(term: string): { name: string | null } | null {
  const [, name] = /^(?:[+?~-]?include:|redirect=)(\S+)$/i.exec(term) ?? []
  if (name === undefined) return null
  return { name: name.includes('%') ? null : name.toLowerCase().replace(/\.$/, '') }
}

const ends: Readonly<Record<string, SpfEnd>> = {
  '-': 'fail',
  '~': 'softfail',
  '?': 'neutral',
  '+': 'everybody',
  '': 'everybody',
}

/** A `redirect` counts only where there is no `all`, as receivers read it. */
const redirectIn = (terms: readonly string[]): string | undefined =>
  terms.some((term) => /^[+?~-]?all$/i.test(term))
    ? undefined
    : terms.find((term) => /^redirect=/i.test(term))

function endOf(terms: readonly string[], mail: ObservedMail, seen: ReadonlySet<string>): SpfEnd {
  const all = terms.find((term) => /^[+?~-]?all$/i.test(term))
  if (all) return ends[all.slice(0, -3)] ?? 'unsaid'
  const name = leadsTo(redirectIn(terms) ?? '')?.name ?? null
  if (name === null || seen.has(name)) return 'unsaid'
  const record = recordAt(mail, name)
  return typeof record === 'string' ? endOf(termsOf(record), mail, new Set([...seen, name])) : 'unsaid'
}

/** The one record of a name; null where there is none, and undefined where nobody could say. */
function recordAt({ included }: ObservedMail, name: string): string | null | undefined {
  const answers: Answers<string> | undefined = Object.hasOwn(included, name) ? included[name] : undefined
  return answers && 'found' in answers ? (answers.found.find(isSpf) ?? null) : undefined
}

interface Counting {
  mail: ObservedMail
  /** The way that led here, so that no circle is walked. */
  path: readonly string[]
}

function count(record: string, { mail, path }: Counting): number | null {
  const terms = termsOf(record)
  const redirect = redirectIn(terms)
  let sum = 0
  for (const term of terms) {
    if (!ASKS.test(term) && term !== redirect) continue
    sum += 1
    const leads = leadsTo(term)
    // Beyond the limit it makes no difference by how much.
    if (!leads || sum > MOST_LOOKUPS) continue
    if (leads.name === null || path.includes(leads.name)) continue
    const next = recordAt(mail, leads.name)
    if (next === undefined) return null
    const below = next === null ? 0 : count(next, { mail, path: [...path, leads.name] })
    if (below === null) return null
    sum += below
  }
  return sum
}

/** Reads one SPF record by the rules of RFC 7208, with those it leads to as they were observed. */
export function readSpf(record: string, mail: ObservedMail): Spf {
  const terms = termsOf(record)
  return {
    isValid: terms.every((term) => TERM.test(term)),
    end: endOf(terms, mail, new Set()),
    lookups: count(record, { mail, path: [mail.domain] }),
  }
}
