import type { TripBundle } from './schema.ts'
import { timeOf } from './wishes.ts'

/** What one does on a day. Times are local, as `HH:MM`; left out where they are not fixed. */
export interface DayItem {
  at?: string
  /** Left out, too, where it is not later on the same day. */
  until?: string
  title: string
  kind: 'flight' | 'stay' | 'car' | 'sight' | 'free'
  minutes: number
  /** Of a sight: when it is open, as `10:00-18:00`; left out where one can always go. */
  hours?: string
}

export interface PlannedDay {
  /** As `2027-05-03`. */
  day: string
  items: DayItem[]
}

const DAY_MINUTES = 1440

/** A local time as minutes since the beginning of 1970, as if every clock were the same: right for what is in one place. */
export type Local = number

export const localOf = (day: string, minutes = 0): Local => Date.parse(`${day}T00:00Z`) / 60_000 + minutes
export const dayAt = (local: Local): string => new Date(local * 60_000).toISOString().slice(0, 10)
export const timeAt = (local: Local): string => new Date(local * 60_000).toISOString().slice(11, 16)

/** Minutes after midnight, up to 24:59; null where the text is no time. */
export function minutesIn(time: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time) ?? []
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute)
}

/** What the clock of an instant's own place shows. */
export const localIn = (instant: string): Local =>
  localOf(instant.slice(0, 10), minutesIn(timeOf(instant)) ?? 0)

export interface OpenHours {
  opens: number
  closes: number
}

/** Minutes after midnight, those of a night on beyond 24 hours; null where the text says no hours. */
export function hoursIn(text: string): OpenHours | null {
  const [from = '', until = ''] = text.split('-').map((part) => part.trim())
  const [opens, closes] = [minutesIn(from), minutesIn(until)]
  if (opens === null || closes === null) return null
  return { opens, closes: closes > opens ? closes : closes + DAY_MINUTES }
}

/** An item at a time; its end is written where it is on the same day. */
export function itemAt(start: Local, { minutes, ...item }: Omit<DayItem, 'at' | 'until'>): DayItem {
  const end = start + minutes
  return {
    at: timeAt(start),
    ...(dayAt(end) === dayAt(start) ? { until: timeAt(end) } : {}),
    ...item,
    minutes,
  }
}

/** From landing to the middle of town: bags, borders, and the way. */
const INTO_TOWN = 75
/** Before take-off one leaves town, and is so long on the way. */
const TO_AIRPORT = 150
export const AIRPORT_WAY = 45

/** When one is in town: from the arrival there until leaving for the airport; null where flights do not say. */
export interface InTown {
  from: Local | null
  until: Local | null
}

export function inTownOf({ flight }: TripBundle): InTown {
  const arrives = flight?.out.legs.at(-1)?.arrives
  const departs = flight?.back?.legs.at(0)?.departs
  return {
    from: arrives === undefined ? null : localIn(arrives) + INTO_TOWN,
    until: departs === undefined ? null : localIn(departs) - TO_AIRPORT,
  }
}
