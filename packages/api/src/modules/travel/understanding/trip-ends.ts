import { addDays } from '../../../shared/time.ts'
import type { Stretch } from './stretches.ts'

export interface DaySaid {
  day: string
  quote: string
  /** Whether the day itself was said; else it is one inside a time that was. */
  isExact: boolean
}

export interface DaysClock {
  now: Date
  timeZone: string
  today: string
  /** When one leaves, where that is known already: "back on Sunday" is the one after it. */
  leaves: string | null
}

export interface Ends {
  depart: DaySaid | null
  returning: DaySaid | null
}

const [FRIDAY, SATURDAY] = [5, 6]
const SHORT_NIGHTS = 3
/** Assumed where somebody says only in which month. */
const USUAL_NIGHTS = 5

export const exact = (day: string, quote: string): DaySaid => ({ day, quote, isExact: true })
export const weekdayOf = (day: string): number => new Date(`${day}T00:00Z`).getUTCDay()
const latest = (one: string, other: string): string => (one > other ? one : other)

/** From the first Friday of a time, for a few nights, else from the first Saturday. */
export function within({ from, to, isWhole, quote }: Stretch, nights: number | null, today: string): Ends {
  const first = latest(from, addDays(today, 1))
  if (isWhole && from > today) {
    const returning = nights === null ? to : addDays(from, nights)
    return { depart: exact(from, quote), returning: exact(returning, quote) }
  }
  const wanted = (nights ?? USUAL_NIGHTS) <= SHORT_NIGHTS ? FRIDAY : SATURDAY
  const depart = addDays(first, (wanted - weekdayOf(first) + 7) % 7)
  const day = depart > to ? first : depart
  const inside = (value: string): DaySaid => ({ day: value, quote, isExact: false })
  return { depart: inside(day), returning: inside(addDays(day, nights ?? USUAL_NIGHTS)) }
}
