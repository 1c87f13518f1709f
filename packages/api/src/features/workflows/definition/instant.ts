import { instantIn as minutesInto } from '../../../shared/time.ts'

/** A day, or an instant with its zone. What else a Date would guess at depends on where the server stands. */
const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/
const DAY_LENGTH = '2026-12-24'.length

/** A day is its beginning in this zone, as `today` is the day there. */
export const instantIn = (text: string, timeZone: string): Date | null => {
  const date = new Date(INSTANT.test(text) ? text : Number.NaN)
  if (Number.isNaN(date.getTime())) return null
  return text.length === DAY_LENGTH ? minutesInto(timeZone, text, 0) : date
}
