import { addDays, dayIn, endOfMonth, firstOfMonth, monthOf, weekdayOf, yearOf } from './calendar.ts'
import { ordinalAt } from './number-words.ts'
import type { Found } from './number-words.ts'
import { digitsAt, isBreak, isGlued, isWord, meansAt, offsetAt, plainDay, setOf, wordAt } from './scan.ts'
import type { Day, Scan } from './scan.ts'

export const yearAt = (scan: Scan, at: number): Found<number> | null => {
  const place = wordAt(scan, at) === ',' ? at + 1 : at
  // "24 Nov '26"
  const short = wordAt(scan, place) === "'" && isGlued(scan, place + 1) ? digitsAt(scan, place + 1, 2) : null
  if (short !== null && scan.tokens[place + 1]?.text.length === 2)
    return { value: 2000 + short, next: place + 2 }
  const year = scan.tokens[place]?.text.length === 4 ? digitsAt(scan, place) : null
  return year !== null && year >= 1900 && year <= 2200 ? { value: year, next: place + 1 } : null
}

/** The day of a month that comes next, or came last where the past is spoken of. */
export function nearest({ now, isBack }: Scan, month: number, day: number): string | null {
  const year = yearOf(now.day)
  const years = isBack ? [0, -1, -2, -3, -4] : [0, 1, 2, 3, 4]
  for (const on of years) {
    const found = dayIn(year + on, month, day)
    if (found && (isBack ? found <= now.day : found >= now.day)) return found
  }
  return null
}

/** "5", "5th", "fifth", and "5." before a month: a day of a month in figures or words. */
export function nthAt(scan: Scan, at: number): Found<number> | null {
  const digits = digitsAt(scan, at, 2)
  return (
    ordinalAt(scan.tokens, at) ?? (digits === null ? null : { value: digits, next: behindDot(scan, at + 1) })
  )
}

const onward = setOf('- – to till until')

/** "24. November", "3.-5. December", as German and Slavic languages write it: where the dot ends. */
function behindDot(scan: Scan, at: number): number {
  const isDot = wordAt(scan, at) === '.' && isGlued(scan, at)
  const month = meansAt(scan, at + 1, 'month')
  const isDay = month !== null && (month.index !== MAY || scan.hasLead)
  return isDot && (isDay || isWord(scan, at + 1, onward)) ? at + 1 : at
}

/** "5 jan", "the 5th of January 2027", "first of March", "24. November". */
export function dayThenMonth(scan: Scan, at: number): Found<Day> | null {
  const day = nthAt(scan, wordAt(scan, at) === 'the' ? at + 1 : at)
  if (!day) return null
  const place = wordAt(scan, day.next) === 'of' ? day.next + 1 : day.next
  return inMonth(scan, place, day.value)
}

function inMonth(scan: Scan, at: number, day: number): Found<Day> | null {
  const means = meansAt(scan, at, 'month')
  if (!means) return null
  const next = means.isShort && wordAt(scan, at + 1) === '.' ? at + 2 : at + 1
  return ofYear(scan, next, { month: means.index, day })
}

function ofYear(scan: Scan, at: number, { month, day }: { month: number; day: number }): Found<Day> | null {
  const year = yearAt(scan, at)
  const found = year ? dayIn(year.value, month, day) : nearest(scan, month, day)
  return found === null ? null : plainDay(found, year?.next ?? at)
}

/** "Jan 5th, 2027", "January the 5th". */
export function monthThenDay(scan: Scan, at: number): Found<Day> | null {
  const means = meansAt(scan, at, 'month')
  if (!means) return null
  const behind = means.isShort && wordAt(scan, at + 1) === '.' ? at + 2 : at + 1
  const day = nthAt(scan, wordAt(scan, behind) === 'the' ? behind + 1 : behind)
  if (!day || isAmount(scan, day.next)) return null
  const isWord = means.isShort || means.index === MAY || means.index === MARCH
  return isWord && isDoubtful(scan, day.next)
    ? null
    : ofYear(scan, day.next, { month: means.index, day: day.value })
}

const isDoubtful = (scan: Scan, at: number) => !scan.hasLead && !yearAt(scan, at) && !isBreak(scan, at)

/** Months that are words of their own. */
const MARCH = 3
const MAY = 5

/** "March 3.5 km" and "may 10:30 suit you" speak of something else. */
const isAmount = (scan: Scan, at: number) => /^[:.]$/.test(wordAt(scan, at)) && isGluedDigit(scan, at + 1)

const isGluedDigit = (scan: Scan, at: number) =>
  digitsAt(scan, at, 9) !== null && scan.tokens[at]?.isGlued === true

/** In words, the first ten are places in a list as often: "the second". These lead to days alone. */
const MOST_PLACES = 10
const dayLeads = setOf(
  'on by until till til from since before after due between to through including and - –',
)

/** Whether "5th" or "twenty-fourth" is a day where no month is said: "the twenty-fourth", "by the third". */
function isNthDay(scan: Scan, at: number, { value }: Found<number>): boolean {
  const hasArticle = wordAt(scan, at - 1) === 'the'
  if (digitsAt(scan, at, 2) !== null) return hasArticle || scan.hasLead
  if (value > MOST_PLACES) return hasArticle
  return hasArticle && scan.hasLead && (isWord(scan, at - 2, dayLeads) || isBehindWeekday(scan, at - 2))
}

