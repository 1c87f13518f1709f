import type { Asking } from './asking.ts'
import type { Meaning } from './coded.ts'
import { groupReached } from './grouping.ts'
import { byDoer, limitOf } from './ranking.ts'
import type { Told } from './ranking.ts'
import { linkTo } from './vocabulary.ts'
import { incomeOf, tradeOf } from './ways.ts'

const MOST_OF =
  /(?:<a(?<n>\d+)> )?(?:<t(?<who>\d+)> |\bwho )(?:(?:that|who|which) )?(?:(?:has|have|had|with|did|do) )*(?:<v(?<verb>\d+)> )?(?:the )?(?<most>most|fewest|best)(?: (?<what>often|money|revenue|units|pieces|<t(?<of>\d+)>|<v\d+>|times))?/

type Said = Readonly<Record<string, string | undefined>>
type Noun = Extract<Meaning, { kind: 'type' }>

/** Money where it was spent or is spoken of, else how many and how often. */
function metricOf({ coded }: Asking, { verb, what }: Said, of: Noun | null): Told {
  if (what === 'units' || what === 'pieces') return 'pieces'
  const isSpent = coded.meaning('verb', verb)?.word.startsWith('spen') === true
  if (isSpent || what === 'money' || what === 'revenue') return 'sum'
  return of !== null || what === 'often' || what === 'times' ? 'count' : 'sum'
}

/** "Which customer has the most orders", "who spent most", "who ordered most often". */
function readMostOf(asking: Asking): boolean {
  const { coded } = asking
  const said: Said | undefined = MOST_OF.exec(coded.rest)?.groups
  if (!said) return false
  const noun = coded.meaning('type', said['who'])
  const of = coded.meaning('type', said['of'])
  const whose = noun?.type ?? asking.subject
  const isOfThem = !of || linkTo(of.type, whose)?.isOne === true
  if (!isOfThem || !tradeOf(whose, asking) || !byDoer(asking, whose, metricOf(asking, said, of))) return false
  coded.take(MOST_OF)
  if (said['most'] === 'fewest') asking.sort = asking.metric
  asking.limit = limitOf(asking, said['n'], noun?.isMany === true)
  return true
}

const WHICH_MOST =
  /\b(?:which|what) (?:<t(?<own>\d+)> )?(?<by>[a-z]+(?: [a-z]+)?) (?:(?:has|have|had|got|gets|brought|brings|was|is|were|did|makes?|made|<v\d+>)(?: in)? )+(?:the )?(?<most>most|fewest|best|worst|highest|lowest|busiest|strongest|weakest)(?: (?:money|revenue|sales|turnover|takings|total|month|day|year))*(?: <t(?<of>\d+)>)?/
const USED =
  /\b(?:which|what) (?:<t(?<own>\d+)> )?(?<by>[a-z]+) (?:is|was|do|did|are|were|have|has)(?: (?:we|people|they|<t\d+>))*(?: been)? (?:[a-z]+|<v\d+>)(?: the)? (?<most>most|least)(?: often)?/

const LEAST = new Set(['fewest', 'worst', 'lowest', 'weakest', 'least'])

/** What is put together by that, and how: what is named, what is asked for, or what was sold of it. */
function groupedBy(
  { coded, subject, types }: Asking,
  { of, own, by = '' }: Said,
): { type: Noun['type']; by: string } | null {
  const named = coded.meaning('type', of ?? own)?.type
  const sold = types.filter((one) => incomeOf(one, types) !== null)
  for (const type of named ? [named] : [subject, ...sold]) {
    const reached = groupReached(type, by, types)
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
  coded.take(pattern)
  return true
}

/** "Which month was the best", "which town has the most customers", "which payment method is used most". */
export const readMost = (asking: Asking): boolean =>
  readFirstGroup(asking, WHICH_MOST, ({ of, most }) => of !== undefined || most === 'busiest') ||
  readFirstGroup(asking, USED, () => true) ||
  readMostOf(asking)
