import { addDays } from '../../../shared/time.ts'
import { take } from './said.ts'
import type { Said } from './said.ts'

/** A time in which a trip lies; `isWhole` where it begins and ends with it. */
export interface Stretch {
  from: string
  to: string
  isWhole: boolean
  quote: string
}

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const monthWords = `${months.join('|')}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec`
const MONTH = `(${monthWords})(?: (\\d{4}))?`
const seasons: Readonly<Record<string, [number, number]>> = {
  spring: [3, 5],
  summer: [6, 8],
  autumn: [9, 11],
  fall: [9, 11],
  winter: [12, 2],
}
const order: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  last: 5,
}

const two = (value: number): string => String(value).padStart(2, '0')
const weekdayOf = (day: string): number => new Date(`${day}T00:00Z`).getUTCDay()
const lastOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
const dayOf = (year: number, month: number, date: number): string => `${year}-${two(month)}-${two(date)}`
const numberOf = (word: string): number => months.findIndex((month) => month.startsWith(word.slice(0, 3))) + 1

/** The year in which that month comes next, if it is not over. */
function yearOf(month: number, { said, today }: { said: string; today: string }): number {
  if (said !== '') return Number(said)
  const [year, now] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  return month < now ? year + 1 : year
}

const thirds: readonly [RegExp, number, number][] = [
  [/(?:early|beginning of|start of)/, 1, 10],
  [/(?:mid|middle of|mid-)/, 11, 20],
  [/(?:late|end of)/, 21, 31],
  [/(?:first half of)/, 1, 15],
  [/(?:second half of)/, 16, 31],
]

/** "Early May", "mid May", "the end of May" */
function thirdIn(said: Said, today: string): Stretch | null {
  for (const [words, first, last] of thirds) {
    const found = take(said, new RegExp(`\\b(?:in |at |around )?(?:the )?${words.source}[ -]*${MONTH}\\b`))
    if (!found) continue
    const [name = '', year = ''] = found.groups
    const month = numberOf(name)
    const of = yearOf(month, { said: year, today })
    return {
      from: dayOf(of, month, first),
      to: dayOf(of, month, Math.min(last, lastOf(of, month))),
      isWhole: false,
      quote: found.quote,
    }
  }
  return null
}

/** "The first week of May": the seven days from the 1st, the 8th and so on; the last one ends with the month. */
function weekIn(said: Said, today: string): Stretch | null {
  const found = take(
    said,
    new RegExp(
      `\\b(?:in |during )?(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) (week|fortnight|two weeks) (?:of|in) ${MONTH}\\b`,
    ),
  )
  if (!found) return null
  const [which = '', unit = '', name = '', year = ''] = found.groups
  const month = numberOf(name)
  const of = yearOf(month, { said: year, today })
  const [nth, length] = [order[which] ?? 1, unit === 'week' ? 7 : 14]
  const first = Math.min(nth === 5 ? 31 : (nth - 1) * length + 1, lastOf(of, month) - length + 1)
  return {
    from: dayOf(of, month, first),
    to: dayOf(of, month, first + length - 1),
    isWhole: true,
    quote: found.quote,
  }
}

const [FRIDAY, SATURDAY] = [5, 6]

/** "The first weekend of March": Friday to Sunday around the first Saturday; the last one is around the last. */
function weekendIn(said: Said, today: string): Stretch | null {
  const found = take(
    said,
    new RegExp(
      `\\b(?:on |over |for )?(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) weekend (?:of|in) ${MONTH}\\b`,
    ),
  )
  if (!found) return null
  const [which = '', name = '', year = ''] = found.groups
  const month = numberOf(name)
  const of = yearOf(month, { said: year, today })
  const first = 1 + ((SATURDAY - weekdayOf(dayOf(of, month, 1)) + 7) % 7)
  const nth = order[which] ?? 1
  const last = first + Math.floor((lastOf(of, month) - first) / 7) * 7
  const saturday = dayOf(of, month, nth === 5 ? last : first + (nth - 1) * 7)
  return {
    from: addDays(saturday, FRIDAY - SATURDAY),
    to: addDays(saturday, 1),
    isWhole: true,
    quote: found.quote,
  }
}

/** "The weekend of 5 December": that which the day is in, else the next one. */
function weekendOfDay(said: Said, today: string): Stretch | null {
  const found = take(
    said,
    new RegExp(
      `\\b(?:on |over |for )?(?:the )?weekend (?:of|around) (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}\\b`,
    ),
  )
  if (!found) return null
  const [date = '', name = '', year = ''] = found.groups
  const month = numberOf(name)
  const of = yearOf(month, { said: year, today })
  const day = dayOf(of, month, Math.min(Number(date), lastOf(of, month)))
  const toSunday = (7 - weekdayOf(day)) % 7
  return {
    from: addDays(day, toSunday - 2),
    to: addDays(day, toSunday),
    isWhole: true,
    quote: found.quote,
  }
}

