import { addDays, addMonths, dayIn, endOfMonth, firstOfMonth, monday, quarterOf, yearOf } from './calendar.ts'
import type { Unit } from './date-words.ts'
import { dayAt } from './days.ts'
import { durationAt, shifted } from './durations.ts'
import type { Duration } from './durations.ts'
import { behindJoint, between } from './joints.ts'
import { monthStart, nthAt, yearAt } from './month-days.ts'
import type { Found } from './number-words.ts'
import { quarterAt } from './quarters.ts'
import { isWord, meansAt, offsetAt, setOf, wordAt } from './scan.ts'
import type { Day, Scan } from './scan.ts'

/** From one day to another, both within. */
export interface Range {
  from: string
  to: string
  /** Nothing but a stretch of time is said like this. */
  isPlain: boolean
}

export const range = (from: string, to: string, next: number): Found<Range> => ({
  value: { from, to, isPlain: true },
  next,
})

const DAYS_IN_WEEK = 7
const DAY_MS = 86_400_000

/** "Monday next week to Friday": the Friday behind that Monday. */
function behindDay({ day, isPlain }: Day, first: Day): string {
  const before = (Date.parse(first.day) - Date.parse(day)) / DAY_MS
  const isBefore = first.isPlain && !isPlain && before > 0
  return isBefore ? addDays(day, Math.ceil(before / DAYS_IN_WEEK) * DAYS_IN_WEEK) : day
}

/** "Between Monday and Wednesday", "from 3 May to 7 May", "Monday - Friday". */
export function pair(scan: Scan, at: number): Found<Range> | null {
  const lead = wordAt(scan, at)
  const isLed = lead === 'between' || lead === 'from'
  const first = dayAt({ ...scan, hasLead: isLed || scan.hasLead }, isLed ? at + 1 : at)
  if (!first) return null
  const behind = behindJoint(scan, first.next)
  if (behind === null || (wordAt(scan, first.next) === 'and' && lead !== 'between')) return null
  const second = dayAt({ ...scan, hasLead: true }, behind)
  if (!second) return null
  const { day: from } = first.value
  const to = behindDay(second.value, first.value)
  // "Monday to Friday" said on a Wednesday begins before its end.
  const begin = from > to && !first.value.isPlain ? addDays(from, -7) : from
  return begin > to ? null : range(begin, to, second.next)
}

const MONTHS = 12
/** March and May are words of their own as well. */
const ownMonths = new Set([3, 5])

interface Months {
  first: number
  last: number
  /** The year that is said behind each; none behind the first is that of the last. */
  years: readonly [number | undefined, number | undefined]
}

const both = setOf('and & / +')

/** Whether two months are joined to one stretch; "September and October" alone may be two that are compared. */
function areJoined(scan: Scan, at: number, [first, last]: readonly [number, number]): boolean {
  const joint = wordAt(scan, at)
  if (between.has(joint) && joint !== 'and') return true
  const isNext = last === (first % MONTHS) + 1
  return both.has(joint) && isNext && (joint !== 'and' || scan.hasLead)
}

/** "Between July and September", "from June to August 2025", "Jul-Sep", and of two that follow each other "September and October". */
function monthsAt(scan: Scan, at: number): Found<Months> | null {
  const lead = /^(?:between|from)$/.test(wordAt(scan, at)) ? wordAt(scan, at) : ''
  const first = monthAndYear(scan, lead === '' ? at : at + 1)
  const last = first && monthAndYear(scan, first.next + 1)
  if (!first || !last) return null
  const [begin, end] = [first.value.month, last.value.month]
  // "March to May" may be what somebody does.
  const areMonths = lead !== '' || scan.hasLead || ![begin, end].some((month) => ownMonths.has(month))
  const isBetween = lead === 'between' && wordAt(scan, first.next) === 'and'
  if (!areMonths || !(isBetween || areJoined(scan, first.next, [begin, end]))) return null
  const years = [first.value.year, last.value.year] as const
  return { value: { first: begin, last: end, years }, next: last.next }
}

function monthAndYear(scan: Scan, at: number): Found<{ month: number; year: number | undefined }> | null {
  const means = meansAt(scan, at, 'month')
  if (!means) return null
  const told = yearAt(scan, at + 1)
  return { value: { month: means.index, year: told?.value }, next: told?.next ?? at + 1 }
}

