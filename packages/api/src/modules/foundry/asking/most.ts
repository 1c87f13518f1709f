import type { Asking } from './asking.ts'
import type { Meaning } from './coded.ts'
import { SOURCE, groupAsked } from './grouping.ts'
import { byDoer, countOver, leastFirst, limitOf } from './ranking.ts'
import type { Told } from './ranking.ts'
import { linkTo } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { incomeOf, tradeOf } from './ways.ts'

const MOST_OF =
  /(?:<a(?<n>\d+)> )?(?:<t(?<who>\d+)> |\bwho )(?:(?:that|who|which) )?(?:(?:has|have|had|with|did|do|was|were|is|are|been|gets?|got) )*(?:<v(?<verb>\d+)> )?(?:the )?(?<most>most|fewest|least|best|worst|(?:highest|lowest)(?= (?:money|revenue|turnover|sales|units|pieces)\b))(?: (?<what>often|money|revenue|turnover|sales|units|pieces|<t(?<of>\d+)>|<v\d+>|times))?/

const LEAST = new Set(['fewest', 'worst', 'lowest', 'weakest', 'least'])

type Said = Readonly<Record<string, string | undefined>>
type Noun = Extract<Meaning, { kind: 'type' }>

const MONEY_SAID = new Set(['money', 'revenue', 'turnover', 'sales'])

/** Money where it was spent or is spoken of, else how many and how often. */
function metricOf({ coded }: Asking, { verb, what }: Said, of: Noun | null): Told {
  if (what === 'units' || what === 'pieces') return 'pieces'
  const isSpent = coded.meaning('verb', verb)?.word.startsWith('spen') === true
  if (isSpent || (what !== undefined && MONEY_SAID.has(what))) return 'sum'
  return of !== null || what === 'often' || what === 'times' ? 'count' : 'sum'
}

/** Adds up or counts for each of them. Answers whether that can be asked. */
function readDone(asking: Asking, whose: AskedType, { said, of }: { said: Said; of: Noun | null }): boolean {
  if (!tradeOf(whose, asking) || !byDoer(asking, whose, metricOf(asking, said, of))) return false
  // "The product with the most orders": an order leads to several, so its lines are looked at.
  if (of && linkTo(of.type, whose)?.isOne !== true) countOver(asking, of.type)
  return true
}

/** "Which customer has the most orders", "who spent most", "who ordered most often". */
function readMostOf(asking: Asking): boolean {
  const { coded } = asking
  const said: Said | undefined = MOST_OF.exec(coded.rest)?.groups
  if (!said) return false
  const noun = coded.meaning('type', said['who'])
  const of = coded.meaning('type', said['of'])
  const whose = noun?.type ?? asking.subject
  if (!readDone(asking, whose, { said, of })) return false
  coded.take(MOST_OF)
  if (LEAST.has(said['most'] ?? '')) leastFirst(asking, whose)
  asking.limit = limitOf(asking, said['n'], noun?.isMany === true)
  return true
}

const WHICH_MOST =
  /\b(?:which|what) (?:<t(?<own>\d+)> )?(?<by>[a-z]+(?: [a-z]+)?) (?:(?:has|have|had|got|gets|brought|brings|was|is|were|did|makes?|made|<v\d+>)(?: in)? )+(?:the )?(?<most>most|fewest|least|best|worst|highest|lowest|busiest|strongest|weakest)(?: (?:money|revenue|sales|turnover|takings|total|month|day|year))*(?: <t(?<of>\d+)>)?/
const USED =
  /\b(?:which|what) (?:<t(?<own>\d+)> )?(?<by>[a-z]+) (?:is|was|do|did|are|were|have|has)(?: (?:we|people|they|<t\d+>))*(?: been)? (?:[a-z]+|<v(?<verb>\d+)>)(?: the)? (?<most>most|least)(?: often)?/

/** What is put together by that, and how: what is named, what is asked for, or what was sold of it. */
function groupedBy(asking: Asking, { of, own, by = '' }: Said): { type: Noun['type']; by: string } | null {
  const { coded, subject, types } = asking
  const named = coded.meaning('type', of ?? own)?.type
  const sold = types.filter((one) => incomeOf(one, types) !== null)
  for (const type of named ? [named] : [subject, ...sold]) {
    const reached = groupAsked(asking, type, by)
    if (reached !== null) return { type, by: reached }
  }
  return null
}

/** The one group that comes first of all. */
function readFirstGroup(asking: Asking, pattern: RegExp, isCount: (said: Said) => boolean): boolean {
  const { coded } = asking
  const said: Said | undefined = pattern.exec(coded.rest)?.groups
  if (!said) return false
  const found = groupedBy(asking, said)
  if (!found) return false
  const money = isCount(said) ? null : incomeOf(found.type, asking.types)
  const metric = money === null ? 'count' : `sum ${money}`
  asking.subject = found.type
  asking.groupBy = found.by
  asking.metric = metric
  asking.sort = LEAST.has(said['most'] ?? '') ? metric : `-${metric}`
  asking.limit = 1
  // Those of which nobody knows are no town and no country.
  if (!found.by.includes(' ') && found.by !== SOURCE)
    asking.where.push({ property: found.by, op: '!=', values: [] })
  coded.take(pattern)
  return true
}

const isSold = ({ coded }: Asking, verb: string | undefined): boolean =>
  /^s(?:ell|old)/.test(coded.meaning('verb', verb)?.word ?? '')

/** "Which month was the best", "which town has the most customers", "which payment method is used most". */
export const readMost = (asking: Asking): boolean =>
  readFirstGroup(asking, WHICH_MOST, ({ of, most }) => of !== undefined || most === 'busiest') ||
  // What is sold most is money, as everywhere; what is ordered or used most is counted.
  readFirstGroup(asking, USED, ({ verb }) => !isSold(asking, verb)) ||
  readMostOf(asking)
