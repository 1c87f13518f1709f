import { addDays } from '../../../shared/time.ts'
import type { TripQuestion } from '../slots/schema.ts'
import { take } from './said.ts'
import type { Said } from './said.ts'

const words = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00Z`),
  )

/** Null where there is no such day; months count from 1. */
export function dayOf(year: number, month: number, date: number): string | null {
  const found = new Date(Date.UTC(year, month - 1, date))
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === date
    ? found.toISOString().slice(0, 10)
    : null
}

/** The next time it comes, or that of the year that is said. */
function next(
  today: string,
  { month, date, year }: { month: number; date: number; year: string },
): string | null {
  if (year !== '') return dayOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, date)
  const first = dayOf(Number(today.slice(0, 4)), month, date)
  return first !== null && first >= today ? first : dayOf(Number(today.slice(0, 4)) + 1, month, date)
}

export interface FigureDates {
  days: string[]
  quote: string
  question: TripQuestion | null
  fault: string | null
}

const one = '(\\d{1,2})([./])(\\d{1,2})(?:\\2(\\d{4}|\\d{2})?)?'
const until = ' *(?:-|–|—|to|until|till|through) *'
const between = `(?:${until}|,? +(?:and )?(?:com(?:e|ing) |fly(?:ing)? )?(?:back|return(?:ing)?)(?: on)? +)`
const pattern = new RegExp(
  `(?<![\\d./€$£])${one}(?:${between}(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}|\\d{2})?)?)?(?![\\d/]| *(?:€|eur|k\\b))`,
)

interface Pair {
  depart: string
  returning: string | null
}

const LONGEST = 60

const ofOneMonth = new RegExp(
  `(?<![\\d./€$£])(\\d{1,2})\\.?${until}(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}|\\d{2})?)?(?![\\d/]| *(?:€|eur|k\\b))`,
)

/** "3.–8.5.", "3 to 8/5": two days of one month, which stands behind the second. */
function datesOfOneMonth(said: Said, today: string): FigureDates | null {
  const before = said.left
  const found = take(said, ofOneMonth)
  if (!found) return null
  const [first = '', last = '', month = '', year = ''] = found.groups
  const depart = next(today, { month: Number(month), date: Number(first), year })
  const returning = depart && next(depart, { month: Number(month), date: Number(last), year })
  if (depart && returning && returning <= addDays(depart, LONGEST))
    return { days: [depart, returning], quote: found.quote, question: null, fault: null }
  said.left = before
  return null
}

/** Days in figures: with points the day stands first; with strokes it may be either, and one has to ask where both can be meant. */
function wholeDates(said: Said, today: string): FigureDates | null {
  const found = take(said, pattern)
  if (!found) return null
  const [first = '', mark, second = '', year = '', third = '', fourth = '', lastYear = ''] = found.groups
  const read = (isMonthFirst: boolean): Pair | null => {
    const [date, month] = isMonthFirst ? [second, first] : [first, second]
    const depart = next(today, { month: Number(month), date: Number(date), year: year || lastYear })
    if (depart === null) return null
    if (third === '') return { depart, returning: null }
    const [backDate, backMonth] = isMonthFirst ? [fourth, third] : [third, fourth]
    const returning = next(depart, { month: Number(backMonth), date: Number(backDate), year: lastYear })
    return returning === null || returning > addDays(depart, LONGEST) ? null : { depart, returning }
  }
  const readings = (mark === '.' ? [false] : [false, true]).flatMap(
    (isMonthFirst) => read(isMonthFirst) ?? [],
  )
  const [only, other] = readings.filter(
    ({ depart }, at) => readings.findIndex((some) => some.depart === depart) === at,
  )
  const { quote } = found
  if (!only)
    return {
      days: [],
      quote,
      question: null,
      fault: `There is no day “${quote}”. Say it with the month as a word.`,
    }
  if (!other)
    return {
      days: [only.depart, ...(only.returning === null ? [] : [only.returning])],
      quote,
      question: null,
      fault: null,
    }
  return {
    days: [],
    quote,
    fault: null,
    question: {
      slot: 'depart',
      text: `Which day is “${quote}”?`,
      choices: [only, other].map(({ depart }) => ({ label: words(depart), value: depart })),
    },
  }
}

export const figureDates = (said: Said, today: string): FigureDates | null =>
  datesOfOneMonth(said, today) ?? wholeDates(said, today)

const months =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec'
const short = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const named = new RegExp(
  `\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${months})\\b(?:,? (\\d{4})\\b)?|\\b(${months}) (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4})\\b)?`,
  'g',
)

/** So that 29 February is a day where nobody says the year. */
const LEAP_YEAR = 2028

/** "31 April", "29 February 2027": a day that no year has, or not that one. */
export function impossibleDay({ left, text }: Said): string | null {
  for (const found of left.matchAll(named)) {
    const [words, date, month = '', year, otherMonth = '', otherDate, otherYear] = found
    const at = short.indexOf((month || otherMonth).slice(0, 3)) + 1
    const of = Number(year ?? otherYear ?? LEAP_YEAR)
    if (dayOf(of, at, Number(date ?? otherDate)) === null)
      return text.slice(found.index, found.index + words.length)
  }
  return null
}
