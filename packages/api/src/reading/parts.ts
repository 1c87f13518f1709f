import { addDays, addMonths, dayIn, endOfMonth, firstOfMonth, quarterOf, yearOf } from './calendar.ts'
import { monthAt, yearAt } from './month-days.ts'
import { countAt, ordinalAt } from './number-words.ts'
import type { Found } from './number-words.ts'
import { letteredAt, quarterAt } from './quarters.ts'
import type { Range } from './ranges.ts'
import { meansAt, offsetAt, wordAt } from './scan.ts'
import type { Scan } from './scan.ts'

interface Span {
  from: string
  to: string
}

type PartUnit = 'half' | 'day' | 'week' | 'month'

/** Which part of a stretch: the second week, the first three months, the last two days. */
interface Part {
  /** The last ones are counted from the end. */
  nth: number | 'last'
  count: number
  unit: PartUnit
}

const LONGEST_IN_MONTHS = 12

const whole = (from: string, months: number): Span => ({ from, to: endOfMonth(from, months - 1) })

function yearSpan(scan: Scan, at: number): Found<Span> | null {
  const told = yearAt(scan, at)
  const offset = meansAt(scan, at + 1, 'unit')?.unit === 'year' ? offsetAt(scan, at) : null
  const year = told?.value ?? (offset === null ? null : yearOf(scan.now.day) + offset)
  const from = year === null ? null : dayIn(year, 1, 1)
  return from === null ? null : { value: whole(from, LONGEST_IN_MONTHS), next: told?.next ?? at + 2 }
}

/** What a part is of: "November", "next month", "Q3", "the year". */
function wholeAt(scan: Scan, at: number): Found<Span> | null {
  const month = monthAt(scan, at)
  if (month) return { value: whole(firstOfMonth(month.value), 1), next: month.next }
  const quarter = quarterAt(scan, at)
  if (quarter) return { value: whole(quarter.value, 3), next: quarter.next }
  const offset = meansAt(scan, at + 1, 'unit')?.unit === 'quarter' ? offsetAt(scan, at) : null
  return offset === null ? yearSpan(scan, at) : { value: quarterOf(scan.now.day, offset), next: at + 2 }
}

function unitAt(scan: Scan, at: number): PartUnit | null {
  if (wordAt(scan, at) === 'half') return 'half'
  const unit = meansAt(scan, at, 'unit')?.unit
  return unit === 'day' || unit === 'week' || unit === 'month' ? unit : null
}

function partAt(scan: Scan, at: number): Found<Part> | null {
  const start = wordAt(scan, at) === 'the' ? at + 1 : at
  const nth: Found<Part['nth']> | null =
    wordAt(scan, start) === 'last' ? { value: 'last', next: start + 1 } : ordinalAt(scan.tokens, start)
  const counted = nth && countBehind(scan, nth)
  const unit = counted ? unitAt(scan, counted.next) : null
  // "The last day of the month" is a day.
  if (!nth || !counted || !unit || (counted.next === nth.next && unit === 'day')) return null
  return { value: { nth: nth.value, count: counted.value, unit }, next: counted.next + 1 }
}

/** "The first three months", "the last week": how many of them. */
function countBehind(scan: Scan, { value: nth, next }: Found<Part['nth']>): Found<number> {
  const mayBeMore = (nth === 'last' || nth === 1) && wordAt(scan, next) !== 'half'
  return (mayBeMore ? countAt(scan.tokens, next) : null) ?? { value: 1, next }
}

/** Half a month ends on its 15th; half of a year or of two months on the last of one. */
function halfOf({ from, to }: Span, nth: Part['nth']): Span | null {
  const months =
    (yearOf(to) - yearOf(from)) * LONGEST_IN_MONTHS + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1
  if (months !== 1 && months % 2 !== 0) return null
  const middle = months === 1 ? `${from.slice(0, 8)}15` : endOfMonth(from, months / 2 - 1)
  if (nth === 1) return { from, to: middle }
  return nth === 2 || nth === 'last' ? { from: addDays(middle, 1), to } : null
}

const DAYS_OF_WEEK = 7

function partOf({ from, to }: Span, { nth, count, unit }: Part): Span | null {
  if (unit === 'half') return halfOf({ from, to }, nth)
  const on = (day: string, steps: number) =>
    unit === 'month' ? addMonths(day, steps) : addDays(day, steps * (unit === 'week' ? DAYS_OF_WEEK : 1))
  if (nth === 'last') return { from: on(addDays(to, 1), -count), to }
  const begin = on(from, nth - 1)
  const end = addDays(on(begin, count), -1)
  return begin > to ? null : { from: begin, to: end < to ? end : to }
}

/** "H1", "H2 2027" */
function lettered(scan: Scan, at: number): Found<Range> | null {
  const nth = letteredAt(scan, at, 'h')
  if (nth !== 1 && nth !== 2) return null
  const told = yearAt(scan, at + 2)
  const from = dayIn(told?.value ?? yearOf(scan.now.day), nth === 1 ? 1 : 7, 1)
  return from === null ? null : { value: { ...whole(from, 6), isPlain: true }, next: told?.next ?? at + 2 }
}

/** "The first half of November", "the last two weeks of the year", "the second week of January", "H1". */
export function partRangeAt(scan: Scan, at: number): Found<Range> | null {
  const half = lettered(scan, at)
  if (half) return half
  const part = partAt(scan, at)
  if (!part || !/^(?:of|in)$/.test(wordAt(scan, part.next))) return null
  const of = wholeAt(scan, part.next + 1)
  const found = of && partOf(of.value, part.value)
  return found && { value: { ...found, isPlain: true }, next: of.next }
}
