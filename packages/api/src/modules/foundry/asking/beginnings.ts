import type { Asking } from './asking.ts'
import { within } from './days.ts'
import { MONEY } from './subject.ts'
import { dateOf, linkTo } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'
import { incomeOf, pathOf, tradeOf, wayTo } from './ways.ts'
import type { Way } from './ways.ts'

const SPAN = '(?<span>day|week|month|quarter|year)'
const LEAD = '(?:(?:by|per|for|in|each|every|the|their) )*'
const OWN = '(?:(?:of|in|when|which|they|the|their|a|was|were) )*'
const FIRST = 'first (?:ever )?<[tv](?<act>\\d+)>'

/** "By month of first order", "by the quarter they first bought in". */
const BY_FIRST = new RegExp(`\\b${LEAD}${SPAN} ${OWN}(?:very )?${FIRST}(?: in\\b)?`)
/** "By first order month", "by first purchase". */
const BY_ACT = new RegExp(
  `\\bby (?:the |their )?(?:date of (?:the |their )?)?${FIRST}(?: date)?(?: ${SPAN})?`,
)
/** "Who bought for the first time", "who first bought". */
const FIRST_TIME = /<v(?<act>\d+)>(?: [a-z]+)? for the (?:very )?first time\b|\bfirst <v(?<verb>\d+)>/
const NEW_BUYERS = /\bfirst[- ]time (?=<t\d+>)/
const EACH = new RegExp(`\\b(?:by|per|in each|for each|each|every)(?: the)? ${SPAN}\\b`)
/** Whoever begins is new. */
const NEW = /\bnew (?=<t\d+>)/
const COHORTS = /\b(?:(?:first|<t\d+>|<v\d+>) )*(?:cohorts?|retention)(?: (?:analysis|table|report))?\b/

/** What is begun: by whom, over what links, and when that was. */
interface Beginning {
  act: AskedType
  way: Way
  date: string
}

/** How those who do something lead to what they do. */
function beginningOf(doer: AskedType, act: AskedType | null, asking: Asking): Beginning | null {
  const done = act && act.id !== doer.id ? act : (tradeOf(doer, asking)?.trade ?? null)
  const way = done && wayTo(doer, done, asking.types)
  const date = done && dateOf(done)
  return done && way && date ? { act: done, way, date: date.name } : null
}

/** Whose first it was counts: one of which an order or a payment was no first of that time. */
function readFirstDays(asking: Asking, { act, way, date }: Beginning): void {
  const part = { way, type: act, clause: 0 }
  const days = asking.coded.all('days', { left: true })
  asking.linked.push({ ...part, count: null, where: days.flatMap(({ from, to }) => within(date, from, to)) })
  const [from] = days.flatMap((one) => one.from ?? []).toSorted()
  if (from !== undefined)
    asking.linked.push({
      ...part,
      count: { op: '=', count: 0 },
      where: [{ property: date, op: '<', values: [from] }],
    })
  for (const { number } of days) asking.coded.take(new RegExp(`<d${number}>`))
}

/** "Customers by month of their first order": they are counted by when they began. */
function readDoers(asking: Asking, act: AskedType | null, span: string | undefined): boolean {
  const begun = beginningOf(asking.subject, act, asking)
  if (!begun) return false
  readFirstDays(asking, begun)
  if (span !== undefined) asking.groupBy = `first ${pathOf(begun.way)}.${begun.date} by ${span}`
  return true
}

/** Who does such a thing: to whom each leads, and of whom it tells how much they are worth. */
const doerOf = (done: AskedType, types: readonly AskedType[]): AskedType | null =>
  types.find((one) => linkTo(done, one)?.isOne === true && tradeOf(one, { types })?.trade.id === done.id) ??
  null

/** "Sales by month of first order": what was done, put together by when those who did it began. */
function readDone(asking: Asking, done: AskedType, span: string): boolean {
  const { types } = asking
  const doer = doerOf(done, types)
  const begun = doer ? beginningOf(doer, done, asking) : null
  const link = doer ? linkTo(done, doer) : null
  if (!doer || !begun || !link) return false
  asking.subject = done
  asking.groupBy = `first ${link.name}.${pathOf(begun.way)}.${begun.date} by ${span}`
  asking.linked.push({ way: [link], type: doer, clause: 0, count: null, where: [] })
  const income = incomeOf(done, types)
  asking.metric = asking.coded.has(MONEY) && income !== null ? `sum ${income}` : 'count'
  return true
}

/** How many there were of whom, and what they brought in. */
function tellWho(asking: Asking): void {
  const { linked, subject, types } = asking
  const income = incomeOf(subject, types)
  asking.metric = `count ${pathOf(linked.at(-1)?.way ?? [])}`
  if (income !== null) asking.besides = [`sum ${income}`]
}

/** "First purchase cohorts": how many of those who began in a month came back in each month since. */
function readCohorts(asking: Asking): boolean {
  const { coded, subject, types } = asking
  const done = doerOf(subject, types) ? subject : tradeOf(subject, { types })?.trade
  const span = EACH.exec(coded.rest)?.groups?.['span'] ?? 'month'
  if (!coded.has(COHORTS) || !done || !readDone(asking, done, span)) return false
  asking.groupBy = `${asking.groupBy}, ${dateOf(done)?.name} by ${span}`
  tellWho(asking)
  for (const words of [COHORTS, EACH, /\bmonthly\b/]) coded.take(words)
  return true
}

/** "By month of their first order" */
function readByFirst(asking: Asking): boolean {
  const { coded, subject } = asking
  const { act: number, span = 'month' } = (BY_FIRST.exec(coded.rest) ?? BY_ACT.exec(coded.rest))?.groups ?? {}
  const act = coded.meaning('type', number)?.type ?? coded.meaning('verb', number)?.type
  if (!act) return false
  const isRead = act.id === subject.id ? readDone(asking, subject, span) : readDoers(asking, act, span)
  if (isRead) for (const words of [BY_FIRST, BY_ACT, NEW]) coded.take(words)
  return isRead
}

/** What was done for the first time, if the question says so; undefined where it speaks of no first time. */
function firstTimeIn({ coded }: Asking): AskedType | null | undefined {
  const said = FIRST_TIME.exec(coded.rest)?.groups
  if (said) return coded.meaning('verb', said['act'] ?? said['verb'])?.type ?? null
  return coded.has(NEW_BUYERS) ? null : undefined
}

/** "Who bought for the first time in October", "… each month" */
function readFirstTime(asking: Asking): boolean {
  const { coded } = asking
  const act = firstTimeIn(asking)
  const span = EACH.exec(coded.rest)?.groups?.['span']
  const isTold = span !== undefined || coded.all('days', { left: true }).length > 0
  if (act === undefined || !isTold || !readDoers(asking, act, span)) return false
  for (const words of [FIRST_TIME, NEW_BUYERS, EACH, NEW]) coded.take(words)
  return true
}

/** Questions about what somebody did first. Answers whether this is one. */
export const readBeginnings = (asking: Asking): boolean =>
  readCohorts(asking) || readByFirst(asking) || readFirstTime(asking)
