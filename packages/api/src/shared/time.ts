import { z } from 'zod'

/** A UTC instant, for example 2026-11-20T08:24:26.649Z (CON-8). */
export const Instant = z.iso.datetime({ offset: true })
/** A calendar day, for example 2026-11-20. */
export const Day = z.iso
  .date()
  // PostgreSQL has no year 0 and would refuse it without saying where.
  .refine((day) => !day.startsWith('0000'), 'There was no year 0. Write the year in full, such as 2026.')
/** A time of day in the organization's time zone, 24 hours, for example 09:30. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as 09:30.')

/** Offsets such as +05 are left out: PostgreSQL reads their sign the other way round. */
const isZone = (value: string) => {
  if (!/^[A-Za-z]/.test(value)) return false
  try {
    return Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}
/** An IANA time zone name, for example Europe/Lisbon. */
export const TimeZone = z.string().max(64).refine(isZone, 'Use a time zone such as Europe/Lisbon.')

/** Making one takes longer than the read that asks for it; zones are few, and their names were checked. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day an instant falls on in a time zone. */
export function dayIn(timeZone: string, instant: Date): string {
  const format = dayFormats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone })
  dayFormats.set(timeZone, format)
  return format.format(instant)
}

/** The calendar day so many days after this one; before it with a negative number. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}

const offsetMs = (timeZone: string, at: Date): number => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return shown - Math.floor(at.getTime() / 1_000) * 1_000
}

/** The instant at which it is so many minutes after midnight of a day in a time zone. */
export function instantIn(timeZone: string, day: string, minutes: number): Date {
  const guess = new Date(Date.parse(`${day}T00:00Z`) + minutes * 60_000)
  // The offset that holds there at that time, not the one of now: clocks change in between.
  return new Date(guess.getTime() - offsetMs(timeZone, guess))
}
