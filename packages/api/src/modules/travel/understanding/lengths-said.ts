import { COUNT, countOf, take } from './said.ts'
import type { Said } from './said.ts'

export interface LengthSaid {
  nights: number
  quote: string
}

const WEEKEND_NIGHTS = 2
const LONG_WEEKEND_NIGHTS = 3
const lead = '(?:\\bfor |\\bstay(?:ing)? (?:for )?|\\babout |\\bof )?'

const WEEKDAY = '(?:mon|tue|wed|thu|fri|sat|sun)'
const ELSEWHERE = '(?! *(?:more|less|longer|shorter|later|earlier|ahead|from now|of|before|after)\\b)'
/** "A week on Friday", "a fortnight from tomorrow" is a day; "for a week on Friday" is not. */
const AS_DAY = `(?! *(?:(?:on|from) ${WEEKDAY}|(?:from )?(?:today|tomorrow)|from now))`
const span = `(?:(?:the )?${COUNT}[ -]weeks?|(a|one) fortnight)\\b`
const staying = new RegExp(`\\b(?:for|stay(?:ing)?(?: for)?|about|of) ${span}${ELSEWHERE}`)
const alone = new RegExp(`(?<!\\bin )\\b${span}${ELSEWHERE}${AS_DAY}`)

const MONTHS = `(?:the )?${COUNT} (?:whole )?months?\\b`
const stayingMonths = new RegExp(`\\bfor ${MONTHS}${ELSEWHERE}`)
/** "A month from 15 January" lasts that long, as "a week from 3 May" does. */
const monthsFrom = new RegExp(
  `(?<!\\b(?:in|within|next|last) )\\b${MONTHS}(?= *,? *(?:from|starting|beginning|leaving)\\b)${ELSEWHERE}${AS_DAY}`,
)

function weeksIn(said: Said): LengthSaid | null {
  const found = take(said, staying) ?? take(said, alone)
  if (!found) return null
  const [weeks = '', fortnight = ''] = found.groups
  return { nights: fortnight === '' ? countOf(weeks) * 7 : 14, quote: found.quote }
}

/** How long somebody stays: "for 5 nights", "a week", "ten days", which are nine nights. */
function lengthIn(said: Said): LengthSaid | null {
  const nights = take(
    said,
    new RegExp(`${lead}\\b${COUNT}[ -]nights?(?: stay)?\\b(?! *(?:more|less|longer|shorter|later|earlier))`),
  )
  if (nights) return { nights: countOf(nights.groups[0] ?? ''), quote: nights.quote }
  const days = take(
    said,
    new RegExp(
      `(?<!\\bin )${lead}\\b${COUNT}[ -]days?(?: trip)?\\b(?! *(?:more|less|longer|shorter|later|earlier|ahead|from now|before|after))`,
    ),
  )
  if (days) return { nights: Math.max(0, countOf(days.groups[0] ?? '') - 1), quote: days.quote }
  const weeks = weeksIn(said)
  if (weeks) return weeks
  const months = take(said, stayingMonths) ?? take(said, monthsFrom)
  if (months) return { nights: countOf(months.groups[0] ?? '') * 30, quote: months.quote }
  const anyWeek = take(said, /\b(?:any|some) week(?= (?:in|of) )/)
  if (anyWeek) return { nights: 7, quote: anyWeek.quote }
  const long = take(said, /\b(?:for )?(?:a |the )?long weekend\b/)
  if (long) return { nights: LONG_WEEKEND_NIGHTS, quote: long.quote }
  const weekend = take(
    said,
    /\b(?:for )?a weekend\b|\bweekend (?:getaway|break|trip|away)\b|(?<!\b(?:this|next|the|that|coming|last|first|second|third|fourth|1st|2nd|3rd|4th|easter|ascension|whitsun|pentecost|whit|thanksgiving) )\bweekend +(?=(?:in|with|at|to|for)\b)/,
  )
  return weekend && { nights: WEEKEND_NIGHTS, quote: weekend.quote }
}

const sameDay =
  /\b(?:there and )?(?:back|return(?:ing)?|and home) (?:on )?(?:the )?same (?:day|evening)\b|\b(?:and |, *)?back (?:in the evening|at night)\b|\bday[- ]trip\b|\bday return\b|\bfor the day\b/
const overnight = /\b(?:stay(?:ing)? )?overnight\b(?! (?:flight|bus|train|ferry))/

/** A day trip has no night. */
export function nightsIn(said: Said): LengthSaid | null {
  const found = take(said, sameDay)
  if (found) return { nights: 0, quote: found.quote }
  const length = lengthIn(said)
  const night = length ? null : take(said, overnight)
  return night ? { nights: 1, quote: night.quote } : length
}
