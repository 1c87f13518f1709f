import { addDays, addMonths, endOfMonth, firstOfMonth, monday, quarterOf, yearOf } from './calendar.ts'
import type { Unit } from './date-words.ts'
import { dayThenMonth, monthAt, nthOfMonth } from './month-days.ts'
import type { Found } from './number-words.ts'
import { quarterAt } from './quarters.ts'
import { meansAt, offsetAt, plainDay, wordAt } from './scan.ts'
import type { Day, Scan } from './scan.ts'
import { weekdayAt } from './weekdays.ts'

const ends: ReadonlyMap<string, Unit> = new Map([
  ['eod', 'day'],
  ['cob', 'day'],
  ['eow', 'week'],
  ['eom', 'month'],
  ['eoq', 'quarter'],
  ['eoy', 'year'],
])

/** The last day of a stretch; a week of work ends on Friday. */
function endOf(today: string, unit: Unit, on: number): string | null {
  if (unit === 'day') return addDays(today, on)
  if (unit === 'week') {
    const friday = addDays(monday(today), 4 + on * 7)
    return friday < today && on === 0 ? addDays(friday, 2) : friday
  }
  if (unit === 'month') return endOfMonth(today, on)
  if (unit === 'quarter') return quarterOf(today, on).to
  return unit === 'year' ? `${yearOf(today) + on}-12-31` : null
}

function startOf(today: string, unit: Unit, on: number): string | null {
  if (unit === 'week') return addDays(monday(today), on * 7)
  if (unit === 'month') return firstOfMonth(today, on)
  if (unit === 'quarter') return quarterOf(today, on).from
  return unit === 'year' ? `${yearOf(today) + on}-01-01` : null
}

const edges: ReadonlyMap<string, 'end' | 'start' | 'middle'> = new Map([
  ['end', 'end'],
  ['close', 'end'],
  ['start', 'start'],
  ['beginning', 'start'],
  ['middle', 'middle'],
  ['mid', 'middle'],
])

/** "COB Monday", "end of day tomorrow": the day that is ended. */
function ofDay(scan: Scan, at: number): Found<Day> {
  const place = /^(?:on|,)$/.test(wordAt(scan, at)) ? at + 1 : at
  if (meansAt(scan, place, 'tomorrow')) return plainDay(addDays(scan.now.day, 1), place + 1)
  const led = { ...scan, hasLead: true }
  const day = dayThenMonth(led, place) ?? nthOfMonth(led, place) ?? weekdayAt(led, place)
  return day ? plainDay(day.value.day, day.next) : plainDay(scan.now.day, at)
}

/** "Month end"; what somebody is called about is no day. */
function unitEnding(scan: Scan, at: number): Unit | null {
  const before = wordAt(scan, at - 1) === 'the' ? at - 2 : at - 1
  const isDay = wordAt(scan, at + 1) === 'end' && wordAt(scan, before) !== 'about'
  return isDay ? (meansAt(scan, at, 'unit')?.unit ?? null) : null
}

/** "End of the month", "beginning of next week", "EOM", "month end", "end of March", "end of day on Friday". */
export function edgeAt(scan: Scan, at: number): Found<Day> | null {
  const today = scan.now.day
  const short = ends.get(wordAt(scan, at))
  if (short === 'day') return ofDay(scan, at + 1)
  if (short) return spread(endOf(today, short, 0), at + 1)
  const start = wordAt(scan, at) === 'the' ? at + 1 : at
  const unit = unitEnding(scan, start)
  if (unit) return spread(endOf(today, unit, 0), start + 2)
  const which = edges.get(wordAt(scan, start))
  if (!which || (wordAt(scan, start + 1) !== 'of' && which !== 'middle')) return null
  const place = wordAt(scan, start + 1) === 'of' ? start + 2 : start + 1
  return which === 'end' && isDayOfWork(scan, place) ? ofDay(scan, place + 1) : edgeOf(scan, place, which)
}

/** "… of business", "… of day" */
const isDayOfWork = (scan: Scan, at: number): boolean =>
  /^(?:business|play)$/.test(wordAt(scan, at)) || meansAt(scan, at, 'unit')?.unit === 'day'

const spread = (day: string | null, next: number): Found<Day> | null =>
  day === null ? null : plainDay(day, next)

function edgeOf(scan: Scan, at: number, which: 'end' | 'start' | 'middle'): Found<Day> | null {
  const month = monthAt(scan, at)
  if (month) return plainDay(inMonth(month.value, which), month.next)
  const quarter = quarterAt(scan, at)
  if (quarter) return plainDay(ofQuarter(scan, quarter.value, which), quarter.next)
  const offset = offsetAt(scan, at)
  const place = offset === null ? at : at + 1
  const unit = meansAt(scan, place, 'unit')?.unit
  if (!unit || which === 'middle') return null
  return spread((which === 'end' ? endOf : startOf)(scan.now.day, unit, offset ?? 0), place + 1)
}

/** Of a quarter without a year the edge that lies ahead, or behind where the past is spoken of. */
function ofQuarter({ now, isBack }: Scan, first: string, which: 'end' | 'start' | 'middle'): string {
  const edgeIn = (from: string) => (which === 'end' ? endOfMonth(from, 2) : inMonth(from, which))
  const day = edgeIn(first)
  if (isBack) return day > now.day ? edgeIn(addMonths(first, -12)) : day
  return day < now.day ? edgeIn(addMonths(first, 12)) : day
}

function inMonth(first: string, which: 'end' | 'start' | 'middle'): string {
  if (which === 'start') return first
  return which === 'end' ? endOfMonth(first) : `${first.slice(0, 8)}15`
}