export function months(scan: Scan, at: number): Found<Range> | null {
  const found = monthsAt(scan, at)
  if (!found) return null
  const { first, last, years } = found.value
  const to = monthStart(scan, last, years[1])
  const from = monthStart(scan, first, years[0] ?? yearOf(to) - (first > last ? 1 : 0))
  return from > to ? null : range(from, endOfMonth(to), found.next)
}

interface Nths {
  from: number
  to: number
}

/** "The 9th", "Monday 9", "Mon, the 9th": what stands before the day of a month says nothing more. */
function behindWeekday(scan: Scan, at: number): number {
  const isSaid = meansAt(scan, at, 'weekday') !== null
  const mark = isSaid && /^[.,]$/.test(wordAt(scan, at + 1)) ? 1 : 0
  const next = isSaid ? at + 1 + mark : at
  return wordAt(scan, next) === 'the' ? next + 1 : next
}

/** "5-7", "3rd to 5th", "the first to the fifteenth", "Monday 9 to Friday 13" */
function nthsAt(scan: Scan, at: number, lead: string): Found<Nths> | null {
  const from = nthAt(scan, behindWeekday(scan, at))
  const behind = from && behindJoint(scan, from.next)
  // "1 and 15 March" are two days, unless "between" stands before them.
  const isTwo = from !== null && wordAt(scan, from.next) === 'and' && lead !== 'between'
  const to = behind !== null && !isTwo ? nthAt(scan, behindWeekday(scan, behind)) : null
  return from && to ? { value: { from: from.value, to: to.value }, next: to.next } : null
}

/** "5-7 March", "3 to 5 June 2027", "March 3-5", "Monday 9 to Friday 13 November". */
export function daysOfMonth(scan: Scan, at: number): Found<Range> | null {
  const lead = /^(?:between|from)$/.test(wordAt(scan, at)) ? wordAt(scan, at) : ''
  const start = lead === '' ? at : at + 1
  const before = meansAt(scan, start, 'month')
  const nths = nthsAt(scan, before ? start + 1 : start, lead)
  if (!nths) return null
  const of = wordAt(scan, nths.next) === 'of' ? nths.next + 1 : nths.next
  const named = before ?? meansAt(scan, of, 'month')
  return named && daysIn(scan, before ? nths.next : of + 1, { month: named.index, nths: nths.value })
}

function daysIn(
  scan: Scan,
  at: number,
  { month: index, nths }: { month: number; nths: Nths },
): Found<Range> | null {
  const told = yearAt(scan, at)
  const first = monthStart(scan, index, told?.value)
  const from = dayIn(yearOf(first), index, nths.from)
  const to = dayIn(yearOf(first), index, nths.to)
  return from && to && from <= to ? range(from, to, told?.next ?? at) : null
}

function stretch(today: string, unit: Unit, on: number): { from: string; to: string } | null {
  const week = addDays(monday(today), on * 7)
  if (unit === 'week') return { from: week, to: addDays(week, 6) }
  if (unit === 'weekend') return { from: addDays(week, 5), to: addDays(week, 6) }
  if (unit === 'month') return { from: firstOfMonth(today, on), to: endOfMonth(today, on) }
  if (unit === 'quarter') return quarterOf(today, on)
  const year = yearOf(today) + on
  return unit === 'year' ? { from: `${year}-01-01`, to: `${year}-12-31` } : null
}

const beyond: ReadonlyMap<string, number> = new Map([
  ['after next', 2],
  ['before last', -2],
])

/** "This week", "next month", "last quarter", "the weekend", "the week after next", "the month before last". */
function named(scan: Scan, at: number): Found<Range> | null {
  const unit = meansAt(scan, at + 1, 'unit')?.unit
  const further = beyond.get(`${wordAt(scan, at + 2)} ${wordAt(scan, at + 3)}`)
  const steps = further ?? stepsAt(scan, at, unit === 'weekend')
  const found = unit && steps !== null ? stretch(scan.now.day, unit, steps) : null
  return found && range(found.from, found.to, further === undefined ? at + 2 : at + 4)
}

/** "The week" alone is no week in particular; "the weekend" and "the coming weekend" are this one. */
function stepsAt(scan: Scan, at: number, isWeekend: boolean): number | null {
  const word = wordAt(scan, at)
  if (word === 'the' && !isWeekend && !scan.hasLead) return null
  return word === 'coming' && isWeekend ? 0 : offsetAt(scan, at)
}

/** Whole months and years are counted from the day, and today counts as one of the days. */
function around(today: string, duration: Duration, isBack: boolean) {
  const { day } = shifted({ day: today, time: '00:00' }, { ...duration, minutes: 0 }, isBack ? -1 : 1)
  return isBack ? { from: addDays(day, 1), to: today } : { from: today, to: addDays(day, -1) }
}