function monthIn(said: Said, today: string): Stretch | null {
  const found = take(
    said,
    new RegExp(`\\b(?:in|during|sometime in|some time in|around|for) ${MONTH}\\b(?! ?\\d)`),
  )
  if (!found) return null
  const [name = '', year = ''] = found.groups
  const month = numberOf(name)
  const of = yearOf(month, { said: year, today })
  return {
    from: dayOf(of, month, 1),
    to: dayOf(of, month, lastOf(of, month)),
    isWhole: false,
    quote: found.quote,
  }
}

function seasonIn(said: Said, today: string): Stretch | null {
  const found = take(
    said,
    /\b(?:in |during |this |next )?(?:the )?(spring|summer|autumn|fall|winter)(?: (\d{4}))?\b/,
  )
  if (!found) return null
  const [name = '', year = ''] = found.groups
  const [first, last] = seasons[name] ?? [1, 1]
  const of = yearOf(first, { said: year, today })
  const ends = last < first ? of + 1 : of
  return {
    from: dayOf(of, first, 1),
    to: dayOf(ends, last, lastOf(ends, last)),
    isWhole: false,
    quote: found.quote,
  }
}

const toNext = (today: string): number => 7 - ((new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7)

/** "The weekend after next": Friday to Sunday of the week after the next. */
function weekendAfterNext(said: Said, today: string): Stretch | null {
  const found = take(said, /\b(?:on |for )?(?:the )?weekend after next\b/)
  if (!found) return null
  const monday = addDays(today, toNext(today) + 7)
  return { from: addDays(monday, 4), to: addDays(monday, 6), isWhole: true, quote: found.quote }
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** "The second Tuesday in March" */
export function nthDayIn(said: Said, today: string): { day: string; quote: string } | null {
  const found = take(
    said,
    new RegExp(
      `\\b(?:on )?(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) (mon|tue|wed|thu|fri|sat|sun)[a-z]* (?:of|in) ${MONTH}\\b`,
    ),
  )
  if (!found) return null
  const [which = '', weekday = '', name = '', year = ''] = found.groups
  const month = numberOf(name)
  const of = yearOf(month, { said: year, today })
  const first = 1 + ((weekdays.indexOf(weekday) - weekdayOf(dayOf(of, month, 1)) + 7) % 7)
  const last = first + Math.floor((lastOf(of, month) - first) / 7) * 7
  const nth = order[which] ?? 1
  return { day: dayOf(of, month, nth === 5 ? last : first + (nth - 1) * 7), quote: found.quote }
}

/** The Monday of a numbered week (ISO 8601); null where that year has no such week. */
function mondayOf(year: number, week: number): string | null {
  const fourth = dayOf(year, 1, 4)
  const monday = addDays(fourth, -((weekdayOf(fourth) + 6) % 7) + (week - 1) * 7)
  // A week belongs to the year of its Thursday.
  return week >= 1 && addDays(monday, 3).startsWith(String(year)) ? monday : null
}

/** "Week 2", "KW 2": from Monday to Sunday, the next time there is one. */
function numberedWeek(said: Said, today: string): Stretch | null {
  const found = take(
    said,
    /\b(?:in |during )?(?:kw|calendar week|(?<!\b(?:a|one|per|each|this|next|last|first|second|third) )week(?: no\.?| number)?) ?(\d{1,2})\b/,
  )
  if (!found) return null
  const [week, year] = [Number(found.groups[0]), Number(today.slice(0, 4))]
  const mondays = Array.from({ length: YEARS_TO_WEEK_53 }, (_, ahead) => mondayOf(year + ahead, week))
  const monday = mondays.find((day) => day !== null && day > today)
  return monday ? { from: monday, to: addDays(monday, 6), isWhole: true, quote: found.quote } : null
}
const YEARS_TO_WEEK_53 = 8

/** Times that are no days, in the order in which longer ones come first. */
export const stretchIn = (said: Said, today: string): Stretch | null =>
  weekendAfterNext(said, today) ??
  numberedWeek(said, today) ??
  weekIn(said, today) ??
  weekendIn(said, today) ??
  weekendOfDay(said, today) ??
  thirdIn(said, today) ??
  monthIn(said, today) ??
  seasonIn(said, today)
