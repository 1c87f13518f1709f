import { readMoments } from '../../../reading/moments.ts'
import { addDays } from '../../../shared/time.ts'
import { LONGEST_NIGHTS } from '../slots/schema.ts'
import { blank, COUNT, countOf, quoteOf } from './said.ts'
import type { Said } from './said.ts'
import { exact, weekdayOf, within } from './trip-ends.ts'
import type { DaysClock, DaySaid, Ends } from './trip-ends.ts'

/** What is longer is a time to travel in. */
const LONGEST_STAY = 31
/** So many days before a time begins somebody may leave for it. */
const BEFORE = 10

const backAhead =
  /\b(?:back|return(?:ing)?|home|until|till|coming back|fly(?:ing)? back)(?:,? (?:by|before|around|at|for) (?:the )?(?:breakfast|morning|lunch(?:time)?|noon|midday|afternoon|dinner|evening|night))?(?: on| by| of)?(?: the)? *$/
const isLong = /\b(?:month|year|quarter)\b/

const clockTime = /\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|h|uhr|o'clock)\b|\b\d{1,2}:\d\d\b/gi
/** "Sunday 9pm" has none. */
const hasDate = (words: string): boolean => /\d/.test(words.replaceAll(clockTime, ''))
const weekdays = /\b(?:mon|tue|wed|thu|fri|sat|sun)/i

/**
 * "From 3 May", where nobody says a year, is the next one: nobody travels in the past. "Tuesday" on a Tuesday is the next one, as
 * today is called today.
 */
