import { addDays } from './calendar.ts'
import { durationAt, isOfHours, shifted } from './durations.ts'
import type { Duration } from './durations.ts'
import { edgeAt } from './edges.ts'
import { figureDayAt } from './figure-days.ts'
import { holidayAt } from './holidays.ts'
import { dayThenMonth, monthThenDay, nthOfMonth, nthWeekday } from './month-days.ts'
import type { Found } from './number-words.ts'
import { meansAt, plainDay, wordAt } from './scan.ts'
import type { Day, Scan } from './scan.ts'
import { weekdayAt, weeksOn } from './weekdays.ts'

/** "The day after tomorrow" */
function dayBeyond(scan: Scan, at: number): Found<Day> | null {
  const the = wordAt(scan, at) === 'the' ? at + 1 : at
  if (wordAt(scan, the) !== 'day') return null
  const on = wordAt(scan, the + 1)
  const { day } = scan.now
  if (on === 'after' && meansAt(scan, the + 2, 'tomorrow')) return plainDay(addDays(day, 2), the + 3)
  return on === 'before' && meansAt(scan, the + 2, 'yesterday') ? plainDay(addDays(day, -2), the + 3) : null
}

function relativeWord(scan: Scan, at: number): Found<Day> | null {
  const { now } = scan
  const beyond = dayBeyond(scan, at)
  if (beyond) return beyond
  const this_ = wordAt(scan, at) === 'this' ? meansAt(scan, at + 1, 'part') : null
  if (this_) return { value: { day: now.day, part: this_.part, isPlain: true }, next: at + 2 }
  if (meansAt(scan, at, 'tonight'))
    return { value: { day: now.day, part: 'evening', isPlain: true }, next: at + 1 }
  const steps = [meansAt(scan, at, 'yesterday'), meansAt(scan, at, 'today'), meansAt(scan, at, 'tomorrow')]
  const step = steps.findIndex((means) => means !== null)
  if (step === -1) return null
  const on = step === 2 ? weeksOn(scan, at + 1) : null
  return plainDay(addDays(now.day, step - 1 + (on?.value ?? 0)), on?.next ?? at + 1)
}

/** "In two weeks", "within 3 days", "in two weeks' time", "in half an hour". */
function ahead(scan: Scan, at: number): Found<Day> | null {
  const word = wordAt(scan, at)
  if (word !== 'in' && word !== 'within') return null
  const duration = durationAt(scan, at + 1)
  if (!duration) return null
  const skip = wordAt(scan, duration.next) === "'" ? 1 : 0
  const next = wordAt(scan, duration.next + skip) === 'time' ? duration.next + skip + 1 : duration.next
  const { day, time } = shifted(scan.now, duration.value, 1)
  const value = { day, isPlain: true, ...(isOfHours(duration.value) && { time }) }
  return { value: word === 'within' ? { ...value, isBy: true } : value, next }
}

/** "Two weeks from now", "3 days ago", "a week from Friday", "a week on Friday", "a week tomorrow", "two days after tomorrow". */
function counted(scan: Scan, at: number): Found<Day> | null {
  const duration = durationAt(scan, at)
  if (!duration) return null
  const word = wordAt(scan, duration.next)
  const fromNow = (sign: 1 | -1, next: number) => {
    const { day, time } = shifted(scan.now, duration.value, sign)
    return { value: { day, isPlain: true, ...(isOfHours(duration.value) && { time }) }, next }
  }
  if (word === 'ago') return fromNow(-1, duration.next + 1)
  if (word === 'hence') return fromNow(1, duration.next + 1)
  if (word === 'from' && wordAt(scan, duration.next + 1) === 'now') return fromNow(1, duration.next + 2)
  return isOfHours(duration.value) ? null : countedFrom(scan, duration)
}

/** "A week from Friday", "a week tomorrow", "two days after tomorrow" */
function countedFrom(scan: Scan, { value, next }: Found<Duration>): Found<Day> | null {
  const sign = { from: 1, after: 1, before: -1, on: 1 }[wordAt(scan, next)]
  if (sign === undefined && !(isInWeeks(value) && isDayWord(scan, next))) return null
  const base = simpleDay(scan, sign === undefined ? next : next + 1)
  if (!base) return null
  const { day } = shifted({ day: base.value.day, time: scan.now.time }, value, sign === -1 ? -1 : 1)
  return plainDay(day, base.next)
}

const isInWeeks = ({ months, days, workdays }: Duration) =>
  months === 0 && workdays === 0 && days > 0 && days % 7 === 0

/** "A week tomorrow", "two weeks Friday" */
const isDayWord = (scan: Scan, at: number) =>
  meansAt(scan, at, 'today') !== null ||
  meansAt(scan, at, 'tomorrow') !== null ||
  meansAt(scan, at, 'weekday') !== null

/** "Friday 27 November", "Sunday the 22nd": the date says which one. */
function weekdayWithDate(scan: Scan, at: number): Found<Day> | null {
  if (!meansAt(scan, at, 'weekday')) return null
  const place = wordAt(scan, at + 1) === ',' ? at + 2 : at + 1
  for (const read of [figureDayAt, dayThenMonth, monthThenDay, nthOfMonth]) {
    const found = read({ ...scan, hasLead: true }, place)
    if (found) return plainDay(found.value.day, found.next)
  }
  return null
}

const readers = [
  figureDayAt,
  relativeWord,
  edgeAt,
  holidayAt,
  nthWeekday,
  dayThenMonth,
  monthThenDay,
  nthOfMonth,
  weekdayWithDate,
  weekdayAt,
]

function simpleDay(scan: Scan, at: number): Found<Day> | null {
  for (const read of readers) {
    const found = read(scan, at)
    if (found) return found
  }
  return null
}

/** The day that is spoken of from this token on, if one is. */
export function dayAt(scan: Scan, at: number): Found<Day> | null {
  const key = at * 4 + (scan.hasLead ? 2 : 0) + (scan.isBack ? 1 : 0)
  const kept = scan.known.get(key)
  if (kept !== undefined) return kept
  const found = ahead(scan, at) ?? counted(scan, at) ?? simpleDay(scan, at)
  scan.known.set(key, found)
  return found
}
