import { instantIn as minutesInto } from '../../../shared/time.ts'

/** A day, or an instant with its zone. What else a Date would guess at depends on where the server stands. */
const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/
const DAY_LENGTH = '2026-12-24'.length

/** What is written as an instant has four digits for its year, and there was no year 0: a zone may carry the first and the last days beyond. */
const FIRST = Date.parse('0001-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

/** A day is its beginning in this zone, as `today` is the day there. */
export const instantIn = (text: string, timeZone: string): Date | null => {
  const given = new Date(INSTANT.test(text) ? text : Number.NaN)
  if (Number.isNaN(given.getTime())) return null
  const date = text.length === DAY_LENGTH ? minutesInto(timeZone, text, 0) : given
  return date.getTime() >= FIRST && date.getTime() <= LAST ? date : null
}
