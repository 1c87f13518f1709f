/** What receivers are asked to do with mail that somebody else sent in a domain's name. */
export type DmarcPolicy = 'none' | 'quarantine' | 'reject'

export interface Dmarc {
  policy: DmarcPolicy
  /** The weakest of what holds for the domain, for names below it, and for a share of the mail. */
  weakest: DmarcPolicy
}

const ORDER: readonly DmarcPolicy[] = ['none', 'quarantine', 'reject']
const MOST_TAGS = 50

export const isDmarc = (record: string): boolean => /^v\s*=\s*DMARC1\s*(?:;|$)/.test(record)

const policyOf = (value: string | undefined): DmarcPolicy | null =>
  ORDER.find((policy) => policy === value?.toLowerCase()) ?? null

const weaker = (one: DmarcPolicy, other: DmarcPolicy): DmarcPolicy =>
  ORDER.indexOf(one) < ORDER.indexOf(other) ? one : other

/** The policy before, which holds for the rest where a policy is for a share of the mail (RFC 7489, 6.6.4). */
const before = (policy: DmarcPolicy): DmarcPolicy => ORDER[Math.max(0, ORDER.indexOf(policy) - 1)] ?? 'none'

/** Null where a tag stands twice, which spoils the whole list (RFC 6376, 3.2, to which RFC 7489 leaves the form). */
function tagsOf(record: string): Map<string, string> | null {
  const parts = record.split(';', MOST_TAGS).filter((part) => part.includes('='))
  const tags = new Map(
    parts.map((part) => {
      const at = part.indexOf('=')
      return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()] as const
    }),
  )
  return tags.size === parts.length ? tags : null
}

/** For how much of the mail a policy is, in percent; what cannot be read is as if it were not there (RFC 7489, 6.3). */
const shareOf = (pct: string | undefined): number => (/^\d{1,3}$/.test(pct ?? '') ? Number(pct) : 100)

/**
 * Reads a DMARC record by RFC 7489; null where receivers take it for none, or, if it asks for reports, for `p=none` (6.6.3):
 * either way its owner meant something else. Tags that nobody knows are left out.
 */
export function readDmarc(record: string): Dmarc | null {
  const tags = isDmarc(record) ? tagsOf(record) : null
  const policy = policyOf(tags?.get('p'))
  if (!tags || policy === null) return null
  const below = tags.has('sp') ? policyOf(tags.get('sp')) : policy
  if (below === null) return null
  const whole = weaker(policy, below)
  return { policy, weakest: shareOf(tags.get('pct')) < 100 ? before(whole) : whole }
}
