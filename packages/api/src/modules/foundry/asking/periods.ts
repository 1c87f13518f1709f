import { endOfMonth } from '../../../reading/calendar.ts'
import { addDays } from '../../../shared/time.ts'
import { whenAsked } from './closing.ts'
import { datedAt } from './days.ts'
import type { Asking } from './asking.ts'
import { COMPARING } from './subject.ts'
import { incomeOf, pathOf, wayToOne } from './ways.ts'
import { besideYearBefore, inYear, isYear, monthsBeside, takeYears } from './years.ts'
import type { Days } from './years.ts'

interface Bounded extends Days {
  number: number
}

/** Days that are said with both their ends, and begin before today is over. */
const boundedIn = ({ coded, today }: Asking): Bounded[] =>
  coded
    .all('days', { left: true })
    .flatMap(({ number, from, to }) =>
      from === null || to === null || from > today ? [] : [{ number, from, to }],
    )
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))

/** "2026-10", "2026", "2026-10-05", "2026-11-09..2026-11-15" */
function written({ from, to }: Days): string {
  if (from === to) return from
  if (from.endsWith('-01') && to === endOfMonth(from, 0)) return from.slice(0, 7)
  return isYear({ from, to }) ? from.slice(0, 4) : `${from}..${to}`
}

const areApart = (all: readonly Days[]) =>
  all.every(({ from }, at) => at === 0 || from >= addDays(all[at - 1]?.to ?? '', 1))

/** What is compared where nobody said: what came in, and out of how many. */
function figureOf(asking: Asking): boolean {
  if (asking.metric !== null) return true
  const income = incomeOf(asking.subject, asking.types)
  if (income === null) return false
  asking.metric = `sum ${income}`
  asking.besides = ['count']
  return true
}

/** "Orders in September and October" */
function readEither({ coded, where }: Asking, when: string, days: readonly Bounded[]): void {
  const values = days.map(written)
  if (values.some((one) => one.includes('..'))) return
  where.push({ property: when, op: '=', values })
  for (const { number } of days) coded.take(new RegExp(`<d${number}>`))
}

const COMPARED_WITH =
  /\b(?:compare[ds]?|comparison|versus|vs|against|relative to|than|over)\b(?: (?:to|with|against))?(?: the)?(?: same [a-z]+)?(?: (?:of|in))? <d/
const SAME = /\b(?:the )?same (?:month|period|quarter|week|time|days?|season)(?: (?:of|in))?\b/
const WORDS =
  /\b(?:(?:much )?(?:more|less|better|worse|higher|lower|larger|smaller|stronger|weaker|up|down|changed?|differ|difference|growth|grow|grew|grown|growing|which month|which year|which week|which|money|doing|going|things|earn|earned|take|took))\b/

/** Whether the days are those of what is asked for, and not of something else that was done. */
function areOwn(asking: Asking, when: string, days: readonly Bounded[]): boolean {
  const { subject, types } = asking
  return days.every(({ number }) => {
    const dated = datedAt(asking, number)
    const way = dated.id === subject.id ? [] : wayToOne(subject, dated, types)
    return way !== null && (way.length === 0 || when.startsWith(`${pathOf(way)}.`))
  })
}

/** What says that, and of what days, is read then. */
function takeCompared({ coded }: Asking, days: readonly Bounded[]): void {
  for (const { number } of days) coded.take(new RegExp(`<d${number}>`))
  for (const words of [SAME, COMPARING, WORDS]) while (coded.take(words)) continue
}

/** Each with a line of its own. Answers whether that can be asked. */
function compare(asking: Asking, when: string, days: readonly Days[]): boolean {
  if (asking.groupBy !== null || !areApart(days) || !figureOf(asking)) return false
  asking.groupBy = `${when} in ${days.map(written).join('|')}`
  asking.sort = asking.limit = null
  return true
}

