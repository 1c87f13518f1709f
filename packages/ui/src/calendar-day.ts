import { addDays, dayOf, utc } from './day.ts'
import { dateFormat } from './date-format.ts'

/** The last day of its month where the month is shorter: 31 January and one month is 28 February. */
export function addMonths(day: string, count: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count
  const first = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`
  return addDays(first, Math.min(Number(day.slice(8)), Number(endOfMonth(first).slice(8))) - 1)
}

export const startOfMonth = (day: string): string => `${day.slice(0, 7)}-01`

export const endOfMonth = (day: string): string =>
  dayOf(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0))

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: string): number => (new Date(utc(day)).getUTCDay() + 6) % 7

export const startOfWeek = (day: string): string => addDays(day, -weekdayOf(day))

/** Whether there is such a day: not 30 February. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utc(text)) && dayOf(utc(text)) === text

/** Six weeks from Monday on that hold the month of this day. */
export function weeksOf(day: string): string[][] {
  const first = startOfWeek(startOfMonth(day))
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (__, weekday) => addDays(first, week * 7 + weekday)),
  )
}

const words = (day: string, shape: Intl.DateTimeFormatOptions): string =>
  dateFormat('en-GB', { ...shape, timeZone: 'UTC' }).format(utc(day))

/** Which of 01/02 is the day. */
export type DayOrder = 'dmy' | 'mdy'

/** "20 Nov 2026", or "Nov 20, 2026" where the month comes first: how days stand in inputs. */
export function formatDay(day: string, order: DayOrder = 'dmy'): string {
  const inMonth = words(day, { day: 'numeric' })
  const month = words(day, { month: 'short' }).replace('Sept', 'Sep')
  return `${order === 'dmy' ? `${inMonth} ${month}` : `${month} ${inMonth},`} ${day.slice(0, 4)}`
}

/** "Friday 20 November 2026". */
export const fullDay = (day: string): string =>
  words(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(',', '')

/** "November 2026". */
export const monthOf = (day: string): string => words(day, { month: 'long', year: 'numeric' })

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const NEAR: Partial<Record<string, number>> = { today: 0, now: 0, tomorrow: 1, yesterday: -1 }

export interface DayReading {
  today: string
  /** "dmy" unless said. */
  order?: DayOrder | undefined
  /** Whether only days from today on are meant: without a year it is then the next one, without a month as well. */
  isAhead?: boolean | undefined
}

/** "fri" and "this fri" is the next one, "next fri" that of next week. */
function dayOfWeek(text: string, today: string): string | undefined {
  const [, way, name = ''] = /^(?:(this|coming|next) +)?(\w+)$/.exec(text) ?? []
  const weekday = WEEKDAYS.findIndex((start) => name.length > 2 && isNameOf(name, start, 'day'))
  if (weekday < 0) return undefined
  if (way === 'next') return addDays(startOfWeek(today), 7 + weekday)
  return addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1)
}

/**
 * What a person typed as a day: "20 Nov", "20.11.26", "Nov 20, 2026", "2026-11-20", "tomorrow", "fri", "next fri", "+3". Without a
 * year it is this one, without a month this one. Undefined for what is no day.
 */
export function readDay(typed: string, { today, order = 'dmy', isAhead }: DayReading): string | undefined {
  const text = typed.trim().toLowerCase().replaceAll(',', ' ')
  const near = NEAR[text] ?? (/^[+-]\d{1,4}$/.test(text) ? Number(text) : undefined)
  if (near !== undefined) return addDays(today, near)
  const ofWeek = dayOfWeek(text, today)
  if (ofWeek !== undefined) return ofWeek
  const parts = text.split(/[\s./-]+/).filter((part) => part !== '')
  if (parts.length > 3) return undefined
  // What is no day in the usual order can only be meant in the other: 12/25.
  const other = order === 'dmy' ? 'mdy' : 'dmy'
  const from = { today, isAhead }
  return dayFrom(partsInOrder(parts, order), from) ?? dayFrom(partsInOrder(parts, other), from)
}

/** "nov" and "november" are of "nov"; "novice" is not of any month, and is refused further on. */
const isNameOf = (text: string, name: string, end: string): boolean =>
  text === name || (text.startsWith(name) && (end === '' || text.endsWith(end)))

const monthNumber = (part: string): number => MONTHS.findIndex((name) => isNameOf(part, name, '')) + 1

interface DayParts {
  day: string
  month: string | undefined
  year: string | undefined
}

function partsInOrder(parts: readonly string[], order: DayOrder): DayParts {
  const [first = '', second, third] = parts
  if (/^\d{4}$/.test(first)) return { year: first, month: second, day: third ?? '' }
  const isMonthFirst =
    monthNumber(first) > 0 || (order === 'mdy' && second !== undefined && /^\d+$/.test(second))
  return isMonthFirst
    ? { month: first, day: second ?? '', year: third }
    : { day: first, month: second, year: third }
}

function dayFrom(parts: DayParts, { today, isAhead = false }: DayReading): string | undefined {
  const found = dayAt(parts, today)
  const isOver = isAhead && found !== undefined && found < today && parts.year === undefined
  return isOver ? (dayAt(parts, addMonths(today, parts.month === undefined ? 1 : 12)) ?? found) : found
}

function dayAt({ day, month, year }: DayParts, today: string): string | undefined {
  const figures = day.replace(/(st|nd|rd|th)$/, '')
  const named = month === undefined ? Number(today.slice(5, 7)) : monthNumber(month) || Number(month)
  const full = year === undefined ? today.slice(0, 4) : year.length === 2 ? `20${year}` : year
  if (!/^\d{1,2}$/.test(figures) || !/^\d{4}$/.test(full) || Number.isNaN(named)) return undefined
  const found = `${full}-${String(named).padStart(2, '0')}-${figures.padStart(2, '0')}`
  return isDay(found) ? found : undefined
}

/** Both days included; one that is missing leaves that side open. */
export interface DayRange {
  from?: string | undefined
  to?: string | undefined
}

/** The earlier day first. */
export const orderedRange = (one: string, other: string): Required<DayRange> =>
  one <= other ? { from: one, to: other } : { from: other, to: one }

/** "1 Nov – 30 Nov 2026", "From 1 Nov 2026", "20 Nov 2026". */
export function rangeWords({ from, to }: DayRange): string {
  if (from === undefined) return to === undefined ? 'Any day' : `Until ${formatDay(to)}`
  if (to === undefined) return `From ${formatDay(from)}`
  if (from === to) return formatDay(from)
  const start = formatDay(from)
  return `${from.slice(0, 4) === to.slice(0, 4) ? start.slice(0, -5) : start} – ${formatDay(to)}`
}

/** The ranges people ask for most. */
export function rangePresets(today: string): { name: string; range: Required<DayRange> }[] {
  const monday = startOfWeek(today)
  const month = startOfMonth(today)
  const lastMonth = addMonths(month, -1)
  const quarter = addMonths(month, -((Number(today.slice(5, 7)) - 1) % 3))
  const year = `${today.slice(0, 4)}-01-01`
  return [
    { name: 'Today', range: { from: today, to: today } },
    { name: 'This week', range: { from: monday, to: addDays(monday, 6) } },
    { name: 'Last week', range: { from: addDays(monday, -7), to: addDays(monday, -1) } },
    { name: 'This month', range: { from: month, to: endOfMonth(month) } },
    { name: 'Last month', range: { from: lastMonth, to: endOfMonth(lastMonth) } },
    { name: 'This quarter', range: { from: quarter, to: endOfMonth(addMonths(quarter, 2)) } },
    { name: 'This year', range: { from: year, to: `${today.slice(0, 4)}-12-31` } },
    { name: 'Last 30 days', range: { from: addDays(today, -29), to: today } },
  ]
}

/** A time typed as "9", "930", "9:30", "9.30 pm", as "09:30". Undefined for what is no time. */
export function readClock(typed: string): string | undefined {
  const found = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm)?$/.exec(typed.trim().toLowerCase())
  if (found === null) return undefined
  const [, hours = '', minutes = '00', half] = found
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'pm' ? 12 : 0)
  const isTwelve = half === undefined || (Number(hours) >= 1 && Number(hours) <= 12)
  if (!isTwelve || hour > 23 || Number(minutes) > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${minutes}`
}
