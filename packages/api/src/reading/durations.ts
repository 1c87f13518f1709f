import { addDays, addMinutes, addMonths, weekdayOf } from './calendar.ts'
import type { Wall } from './calendar.ts'
import type { Unit } from './date-words.ts'
import { countAt } from './number-words.ts'
import type { Found } from './number-words.ts'
import { isGlued, isWord, meansAt, setOf, wordAt } from './scan.ts'
import type { Scan } from './scan.ts'

/** A length of time. Months are no number of days, and working days skip weekends. */
export interface Duration {
  months: number
  days: number
  workdays: number
  minutes: number
}

const MINUTES_OF_DAY = 1_440
/** A hundred years: beyond it somebody mistyped, or means harm. */
const MOST_DAYS = 36_600

const unitOf: Record<Unit, Partial<Duration>> = {
  minute: { minutes: 1 },
  hour: { minutes: 60 },
  day: { days: 1 },
  workday: { workdays: 1 },
  weekend: { days: 7 },
  week: { days: 7 },
  fortnight: { days: 14 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { months: 12 },
}

function times(count: number, unit: Unit): Duration | null {
  const { months = 0, days = 0, workdays = 0, minutes = 0 } = unitOf[unit]
  const wholeDays = Math.trunc(days * count)
  const duration = {
    months: Math.round(months * count),
    days: wholeDays,
    workdays: Math.round(workdays * count),
    minutes: Math.round(minutes * count + (days * count - wholeDays) * MINUTES_OF_DAY),
  }
  const length = duration.months * 31 + duration.days + duration.workdays + duration.minutes / MINUTES_OF_DAY
  return length > MOST_DAYS ? null : duration
}

const plus = (a: Duration, b: Duration): Duration => ({
  months: a.months + b.months,
  days: a.days + b.days,
  workdays: a.workdays + b.workdays,
  minutes: a.minutes + b.minutes,
})

const one = setOf('a an another one single')
const working = setOf('working business work')
const shortUnits: ReadonlyMap<string, Unit> = new Map([
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['m', 'minute'],
])

function amountAt(scan: Scan, at: number): Found<number> | null {
  if (wordAt(scan, at) === 'half') {
    const next = /^an?$/.test(wordAt(scan, at + 1)) ? at + 2 : at + 1
    return meansAt(scan, next, 'unit') ? { value: 0.5, next } : null
  }
  const count = countAt(scan.tokens, at)
  if (count) return count
  return isWord(scan, at, one) ? { value: 1, next: at + 1 } : null
}

function unitAt(scan: Scan, at: number): Found<Unit> | null {
  const isWorking = isWord(scan, at, working)
  const place = isWorking || wordAt(scan, at) === 'full' ? at + 1 : at
  const unit =
    meansAt(scan, place, 'unit')?.unit ?? (isGlued(scan, at) ? shortUnits.get(wordAt(scan, at)) : null)
  if (!unit || (isWorking && unit !== 'day')) return null
  return { value: isWorking ? 'workday' : unit, next: place + 1 }
}

/** "Two weeks", "a fortnight", "1.5 hours", "half an hour", "an hour and a half", "3 working days", "2h". */
export function durationAt(scan: Scan, at: number): Found<Duration> | null {
  const amount = amountAt(scan, at)
  const unit = amount && unitAt(scan, amount.next)
  const first = unit && times(amount.value, unit.value)
  if (!unit || !first) return null
  const halfAt = unit.next + 1
  const isHalved =
    wordAt(scan, unit.next) === 'and' && wordAt(scan, halfAt) === 'a' && wordAt(scan, halfAt + 1) === 'half'
  const half = isHalved ? times(0.5, unit.value) : null
  if (half) return { value: plus(first, half), next: halfAt + 2 }
  const more = moreAt(scan, unit)
  return more ? { value: plus(first, more.value), next: more.next } : { value: first, next: unit.next }
}

/** "… and 30 minutes" */
function moreAt(scan: Scan, { next }: Found<Unit>): Found<Duration> | null {
  const place = wordAt(scan, next) === 'and' ? next + 1 : next
  const amount = countAt(scan.tokens, place)
  const unit = amount && unitAt(scan, amount.next)
  const duration = unit?.value === 'minute' ? times(amount?.value ?? 0, unit.value) : null
  return unit && duration ? { value: duration, next: unit.next } : null
}

function overWorkdays(day: string, count: number): string {
  const step = Math.sign(count)
  // Five working days are a week wherever they begin, so long spans cost no more than short ones.
  let result = addDays(day, Math.trunc(count / 5) * 7)
  let left = Math.abs(count % 5)
  while (left > 0 || (count !== 0 && weekdayOf(result) > 4)) {
    result = addDays(result, step)
    if (weekdayOf(result) < 5 && left > 0) left -= 1
  }
  return result
}

/** The moment this much after another, or before it with a negative sign. */
export function shifted(wall: Wall, duration: Duration, sign: 1 | -1): Wall {
  const { months, days, workdays, minutes } = duration
  const day = overWorkdays(addDays(addMonths(wall.day, sign * months), sign * days), sign * workdays)
  return minutes === 0 ? { day, time: wall.time } : addMinutes({ day, time: wall.time }, sign * minutes)
}

export const isOfHours = ({ minutes }: Duration): boolean => minutes > 0