/** "October against October last year" says it twice. */
const once = (days: readonly Bounded[]): Bounded[] =>
  days.filter(({ from, to }, at) => !days.slice(0, at).some((one) => one.from === from && one.to === to))

const yearOf = ({ from }: Days): string => from.slice(0, 4)
const inOrder = (one: Days, other: Days) => (one.from < other.from ? -1 : 1)

/** Of a whole year and a part of another: that part of both. */
function partOfBoth(first: Days, second: Days): Days[] {
  const [year, part] = isYear(first) ? [first, second] : [second, first]
  const isPart = isYear(year) && !isYear(part) && yearOf(year) !== yearOf(part)
  return isPart ? [inYear(part, yearOf(year)), part].toSorted(inOrder) : []
}

/** "November against last year" is November of both, and this year against the last as far as it is. */
function ofTwoYears({ coded, today }: Asking, days: readonly Bounded[], isSaid: boolean): Days[] {
  const [first = null, second] = once(days)
  if (isSaid) return second ? [] : besideYearBefore(first, today)
  if (!first || !coded.has(COMPARED_WITH)) return []
  if (second) return partOfBoth(first, second)
  const isLast = isYear(first) && Number(yearOf(first)) === Number(today.slice(0, 4)) - 1
  return isLast ? besideYearBefore(null, today) : []
}

/** "Sales by month this year against last year": each month of both, side by side. */
function readMonths(
  asking: Asking,
  when: string,
  { days, isSaid }: { days: readonly Bounded[]; isSaid: boolean },
): boolean {
  const { coded, today, groupBy, where } = asking
  const isCompared = isSaid || (days.length > 0 && coded.has(COMPARED_WITH))
  if (groupBy !== `${when} by month` || !isCompared || !days.every(isYear)) return false
  const said = days.map(({ from }) => from.slice(0, 4))
  const years = [...new Set([...said, ...(said.length > 1 ? [] : [today.slice(0, 4)])])]
  const before = String(Math.min(...years.map(Number)) - 1)
  asking.groupBy = monthsBeside(when)
  where.push({ property: when, op: '=', values: (years.length > 1 ? years : [before, ...years]).toSorted() })
  asking.sort = asking.limit = null
  return true
}

/** "Year over year", "compared with last year", "the same month last year". Answers whether that was asked. */
function readYears(asking: Asking, days: readonly Bounded[]): boolean {
  const isSaid = takeYears(asking)
  const when = whenAsked(asking)
  const isAsked = when !== null && days.length <= 3 && areOwn(asking, when, days)
  const isRead =
    isAsked && (readMonths(asking, when, { days, isSaid }) || compareYears(asking, when, { days, isSaid }))
  if (isRead) takeCompared(asking, days)
  else if (isSaid) asking.unread.push('year over year')
  return isRead
}

function compareYears(
  asking: Asking,
  when: string,
  { days, isSaid }: { days: readonly Bounded[]; isSaid: boolean },
): boolean {
  const periods = ofTwoYears(asking, days, isSaid)
  return periods.length > 0 && compare(asking, when, periods)
}

/** "October against September", "this year or last", "orders in September and October". */
export function readPeriods(asking: Asking): void {
  const days = boundedIn(asking)
  const isAll = days.length === asking.coded.all('days', { left: true }).length
  if (isAll && readYears(asking, days)) return
  if (days.length >= 2 && isAll && !asking.coded.has(/\bbetween\b/)) readBeside(asking, days)
}

function readBeside(asking: Asking, days: readonly Bounded[]): void {
  const { coded } = asking
  const when = whenAsked(asking)
  const isComparing = coded.has(COMPARING)
  const isAsked = when !== null && areOwn(asking, when, days)
  const isSet = isAsked && (isComparing || asking.metric !== null) && compare(asking, when, days)
  if (isSet) takeCompared(asking, days)
  if (isAsked && !isSet && !isComparing) readEither(asking, when, days)
  else if (isComparing && !isSet) asking.unread.push('compared')
}
