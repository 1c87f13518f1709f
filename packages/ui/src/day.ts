import { dateFormat } from './date-format.ts'

/*
 * Days of the calendar as "2026-11-20": no clock and no zone in them, so none can shift them. Arithmetic is done in
 * UTC, where every day has 24 hours.
 */

const DAY_MS = 86_400_000
/** Midnight of a day, in milliseconds. */
export const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`)
/** The day of an instant in UTC. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** Today in this zone, or in the browser's. */
export const todayIn = (timeZone?: string, now: Date = new Date()): string =>
  dateFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone !== undefined && { timeZone }),
  }).format(now)

export const addDays = (day: string, count: number): string => dayOf(utc(day) + count * DAY_MS)

export const daysBetween = (from: string, to: string): number => Math.round((utc(to) - utc(from)) / DAY_MS)
