import type { Asking } from './asking.ts'
import type { Meaning } from './coded.ts'
import { SOURCE, groupAsked } from './grouping.ts'
import { byDoer, countOver, leastFirst, limitOf } from './ranking.ts'
import type { Told } from './ranking.ts'
import { linkTo } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { figureAt } from './figure-words.ts'
import { incomeOf, tradeOf } from './ways.ts'

const MOST_OF =
  /(?:<a(?<n>\d+)> )?(?:<t(?<who>\d+)> |\bwho )(?:(?:that|who|which) )?(?:(?:has|have|had|with|did|do|was|were|is|are|been|gets?|got) )*(?:<v(?<verb>\d+)> )?(?:the )?(?<most>most|fewest|least|best|worst|(?:highest|lowest)(?= (?:money|revenue|turnover|sales|units|pieces)\b))(?: (?<what>often|money|revenue|turnover|sales|units|pieces|<t(?<of>\d+)>|<v\d+>|times))?/

const LEAST = new Set(['fewest', 'worst', 'lowest', 'weakest', 'least', 'quietest', 'slowest'])

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

/** "Which job made the most money": what each of them brought in stands in it. */
function readOwn(asking: Asking, whose: AskedType, { most = '', what = '', n, verb }: Said): boolean {
  const income = MONEY_SAID.has(what) && verb === undefined ? incomeOf(whose, asking.types) : null
  if (income === null || income.includes('*')) return false
  asking.subject = whose
  asking.sort = `${LEAST.has(most) ? '' : '-'}${income}`
  asking.limit = limitOf(asking, n, false)
  asking.coded.take(MOST_OF)
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
  if (of === null && readOwn(asking, whose, said)) return true
  if (!readDone(asking, whose, { said, of })) return false
  coded.take(MOST_OF)
  if (LEAST.has(said['most'] ?? '')) leastFirst(asking, whose)
  asking.limit = limitOf(asking, said['n'], noun?.isMany === true)
  return true
}

const WHICH_MOST =
  /\b(?:which|what) (?:<t(?<own>\d+)> )?(?<by>[a-z]+(?: [a-z]+)?) (?:(?:has|have|had|got|gets|brought|brings|was|is|were|did|makes?|made|<v\d+>)(?: in)? )+(?:the )?(?<most>most|fewest|least|best|worst|highest|lowest|busiest|quietest|slowest|strongest|weakest)(?: (?:(?<money>money|revenue|sales|turnover|takings)|total|month|day|year))*(?: (?:<t(?<of>\d+)>|(?<figure>(?!this\b|last\b)[a-z]+(?: [a-z]+)?)))?/
const USED =
  /\b(?:which|what) (?:<t(?<own>\d+)> )?(?<by>[a-z]+) (?:is|was|do|did|are|were|have|has)(?: (?:we|people|they|<t\d+>))*(?: been)? (?:[a-z]+|<t\d+>|<v(?<verb>\d+)>)(?: the)? (?<most>most|least)(?: often)?/

const BEST = new Set(['top', 'best', 'biggest', 'strongest', 'worst', 'weakest', 'bottom'])

/** What is put together by that, and how: what is named, what is asked for, or what was sold of it. */
function groupedBy(
  asking: Asking,
  { of, own, by = '', most = '' }: Said,
): { type: Noun['type']; by: string } | null {
  const { coded, subject, types } = asking
  const named = coded.meaning('type', of ?? own)?.type
  const sold = types.filter((one) => incomeOf(one, types) !== null)
  // The best town is the one where most came in, and not where most of anything is.
  const first = BEST.has(most)
    ? [...sold.filter((one) => one.id === subject.id), ...sold]
    : [subject, ...sold]
  for (const type of named ? [named] : first) {
    for (const word of [by, by.replace(/s$/, '')]) {
      const reached = groupAsked(asking, type, word)
      if (reached !== null) return { type, by: reached }
    }
  }
  return null
}

