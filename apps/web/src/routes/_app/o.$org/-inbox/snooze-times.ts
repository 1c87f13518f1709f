import { weekdayOf } from '@hub/ui/calendar-day'
import { addDays, todayIn } from '@hub/ui/day'
import { dateFormat } from '@hub/ui/date-format'

export interface SnoozeTime {
  label: string
  until: Date
}

/** When the clock there shows this. */
export function instantIn(timeZone: string, day: string, time: string): Date {
  const shown = Date.parse(`${day}T${time}:00Z`)
  const clock = dateFormat('en-CA', { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' })
  const offset = (ms: number) => Date.parse(`${clock.format(ms).replace(', ', 'T')}:00Z`) - ms
  // Once more from there: the clock may have been put forward in between.
  const near = shown - offset(shown)
  return new Date(shown - offset(near))
}

const MORNING = '08:00'
const AFTERNOON = '16:00'
/** Later than this the afternoon is too near to be "later". */
const HOUR_MS = 3_600_000

/** What one chooses from without a calendar. */
export function snoozeTimes(timeZone: string, now: Date = new Date()): SnoozeTime[] {
  const today = todayIn(timeZone, now)
  const afternoon = instantIn(timeZone, today, AFTERNOON)
  const isEarly = afternoon.getTime() - now.getTime() > HOUR_MS
  const later = isEarly ? afternoon : new Date(now.getTime() + 2 * HOUR_MS)
  const monday = addDays(today, 7 - weekdayOf(today))
  return [
    { label: isEarly ? 'Later today' : 'In two hours', until: later },
    { label: 'Tomorrow', until: instantIn(timeZone, addDays(today, 1), MORNING) },
    { label: 'Next Monday', until: instantIn(timeZone, monday, MORNING) },
    { label: 'In a week', until: instantIn(timeZone, addDays(today, 7), MORNING) },
  ]
}
