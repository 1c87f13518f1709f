import { addDays } from '../shared/time.ts'

const MINUTE_MS = 60_000

/** What a calendar and a clock on the wall show. */
export interface Wall {
  /** "2026-11-21" */
  day: string
  /** "09:00" */
  time: string
}

export const two = (value: number): string => String(value).padStart(2, '0')

const formats = new Map<string, Intl.DateTimeFormat>()

/** Made once for a zone: making one takes longer than a message takes to read. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const kept = formats.get(timeZone)
  if (kept) return kept
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  })
  formats.set(timeZone, format)
  return format
}

export function wallAt(instant: Date, timeZone: string): Wall {
  const parts = formatOf(timeZone).formatToParts(instant)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` }
}

const utc = ({ day, time }: Wall) => Date.parse(`${day}T${time}Z`)

function offsetMs(instant: Date, timeZone: string): number {
  return utc(wallAt(instant, timeZone)) - Math.floor(instant.getTime() / MINUTE_MS) * MINUTE_MS
}

/** The instant at which the wall of a zone shows this. */
export function instantOf(wall: Wall, timeZone: string): Date {
  const guess = new Date(utc(wall) - offsetMs(new Date(utc(wall)), timeZone))
  // Across a change of the clocks the offset at the guess is the right one.
  return new Date(utc(wall) - offsetMs(guess, timeZone))
}

/** The same moment on the wall of another zone. */
export const inZone = (wall: Wall, from: string, to: string): Wall =>
  from === to ? wall : wallAt(instantOf(wall, from), to)

export function addMinutes({ day, time }: Wall, minutes: number): Wall {
  const text = new Date(utc({ day, time }) + minutes * MINUTE_MS).toISOString()
  return { day: text.slice(0, 10), time: text.slice(11, 16) }
}

export { addDays }

export const yearOf = (day: string) => Number(day.slice(0, 4))
/** January = 1. */
export const monthOf = (day: string) => Number(day.slice(5, 7))

/** A day that exists, or null. */
export function dayIn(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  const date = new Date(`${text}T00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? null : text
}

export function endOfMonth(day: string, monthsOn = 0): string {
  return new Date(Date.UTC(yearOf(day), monthOf(day) + monthsOn, 0)).toISOString().slice(0, 10)
}

export const firstOfMonth = (day: string, monthsOn = 0): string =>
  `${endOfMonth(day, monthsOn).slice(0, 8)}01`

/** A month on from 31 January is the last of February. */
export function addMonths(day: string, count: number): string {
  const last = endOfMonth(day, count)
  const wanted = `${last.slice(0, 8)}${day.slice(8)}`
  return wanted < last ? wanted : last
}

/** Monday = 0. */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7
export const monday = (day: string): string => addDays(day, -weekdayOf(day))

/** The quarter a day is in, as its first and last day. */
export function quarterOf(day: string, quartersOn = 0): { from: string; to: string } {
  const first = firstOfMonth(day, -((monthOf(day) - 1) % 3) + quartersOn * 3)
  return { from: first, to: endOfMonth(first, 2) }
}

/** "Saturday 21 November, 09:00", with the year when it is not this one. */
export function wallText({ day, time }: { day: string; time: string | null }, now: Date): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(day.slice(0, 4) !== String(now.getUTCFullYear()) && { year: 'numeric' }),
    timeZone: 'UTC',
  })
  return `${format.format(new Date(`${day}T00:00Z`))}${time === null ? '' : `, ${time}`}`
}