/** What each group is told by; null where nothing of them says what was asked. */
function metricOfGroup({ types }: Asking, type: AskedType, said: Said): string | null {
  const { mean, money: isMoney, figure } = said
  const how = mean === undefined ? 'sum' : (AVERAGES[mean] ?? 'avg')
  const name = figureAt(type, figure)?.property.name
  if (name !== undefined) return `${how} ${name}`
  const money = isOfCount(said) ? null : incomeOf(type, types)
  if (money !== null) return `${how} ${money}`
  return mean === undefined && isMoney === undefined ? 'count' : null
}

const AVERAGES: Readonly<Record<string, string>> = { median: 'median', total: 'sum' }

/** What was matched, without a word behind it that is no figure. */
function takeSaid({ coded }: Asking, pattern: RegExp, type: AskedType): void {
  const found = pattern.exec(coded.rest)
  const text = found?.[0] ?? ''
  const { figure = '' } = found?.groups ?? {}
  const known = figureAt(type, figure)?.said ?? ''
  coded.takeText(`${text.slice(0, text.length - figure.length)}${known}`.trim())
}

const saidIn = ({ coded }: Asking, pattern: RegExp): Said | null => {
  const said: Said | undefined = pattern.exec(coded.rest)?.groups
  if (!said) return null
  // What is sold most is money, as everywhere; what is ordered or used most is counted.
  const isSold = /^s(?:ell|old)/.test(coded.meaning('verb', said['verb'])?.word ?? '')
  const used = pattern === USED && !isSold ? 'used' : undefined
  return { ...said, most: said['most'] ?? said['first'], n: said['n'] ?? said['number'], used }
}

/** The groups that come first of all. */
function readFirstGroup(asking: Asking, pattern: RegExp): boolean {
  const said = saidIn(asking, pattern)
  const found = said && groupedBy(asking, said)
  const metric = found && metricOfGroup(asking, found.type, said)
  if (!found || metric === null) return false
  asking.subject = found.type
  asking.groupBy = found.by
  asking.metric = metric
  asking.sort = LEAST.has(said['most'] ?? '') ? metric : `-${metric}`
  asking.limit = limitOf(asking, said['n'], pattern === TOP && said['by']?.endsWith('s') === true)
  // Those of which nobody knows are no town and no country.
  if (!found.by.includes(' ') && found.by !== SOURCE)
    asking.where.push({ property: found.by, op: '!=', values: [] })
  takeSaid(asking, pattern, found.type)
  return true
}

/** "Which town has the highest average price" */
const WHICH_MEAN =
  /\b(?:which|what) (?:<t(?<own>\d+)> )?(?<by>[a-z]+(?: [a-z]+)?) (?:(?:has|have|had|got|gets|with|is|was) )+(?:the |our )?(?<most>highest|largest|biggest|best|lowest|smallest|worst) (?<mean>average|mean|median|total)(?: <t(?<of>\d+)>)?(?: (?<figure>(?!this\b|last\b)[a-z]+(?: [a-z]+)?))?/

/** "Top 3 towns by revenue", "the best two categories" */
const TOP =
  /\b(?:(?<most>top|best|biggest|strongest|worst|weakest|bottom)(?:[ -]selling)? (?:<a(?<n>\d+)> )?|<a(?<number>\d+)> (?<first>best|biggest|strongest|worst|weakest) )(?<by>(?!first\b|average\b|total\b|selling\b)[a-z]+)(?: by (?:the )?(?:(?<money>money|revenue|sales|turnover|takings|income|value)|(?:number of )?<t(?<of>\d+)>|(?<figure>[a-z]+)))?/

const isOfCount = ({ of, most = '', used }: Said): boolean =>
  of !== undefined || used !== undefined || /^(?:busi|quiet)/.test(most)

/** "Which month was the best", "which town has the most customers", "which payment method is used most". */
export const readMost = (asking: Asking): boolean =>
  [WHICH_MEAN, WHICH_MOST, TOP, USED].some((pattern) => readFirstGroup(asking, pattern)) || readMostOf(asking)
