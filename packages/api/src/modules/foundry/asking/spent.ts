import type { Asking } from './asking.ts'
import { boundText } from './bounds.ts'
import type { Bound } from './bounds.ts'
import { byDoer } from './ranking.ts'
import { moneyOf } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'

/** An amount behind such words is of all together. */
const ALTOGETHER = /\b(?:in total|in all|in sum|altogether|overall|combined|all together|put together)\b/

/** Whether an amount is what somebody spent in all, and not what a single order of theirs comes to. */
export function isOfAll({ coded, subject }: Asking, number: number): boolean {
  const isSpent = coded.all('verb').some((verb) => verb.word.startsWith('spen') && verb.number < number)
  return isSpent || (moneyOf(subject) === null && coded.has(ALTOGETHER))
}

/** Who is added up by is not asked for besides. */
function takeNouns({ coded }: Asking, type: AskedType): void {
  for (const noun of coded.all('type', { left: true }))
    if (noun.type.id === type.id) coded.take(new RegExp(`<t${noun.number}>`))
}

/** "Spent more than 150": what they bought is added up for each of them. Answers whether that can be asked. */
export function readSpent(asking: Asking, bounds: readonly Bound[]): boolean {
  const { subject: doer, where, linked, groupBy, metric } = asking
  // What is asked of them already would be asked of what they bought; how many they are, a list of them says.
  const isAsked = where.length > 0 || linked.length > 0 || groupBy !== null
  if (isAsked || (metric !== null && metric !== 'count') || moneyOf(doer)) return false
  if (!byDoer(asking, doer, 'sum')) return false
  asking.having = bounds.map((bound) => `${asking.metric}${boundText(bound)}`)
  asking.coded.take(ALTOGETHER)
  takeNouns(asking, doer)
  return true
}
