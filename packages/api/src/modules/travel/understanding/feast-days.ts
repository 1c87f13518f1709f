import { addDays } from '../../../shared/time.ts'
import { easterSunday } from './holidays.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Days that move with Easter, by how many days they lie after its Sunday; also as German says them. */
const feasts: readonly [words: string, afterEaster: number][] = [
  ['maundy thursday|grundonnerstag', -3],
  ['good friday|karfreitag', -2],
  ['easter sunday|ostersonntag', 0],
  ['easter monday|ostermontag', 1],
  ['ascension(?: day)?', 39],
  ['(?:whit|pentecost) sunday|pfingstsonntag', 49],
  ['(?:whit|pentecost) monday|pfingstmontag', 50],
  ['corpus christi|fronleichnam', 60],
]
const UNTIL = '(?:-|–|—|\\b(?:to|until|till|through|and)\\b)'
/** As one end of a trip; alone they are told as the days around them. */
const asEnd = feasts.map(([words, afterEaster]) => ({
  pattern: new RegExp(
    `(?<=(?:${UNTIL}|\\b(?:from|on|leaving|departing)\\b) *)\\b(?:${words})\\b|\\b(?:${words})\\b(?= *(?:${UNTIL}|,? for (?:\\w+ nights?|a week)\\b))`,
    'g',
  ),
  afterEaster,
}))

/** The next time it comes. */
function nextAfter(today: string, afterEaster: number): string {
  const year = Number(today.slice(0, 4))
  const day = addDays(easterSunday(year), afterEaster)
  return day >= today ? day : addDays(easterSunday(year + 1), afterEaster)
}

/** "Easter Monday to Friday" with the date of that Monday, of the same length. */
export const withFeastsDated = (text: string, today: string): string =>
  asEnd.reduce(
    (left, { pattern, afterEaster }) =>
      left.replaceAll(pattern, (words) => {
        const day = nextAfter(today, afterEaster)
        return `${day.slice(8)} ${months[Number(day.slice(5, 7)) - 1]}`.padEnd(words.length)
      }),
    text,
  )
