import { addDays, endOfMonth, firstOfMonth, monday, quarterOf, yearOf } from './calendar.ts'
import type { Unit } from './date-words.ts'
import { monthAt } from './month-days.ts'
import type { Found } from './number-words.ts'
import { meansAt, offsetAt, plainDay, wordAt } from './scan.ts'
import type { Day, Scan } from './scan.ts'

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

/** "End of the month", "beginning of next week", "EOM", "month end", "end of March". */
export function edgeAt(scan: Scan, at: number): Found<Day> | null {
  const today = scan.now.day
  const short = ends.get(wordAt(scan, at))
  if (short) return spread(endOf(today, short, 0), at + 1)
  const start = wordAt(scan, at) === 'the' ? at + 1 : at
  const unitBefore = meansAt(scan, start, 'unit')
  if (unitBefore && wordAt(scan, start + 1) === 'end')
    return spread(endOf(today, unitBefore.unit, 0), start + 2)
  const which = edges.get(wordAt(scan, start))
  if (!which || (wordAt(scan, start + 1) !== 'of' && which !== 'middle')) return null
  const place = wordAt(scan, start + 1) === 'of' ? start + 2 : start + 1
  if (/^(?:business|play)$/.test(wordAt(scan, place)) && which === 'end') return plainDay(today, place + 1)
  return edgeOf(scan, place, which)
}

const spread = (day: string | null, next: number): Found<Day> | null =>
  day === null ? null : plainDay(day, next)

function edgeOf(scan: Scan, at: number, which: 'end' | 'start' | 'middle'): Found<Day> | null {
  const month = monthAt(scan, at)
  if (month) return plainDay(inMonth(month.value, which), month.next)
  const offset = offsetAt(scan, at)
  const place = offset === null ? at : at + 1
  const unit = meansAt(scan, place, 'unit')?.unit
  if (!unit || which === 'middle') return null
  return spread((which === 'end' ? endOf : startOf)(scan.now.day, unit, offset ?? 0), place + 1)
}

function inMonth(first: string, which: 'end' | 'start' | 'middle'): string {
  if (which === 'start') return first
  return which === 'end' ? endOfMonth(first) : `${first.slice(0, 8)}15`
}