const FORTNIGHT: Duration = { months: 0, days: 14, workdays: 0, minutes: 0 }

/** "Last 7 days", "the past two weeks", "next 3 months", "last 24 hours", "the last fortnight". */
export function counted(scan: Scan, at: number): Found<Range> | null {
  const start = wordAt(scan, at) === 'the' ? at + 1 : at
  const offset = offsetAt(scan, start)
  if (offset === null || offset === 0) return null
  const isFortnight = meansAt(scan, start + 1, 'unit')?.unit === 'fortnight'
  const duration = isFortnight ? { value: FORTNIGHT, next: start + 2 } : durationAt(scan, start + 1)
  if (!duration) return null
  const { minutes } = duration.value
  const days = minutes > 0 ? Math.max(1, Math.ceil(minutes / 1_440)) + 1 : duration.value.days
  const { from, to } = around(scan.now.day, { ...duration.value, days }, offset < 0)
  return range(from, to, duration.next)
}

const monthLeads =
  /^(?:in|since|until|till|by|before|after|for|during|of|from|this|next|last|early|late|throughout|over)$/

const monthWays = setOf('this next last past early late')

/** "In October", "October 2026", "next March". */
function month(scan: Scan, at: number): Found<Range> | null {
  const hasWay = isWord(scan, at, monthWays)
  const place = hasWay ? at + 1 : at
  const means = meansAt(scan, place, 'month')
  if (!means) return null
  const told = yearAt(scan, place + 1)
  if (!told && !hasWay && !monthLeads.test(wordAt(scan, at - 1)) && !isAlone(scan, place)) return null
  const way = hasWay ? wordAt(scan, at) : ''
  const from = told ? monthStart(scan, means.index, told.value) : monthBy(scan, means.index, way)
  return range(from, endOfMonth(from), told?.next ?? place + 1)
}

/** "And November?", "November so far" */
const isAlone = (scan: Scan, at: number) =>
  !meansAt(scan, at, 'month')?.isShort &&
  !ownMonths.has(meansAt(scan, at, 'month')?.index ?? 0) &&
  scan.tokens.slice(0, at).every(({ word }) => /^(?:and|what|how|about|,)$/.test(word)) &&
  (scan.tokens[at + 1] === undefined ||
    scan.tokens[at + 1]?.kind === 'mark' ||
    (wordAt(scan, at + 1) === 'so' && wordAt(scan, at + 2) === 'far'))

/** "Next November" said in November is a year away, and "last November" a year ago. */
function monthBy(scan: Scan, index: number, way: string): string {
  const isBack = way === 'last' || way === 'past' || scan.isBack
  const first = monthStart({ ...scan, isBack }, index)
  if (first !== firstOfMonth(scan.now.day)) return first
  if (way === 'next') return addMonths(first, 12)
  return way === 'last' ? addMonths(first, -12) : first
}

const yearLeads = setOf('in during for since of from until till before after throughout year')

function year(scan: Scan, at: number): Found<Range> | null {
  const found = scan.tokens[at]?.kind === 'digits' ? yearAt(scan, at) : null
  if (!found || !yearLeads.has(wordAt(scan, at - 1))) return null
  return range(`${found.value}-01-01`, `${found.value}-12-31`, found.next)
}

function quarter(scan: Scan, at: number): Found<Range> | null {
  const first = quarterAt(scan, at)
  return first && range(first.value, endOfMonth(first.value, 2), first.next)
}

/** "The week of 3 March", "the week starting Monday". */
function weekOf(scan: Scan, at: number): Found<Range> | null {
  const start = wordAt(scan, at) === 'the' ? at + 1 : at
  const isWeek = meansAt(scan, start, 'unit')?.unit === 'week'
  if (!isWeek || !/^(?:of|starting|beginning|commencing)$/.test(wordAt(scan, start + 1))) return null
  const day = dayAt({ ...scan, hasLead: true }, start + 2)
  return day && range(monday(day.value.day), addDays(monday(day.value.day), 6), day.next)
}

export const firstOf = (readers: readonly ((scan: Scan, at: number) => Found<Range> | null)[]) => {
  return (scan: Scan, at: number): Found<Range> | null => {
    for (const read of readers) {
      const found = read(scan, at)
      if (found) return found
    }
    return null
  }
}

export const rangeAt = firstOf([weekOf, named, month, year, quarter])