function ahead(day: string, words: string, today: string): string {
  if (day <= today && weekdays.test(words) && !hasDate(words)) return ahead(addDays(day, 7), words, today)
  return day >= today || /\d{4}/.test(words) ? day : `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
}

const weeksAhead = new RegExp(`\\b(?:(a|one) fortnight|${COUNT} weeks?) $`)

/** "A fortnight tomorrow", "a week today": so much later than that day. */
function later(before: string, words: string): number {
  const [, fortnight, weeks] = (/^(?:today|tomorrow)$/.test(words) && weeksAhead.exec(before)) || []
  if (fortnight !== undefined) return 14
  return weeks === undefined ? 0 : countOf(weeks) * 7
}

interface Spoken extends DaySaid {
  /** As the rules read it: a quote may be German. */
  words: string
  isBack: boolean
}

const month = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}-|\d[./]\d/i

/** "Back on the 15th", "back on Monday": the next one after the way out, where nobody says the month. */
function afterwards(back: Spoken, depart: string): Spoken {
  if (back.day >= depart || month.test(back.words)) return back
  const isDate = hasDate(back.words)
  const isIt = (day: string) =>
    isDate ? day.slice(8) === back.day.slice(8) : weekdayOf(day) === weekdayOf(back.day)
  for (let on = isDate ? 0 : 1; on <= LONGEST_NIGHTS; on += 1) {
    const day = addDays(depart, on)
    if (isIt(day)) return { ...back, day }
  }
  return back
}

/** Days and times as anybody says them, in the order they stand in. */
export function spokenEnds(said: Said, clock: DaysClock, nights: number | null): Ends {
  const days: Spoken[] = []
  let span: Ends | null = null
  for (const { value, span: place, text } of readMoments(said.left, { ...clock, isMonthFirst: false })) {
    if (value.kind !== 'day' && value.kind !== 'range') continue
    const before = said.left.slice(Math.max(0, place.from - 30), place.from)
    const isBack = backAhead.test(before) || /^(?:until|till)\b/.test(text)
    const quote = quoteOf(said, place.from, place.to)
    blank(said, place.from, place.to)
    if (value.kind === 'day') {
      const day = addDays(ahead(value.day, text, clock.today), later(before, text))
      days.push({ ...exact(day, quote), words: text, isBack })
    } else if (isLong.test(text) || value.to > addDays(value.from, LONGEST_STAY))
      return within({ from: value.from, to: value.to, isWhole: false, quote }, nights, clock.today)
    else span ??= rangeEnds(value, { quote, words: text, nights, today: clock.today })
  }
  return span ? backFrom(weekendNear(span, days), days) : eachEnd(days, clock.leaves)
}

const MOST_BESIDE = 45
/** What stood between was read and is blank. */
const untilAhead = /^(?:from +)?(?:to|until|till|through)\b/
const noon = (day: string): Date => new Date(`${day}T12:00Z`)

/** Dates that are said in figures, as they are meant near a time that begins that day. */
function datesNear(said: Said, clock: DaysClock, begins: string): Spoken[] {
  const near = addDays(begins, -BEFORE)
  const now = near > clock.today ? noon(near) : clock.now
  const last = addDays(begins, MOST_BESIDE)
  const days: Spoken[] = []
  for (const { value, span, text } of readMoments(said.left, { ...clock, now, isMonthFirst: false })) {
    if (value.kind !== 'day' || !hasDate(text)) continue
    // "To 29 March" is also what was, for reports.
    const day = ahead(value.day, text, clock.today)
    if (day > last) continue
    const isBack =
      backAhead.test(said.left.slice(Math.max(0, span.from - 30), span.from)) || untilAhead.test(text)
    days.push({ ...exact(day, quoteOf(said, span.from, span.to)), words: text, isBack })
    blank(said, span.from, span.to)
  }
  return days
}

/** "At Christmas, leaving the 20th, back Jan 6th": what is said beside a time counts before it. */
export function datesBeside(said: Said, clock: DaysClock, around: Ends): Ends {
  if (!around.depart) return around
  const told = eachEnd(datesNear(said, clock, around.depart.day), around.depart.day)
  if (!told.depart) return { depart: around.depart, returning: told.returning ?? around.returning }
  const usual = around.depart.isExact ? around.returning : null
  const isAfter = usual !== null && usual.day > told.depart.day
  return { depart: told.depart, returning: told.returning ?? (isAfter ? usual : null) }
}

/** "In six weeks for the weekend": that of the day that is said, and not the next one. */
function weekendNear(span: Ends, days: readonly Spoken[]): Ends {
  const { depart, returning } = span
  const day = days.find(({ isBack }) => !isBack)
  if (!depart?.quote.includes('weekend') || !returning || !day || day.day <= returning.day) return span
  const toSunday = (7 - weekdayOf(day.day)) % 7
  const near = (ahead: number): DaySaid => ({ ...day, day: addDays(day.day, ahead), isExact: false })
  return { depart: near(toSunday - 2), returning: near(toSunday) }
}

function eachEnd(days: readonly Spoken[], leaves: string | null): Ends {
  const back = days.find(({ isBack }) => isBack) ?? days[1] ?? null
  const depart = days.find((one) => one !== back) ?? null
  const from = depart?.day ?? leaves
  return { depart, returning: back && from !== null ? afterwards(back, from) : back }
}

/** "This weekend, back on Monday": where the day of the way back is said beside a time, it counts. */
function backFrom(span: Ends, days: readonly Spoken[]): Ends {
  const back = days.find(({ isBack }) => isBack)
  return back && span.depart ? { ...span, returning: afterwards(back, span.depart.day) } : span
}

/** A weekend begins on its Friday, a week that has begun begins today, and "Monday to Wednesday" on a Tuesday is that of next week. */
function rangeEnds(
  { from, to }: { from: string; to: string },
  { quote, words, nights, today }: { quote: string; words: string; nights: number | null; today: string },
): Ends {
  if (from <= today && weekdays.test(words) && !/\d|week|today|this/.test(words))
    return { depart: exact(addDays(from, 7), quote), returning: exact(addDays(to, 7), quote) }
  const isWeekend = words.includes('weekend')
  const begins = isWeekend ? addDays(from, -1) : from
  const depart = begins < today && to >= today ? today : begins
  const back = isWeekend && nights !== null && depart === begins ? addDays(depart, nights) : to
  return { depart: exact(depart, quote), returning: exact(back, quote) }
}
