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

/** Reads a DMARC record by RFC 7489; null where receivers would take it for none. Tags that nobody knows are left out. */
export function readDmarc(record: string): Dmarc | null {
  const tags = new Map(
    record
      .split(';')
      .slice(1, MOST_TAGS)
      .flatMap((part) => {
        const at = part.indexOf('=')
        return at < 0 ? [] : [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()] as const]
      }),
  )
  const policy = policyOf(tags.get('p'))
  if (!isDmarc(record) || policy === null) return null
  const below = policyOf(tags.get('sp')) ?? policy
  const share = Number(tags.get('pct') ?? '100')
  const partly = Number.isInteger(share) && share >= 0 && share < 100 ? before(policy) : policy
  return { policy, weakest: weaker(weaker(policy, below), partly) }
}
