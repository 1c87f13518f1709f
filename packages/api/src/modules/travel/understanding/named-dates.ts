import { addDays } from '../../../shared/time.ts'
import { LONGEST_NIGHTS } from '../slots/schema.ts'
import { dayOf } from './figure-dates.ts'
import { take } from './said.ts'
import type { Said } from './said.ts'

export interface NamedDates {
  depart: string
  returning: string
  quote: string
  /** Where its words stand. */
  from: number
  to: number
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const whole = 'january february march april may june july august september october november december'.split(
  ' ',
)
const others: Readonly<Record<string, number>> = { mai: 5, okt: 10, dez: 12 }
/** Also as German says them. */
export const MONTH =
  '(january?|february?|march|marz|april|may|mai|june|juni|july|juli|august|september|o[ck]tober|november|de[cz]ember|jan|feb|mar|apr|jun|jul|aug|sept?|o[ck]t|nov|de[cz])\\.?'
export const DATE = '(\\d{1,2})(?:st|nd|rd|th|\\.)?'
/** Another number behind a date is an amount: "3–8 May, 1800 zł". */
export const YEAR = '(?:,? (20\\d{2}(?! *(?:€|eur|zł|k[rc]\\b))|2[6-9](?= *(?:$|[-–—,;)]|to\\b|until\\b))))?'
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? *(?:the )?)?'
export const UNTIL = ` *(?:-|–|—|\\bto|\\buntil|\\btill?|\\bthrough|\\bthru|\\band)(?: and including)? *(?:the )? *${WEEKDAY}`
export const START = `(?<![\\d.,/€$£])\\b${WEEKDAY}`
const END = '\\b(?![\\d./]| *(?:€|eur|k\\b|people|persons?|adults?|nights?))'

/** "From the 5th of March till the 9th", "3–8 May", "30 Dec to 2 Jan": the month behind one of them counts for both. */
const dateFirst = new RegExp(
  `${START}${DATE}(?: of)?(?: *${MONTH})?${YEAR}${UNTIL}${DATE}(?: of)?(?: *${MONTH})?${YEAR}${END}`,
)
/** "Jan 11 through 13", "March 30 - April 2" */
const monthFirst = new RegExp(
  `\\b${MONTH} (?:the )?${DATE}${YEAR}${UNTIL}(?:${MONTH} (?:the )?)?${DATE}${YEAR}${END}`,
)

/** "3 May 8 May", "12JAN 19JAN" */
const besideEachOther = new RegExp(
  `${START}${DATE} *${MONTH}${YEAR}(?: *, *| +)${WEEKDAY}${DATE} *${MONTH}${YEAR}${END}`,
)

interface Ends {
  date: string
  month: string
  year: string
}

/** From 1. */
const monthOf = (word: string): number => others[word.slice(0, 3)] ?? months.indexOf(word.slice(0, 3)) + 1

/** The next time it comes, or that of the year that is said; null where there is no such day. */
export function departOf(first: Ends, last: Ends, today: string): string | null {
  const month = monthOf(first.month || last.month)
  const said = first.year || last.year
  const soonest = dayOf(Number(said || today.slice(0, 4)), month, Number(first.date))
  const isOver = soonest !== null && soonest < today && said === ''
  return isOver ? dayOf(Number(today.slice(0, 4)) + 1, month, Number(first.date)) : soonest
}

/** In the same year, or over New Year; what is further away is said the wrong way round, and is told so. */
function returningOf(depart: string, first: Ends, last: Ends): string | null {
  const month = monthOf(last.month || first.month)
  const year = Number(depart.slice(0, 4))
  const same = dayOf(Number(last.year || year), month, Number(last.date))
  if (same === null || same >= depart || last.year !== '') return same
  const next = dayOf(year + 1, month, Number(last.date))
  return next !== null && next <= addDays(depart, LONGEST_NIGHTS) ? next : same
}

export const endsOf = (date = '', month = '', year = ''): Ends => ({
  date,
  month,
  year: year.length === 2 ? `20${year}` : year,
})

interface Form {
  pattern: RegExp
  ends: (groups: readonly string[]) => [first: Ends, last: Ends]
}

const forms: readonly Form[] = [
  {
    pattern: besideEachOther,
    ends: ([date, month, year, ...last]) => [endsOf(date, month, year), endsOf(...last)],
  },
  {
    pattern: dateFirst,
    ends: ([date, month, year, ...last]) => [endsOf(date, month, year), endsOf(...last)],
  },
  {
    pattern: monthFirst,
    ends: ([month, date, year, lastMonth, lastDate, lastYear]) => [
      endsOf(date, month, year),
      endsOf(lastDate, lastMonth, lastYear),
    ],
  },
]

/** Two days of which at least one says its month as a word. */
export function namedDates(said: Said, today: string): NamedDates | null {
  const before = said.left
  for (const { pattern, ends } of forms) {
    const found = take(said, pattern)
    if (!found) continue
    const [first, last] = ends(found.groups)
    const depart = first.month + last.month === '' ? null : departOf(first, last, today)
    const returning = depart === null ? null : returningOf(depart, first, last)
    if (depart !== null && returning !== null)
      return { depart, returning, quote: found.quote, from: found.from, to: found.to }
    said.left = before
  }
  return null
}

/** "The 5th to the 9th of next month" with the name of that month, of the same length. */
export function withMonthNamed(text: string, today: string): string {
  return text.replaceAll(
    /(?<=\b\d{1,2}(?:st|nd|rd|th)? (?:of )?)(next|this) month\b/g,
    (said: string, which: string) => {
      const at = (Number(today.slice(5, 7)) - 1 + (which === 'next' ? 1 : 0)) % 12
      return (whole[at] ?? '').padEnd(said.length)
    },
  )
}