/** "The 2nd up to the 9th", "the fourth through the sixth" */
const isOnward = (scan: Scan, at: number): boolean =>
  /^(?:through|thru)$/.test(wordAt(scan, at)) || (wordAt(scan, at) === 'up' && isWord(scan, at + 1, onward))

/** "Monday the second", "to Friday, the fourth" */
const isBehindWeekday = (scan: Scan, at: number): boolean =>
  meansAt(scan, wordAt(scan, at) === ',' ? at - 1 : at, 'weekday') !== null

/** "The 5th of next month"; "the 5th", "on the 5th" where nothing else is counted. */
export function nthOfMonth(scan: Scan, at: number): Found<Day> | null {
  const start = wordAt(scan, at) === 'the' ? at + 1 : at
  const nth = ordinalAt(scan.tokens, start)
  if (!nth) return null
  const month = monthBehind(scan, nth.next)
  if (month) {
    const found = dayIn(yearOf(month.value), monthOf(month.value), nth.value)
    return found === null ? null : plainDay(found, month.next)
  }
  const day =
    isNthDay(scan, start, nth) && (isBreak(scan, nth.next) || isOnward(scan, nth.next))
      ? nearestNth(scan, nth.value)
      : null
  return day === null ? null : { value: { day, isPlain: false }, next: nth.next }
}

function nearestNth({ now, isBack }: Scan, nth: number): string | null {
  for (let ahead = 0; ahead < 62; ahead += 1) {
    const day = addDays(now.day, isBack ? -ahead : ahead)
    if (Number(day.slice(8)) === nth) return day
  }
  return null
}

/** "… of the month", "… of next month", "… of March 2027": the first day of that month. */
export function monthBehind(scan: Scan, at: number): Found<string> | null {
  return /^(?:of|in)$/.test(wordAt(scan, at)) ? monthAt(scan, at + 1) : null
}

/** "The month", "next month", "March 2027": its first day. */
export function monthAt(scan: Scan, at: number): Found<string> | null {
  if (meansAt(scan, at + 1, 'unit')?.unit === 'month') {
    const offset = offsetAt(scan, at)
    return offset === null ? null : { value: firstOfMonth(scan.now.day, offset), next: at + 2 }
  }
  const means = meansAt(scan, at, 'month')
  if (!means) return null
  const year = yearAt(scan, at + 1)
  return { value: monthStart(scan, means.index, year?.value), next: year?.next ?? at + 1 }
}

/** The first day of a month: of that year, of this month, or of the nearest one in the direction spoken of. */
export function monthStart(scan: Scan, month: number, year?: number): string {
  if (year !== undefined) return dayIn(year, month, 1) ?? scan.now.day
  const isThis = monthOf(scan.now.day) === month
  return isThis ? firstOfMonth(scan.now.day) : (nearest(scan, month, 1) ?? firstOfMonth(scan.now.day))
}

/** "First Monday of March", "last Friday of the month", "last day of next month". */
export function nthWeekday(scan: Scan, at: number): Found<Day> | null {
  const start = wordAt(scan, at) === 'the' ? at + 1 : at
  const isLast = wordAt(scan, start) === 'last'
  const nth = isLast ? { value: LAST, next: start + 1 } : ordinalAt(scan.tokens, start)
  if (!nth || nth.value > LAST) return null
  const work = workdayAt(scan, nth.next)
  if (work !== null) return nthWorkday(scan, work, nth.value)
  const weekday = meansAt(scan, nth.next, 'weekday')
  const isDay = meansAt(scan, nth.next, 'unit')?.unit === 'day'
  const month = weekday || isDay ? monthBehind(scan, nth.next + 1) : null
  if (!month) return null
  const day = nthIn(month.value, nth.value, weekday?.index)
  return day.slice(0, 7) === month.value.slice(0, 7) ? plainDay(day, month.next) : null
}

/** "Working day", "workday": where the words end. */
function workdayAt(scan: Scan, at: number): number | null {
  if (meansAt(scan, at, 'unit')?.unit === 'workday') return at + 1
  const isTwoWords = /^(?:working|business)$/.test(wordAt(scan, at))
  return isTwoWords && meansAt(scan, at + 1, 'unit')?.unit === 'day' ? at + 2 : null
}

/** "The first working day of December", "the last workday of the month" */
function nthWorkday(scan: Scan, at: number, nth: number): Found<Day> | null {
  const month = monthBehind(scan, at)
  if (!month) return null
  const step = nth === LAST ? -1 : 1
  let day = nth === LAST ? endOfMonth(month.value) : month.value
  for (let left = nth === LAST ? 1 : nth; ; day = addDays(day, step)) {
    if (weekdayOf(day) < SATURDAY) left -= 1
    if (left === 0) return plainDay(day, month.next)
  }
}

const SATURDAY = 5

/** A fifth one is the last one, and not every month has it otherwise. */
const LAST = 5

function nthIn(first: string, nth: number, weekday: number | undefined): string {
  const last = endOfMonth(first)
  if (weekday === undefined) return nth === LAST ? last : addDays(first, nth - 1)
  if (nth === LAST) return addDays(last, -((weekdayOf(last) - weekday + 7) % 7))
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7)
}
