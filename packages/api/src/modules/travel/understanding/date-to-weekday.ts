import { addDays } from '../../../shared/time.ts'
import { DATE, departOf, endsOf, MONTH, START, UNTIL, YEAR } from './named-dates.ts'
import type { NamedDates } from './named-dates.ts'
import { take } from './said.ts'
import type { Said } from './said.ts'
import { weekdayOf } from './trip-ends.ts'

const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const LONGEST_MONTH = 31
const WEEK = 7

/** A date is told by its month or by its ending: "29 March to Friday", "the 3rd until the Sunday after". */
const pattern = new RegExp(
  `${START}(?:the )?(?=\\d{1,2}(?:st|nd|rd|th|\\.? *(?:of )?[a-z]{3}))${DATE}(?: of)?(?: *${MONTH})?${YEAR}${UNTIL}(?:(?:the|next|following) )*(${names.join('|')})(?:day|sday|s|nesday|rsday|r|rs|urday)?\\b(?!,? *(?:the )?\\d)`,
)

/** The next day with that number; null where no day from today on has it. */
function nextOf(today: string, date: string): string | null {
  for (let ahead = 0; ahead <= 2 * LONGEST_MONTH; ahead += 1) {
    const day = addDays(today, ahead)
    if (Number(day.slice(8)) === Number(date)) return day
  }
  return null
}

/** From a date to a day of the week: the first one after that date, and not the next one from today. */
export function dateToWeekday(said: Said, today: string): NamedDates | null {
  const before = said.left
  const found = take(said, pattern)
  if (!found) return null
  const [date = '', month = '', year = '', name = ''] = found.groups
  const first = endsOf(date, month, year)
  const depart = month === '' ? nextOf(today, date) : departOf(first, first, today)
  if (depart !== null) {
    const nights = (names.indexOf(name) - weekdayOf(depart) + WEEK) % WEEK || WEEK
    return { depart, returning: addDays(depart, nights), quote: found.quote, from: found.from, to: found.to }
  }
  said.left = before
  return null
}
