import type { Availability } from '../reading/schema.ts'
import type { Money } from '../reading/money-text.ts'
import type { RuleKind } from './schema.ts'

export interface KnownRule {
  kind: RuleKind
  /** Of `below`. */
  under: Money | null
  /** Of `move`. */
  percent: number | null
}

/** How a page of a shop stands. */
export interface Standing {
  price: Money | null
  /** What it was until now, where this look changed it. */
  from: Money | null
  own: Money | null
  availability: Availability
  /** The page is not there any more, so that nothing holds of it. */
  isGone: boolean
}

/**
 * `holds` and `not` are states, of which people are told when the first becomes the other; `happened` is told by itself; `open`
 * where nobody can say, so that what was told before stands.
 */
export type Verdict = 'holds' | 'not' | 'happened' | 'open'

const stateOf = (holds: boolean): Verdict => (holds ? 'holds' : 'not')

/** Prices in two currencies are not compared, what is sold out undercuts nobody, and who asks nothing is undercut by nobody. */
function isUnder({ price, availability }: Standing, limit: Money | null): Verdict {
  if (limit === null || availability === 'out-of-stock') return 'not'
  if (price === null || price.currency !== limit.currency) return 'open'
  return stateOf(price.minor < limit.minor)
}

function hasMoved({ price, from }: Standing, percent: number): Verdict {
  if (price === null || from === null || price.currency !== from.currency) return 'open'
  const change = price.minor > from.minor ? price.minor - from.minor : from.minor - price.minor
  return change > 0n && change * 100n >= from.minor * BigInt(percent) ? 'happened' : 'open'
}

/** Whether a rule holds for a page of a shop now. */
export function verdictOf({ kind, under, percent }: KnownRule, standing: Standing): Verdict {
  if (standing.isGone) return kind === 'move' ? 'open' : 'not'
  if (kind === 'below') return isUnder(standing, under)
  if (kind === 'undercut') return isUnder(standing, standing.own)
  if (kind === 'move') return hasMoved(standing, percent ?? 100)
  return standing.availability === 'unknown' ? 'open' : stateOf(standing.availability === 'out-of-stock')
}
