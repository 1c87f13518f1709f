import { readMoments } from '../../../reading/moments.ts'
import { addDays } from '../../../shared/time.ts'
import { LONGEST_NIGHTS, MOST_DAYS_AHEAD } from '../slots/schema.ts'
import type { TripQuestion } from '../slots/schema.ts'
import { figureDates, impossibleDay } from './figure-dates.ts'
import { holidayIn } from './holidays.ts'
import type { HolidaySaid } from './holidays.ts'
import { nightsIn } from './lengths-said.ts'
import type { LengthSaid } from './lengths-said.ts'
import { moveIn } from './moves-said.ts'
import type { Moved } from './moves-said.ts'
import { namedDates, withMonthNamed } from './named-dates.ts'
import { blank, quoteOf, take } from './said.ts'
import type { Said } from './said.ts'
import { nthDayIn, stretchIn } from './stretches.ts'
import type { Stretch } from './stretches.ts'
import { wrongWeekdays } from './told-weekdays.ts'
import { weekDays } from './week-days.ts'

export interface DaySaid {
  day: string
  quote: string
  /** Whether the day itself was said; else it is one inside a time that was. */
  isExact: boolean
}

export interface DaysSaid {
  depart: DaySaid | null
  returning: DaySaid | null
  isOneWay: boolean
  /** Where somebody says how long and not when. */
  nights: LengthSaid | null
  /** "A day later" of a trip that is known: by how many days each end moves. */
  moved: Moved | null
  questions: TripQuestion[]
  faults: string[]
}

export interface DaysClock {
  now: Date
  timeZone: string
  today: string
  /** When one leaves, where that is known already: "back on Sunday" is the one after it. */
  leaves: string | null
}

interface Ends {
  depart: DaySaid | null
  returning: DaySaid | null
}

const [FRIDAY, SATURDAY] = [5, 6]
const SHORT_NIGHTS = 3
/** Assumed where somebody says only in which month. */
const USUAL_NIGHTS = 5
/** What is longer is a time to travel in. */
const LONGEST_STAY = 31
const nothing: Ends = { depart: null, returning: null }

const exact = (day: string, quote: string): DaySaid => ({ day, quote, isExact: true })
const weekdayOf = (day: string): number => new Date(`${day}T00:00Z`).getUTCDay()
const latest = (one: string, other: string): string => (one > other ? one : other)

/** From the first Friday of a time, for a few nights, else from the first Saturday. */
function within({ from, to, isWhole, quote }: Stretch, nights: number | null, today: string): Ends {
  const first = latest(from, addDays(today, 1))
  if (isWhole && from > today) {
    const returning = nights === null ? to : addDays(from, nights)
    return { depart: exact(from, quote), returning: exact(returning, quote) }
  }
  const wanted = (nights ?? USUAL_NIGHTS) <= SHORT_NIGHTS ? FRIDAY : SATURDAY
  const depart = addDays(first, (wanted - weekdayOf(first) + 7) % 7)
  const day = depart > to ? first : depart
  const inside = (value: string): DaySaid => ({ day: value, quote, isExact: false })
  return { depart: inside(day), returning: inside(addDays(day, nights ?? USUAL_NIGHTS)) }
}

const backAhead =
  /\b(?:back|return(?:ing)?|home|until|till|coming back|fly(?:ing)? back)(?: on| by)?(?: the)? *$/
const isLong = /\b(?:month|year|quarter)\b/

const weekdays = /\b(?:mon|tue|wed|thu|fri|sat|sun)/i

/**
 * "From 3 May", where nobody says a year, is the next one: nobody travels in the past. "Tuesday" on a Tuesday is the next one, as
 * today is called today.
 */
function ahead(day: string, words: string, today: string): string {
  if (day <= today && weekdays.test(words) && !/\d/.test(words)) return addDays(day, 7)
  return day >= today || /\d{4}/.test(words) ? day : `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
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
  const isDate = /\d/.test(back.words)
  const isIt = (day: string) =>
    isDate ? day.slice(8) === back.day.slice(8) : weekdayOf(day) === weekdayOf(back.day)
  for (let on = isDate ? 0 : 1; on <= LONGEST_NIGHTS; on += 1) {
    const day = addDays(depart, on)
    if (isIt(day)) return { ...back, day }
  }
  return back
}

/** Days and times as anybody says them, in the order they stand in. */
function spokenEnds(said: Said, clock: DaysClock, nights: number | null): Ends {
  const days: Spoken[] = []
  let span: Ends | null = null
  for (const { value, span: place, text } of readMoments(said.left, { ...clock, isMonthFirst: false })) {
    if (value.kind !== 'day' && value.kind !== 'range') continue
    const before = said.left.slice(Math.max(0, place.from - 30), place.from)
    const isBack = backAhead.test(before) || /^(?:until|till)\b/.test(text)
    const quote = quoteOf(said, place.from, place.to)
    blank(said, place.from, place.to)
    if (value.kind === 'day')
      days.push({ ...exact(ahead(value.day, text, clock.today), quote), words: text, isBack })
    else if (isLong.test(text) || value.to > addDays(value.from, LONGEST_STAY))
      return within({ from: value.from, to: value.to, isWhole: false, quote }, nights, clock.today)
    else span ??= rangeEnds(value, { quote, words: text, nights, today: clock.today })
  }
  return span ? backFrom(weekendNear(span, days), days) : eachEnd(days, clock.leaves)
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
  if (from < today && weekdays.test(words) && !/\d|week/.test(words))
    return { depart: exact(addDays(from, 7), quote), returning: exact(addDays(to, 7), quote) }
  const isWeekend = words.includes('weekend')
  const begins = isWeekend ? addDays(from, -1) : from
  const depart = begins < today && to >= today ? today : begins
  const back = isWeekend && nights !== null && depart === begins ? addDays(depart, nights) : to
  return { depart: exact(depart, quote), returning: exact(back, quote) }
}

function ofHoliday(
  { depart, returning, isVague }: HolidaySaid,
  { quote, nights, today }: { quote: string; nights: number | null; today: string },
): Ends {
  if (isVague && returning !== null)
    return within({ from: depart, to: returning, isWhole: false, quote }, nights, today)
  const back = nights === null ? returning : addDays(depart, nights)
  return { depart: exact(depart, quote), returning: back === null ? null : exact(back, quote) }
}

/** "Between 3 and 20 May for 5 nights" is a time to travel in; else both days were said. */
function namedEnds(said: Said, today: string, nights: number | null): Ends | null {
  const isAmong = /\b(?:between|some ?time|any ?time|at some point)\b/.test(said.left)
  const named = namedDates(said, today)
  if (!named) return null
  const { depart, returning, quote } = named
  return isAmong && nights !== null
    ? within({ from: depart, to: returning, isWhole: false, quote }, nights, today)
    : { depart: exact(depart, quote), returning: exact(returning, quote) }
}

function endsIn(
  said: Said,
  clock: DaysClock,
  nights: number | null,
): Ends & { questions: TripQuestion[]; faults: string[] } {
  const { today } = clock
  const figures = figureDates(said, today)
  if (figures) {
    const [depart, returning] = figures.days.map((day) => exact(day, figures.quote))
    return {
      depart: depart ?? null,
      returning: returning ?? null,
      questions: figures.question ? [figures.question] : [],
      faults: figures.fault === null ? [] : [figures.fault],
    }
  }
  const none = { questions: [], faults: [] }
  const named = namedEnds(said, today, nights)
  if (named) return { ...none, ...named }
  const ofWeek = weekDays(said, today)
  if (ofWeek) {
    const returning = ofWeek.returning === null ? null : exact(ofWeek.returning, ofWeek.quote)
    return { ...none, depart: exact(ofWeek.depart, ofWeek.quote), returning }
  }
  const nth = nthDayIn(said, today)
  if (nth) return { ...none, depart: exact(nth.day, nth.quote), returning: null }
  const holiday = holidayIn(said.left, today)
  if (holiday) {
    const quote = quoteOf(said, holiday.from, holiday.to)
    blank(said, holiday.from, holiday.to)
    return { ...none, ...ofHoliday(holiday, { quote, nights, today }) }
  }
  const stretch = stretchIn(said, today)
  if (stretch) return { ...none, ...within(stretch, nights, today) }
  return { ...none, ...spokenEnds(said, clock, nights) }
}

const dayWords = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00Z`))

/** What nobody could travel on, in words. */
export function dayFaults(
  { depart, returning }: { depart: string | null; returning: string | null },
  today: string,
): string[] {
  if (depart === null) return []
  if (depart < today) return [`That day, ${dayWords(depart)}, has passed. Choose a later one.`]
  if (depart > addDays(today, MOST_DAYS_AHEAD))
    return [`Nobody sells so early. Choose a day within ${MOST_DAYS_AHEAD} days.`]
  if (returning !== null && returning < depart)
    return [`The way back, on ${dayWords(returning)}, is before the way out. Choose a later day.`]
  if (returning !== null && returning > addDays(depart, LONGEST_NIGHTS))
    return [`A trip has at most ${LONGEST_NIGHTS} nights.`]
  return []
}

const oneWay = /\bone[- ]way\b|\bsingle ticket\b|\bno return\b|\bnot coming back\b/
/** The day of the way back: as it was said, else by how long somebody stays. */
const backOf = ({ depart, returning }: Ends, nights: LengthSaid | null): DaySaid | null =>
  returning ??
  (depart && nights ? { ...depart, day: addDays(depart.day, nights.nights), quote: nights.quote } : null)

const ONE_WAY_AND_BACK = 'One way, or with a way back? You say both; write which one.'

/** When somebody travels. */
export function daysIn(said: Said, clock: DaysClock): DaysSaid {
  const never = impossibleDay(said)
  if (never !== null)
    return {
      ...nothing,
      isOneWay: false,
      nights: null,
      moved: null,
      questions: [],
      faults: [`There is no ${never}. Choose another day.`],
    }
  said.left = withMonthNamed(said.left, clock.today)
  const whole = said.left
  const isOneWay = take(said, oneWay) !== null
  const moved = moveIn(said)
  const nights = nightsIn(said)
  const ends = endsIn(said, clock, nights?.nights ?? null)
  const back = isOneWay ? null : backOf(ends, nights)
  const isBoth = isOneWay && ends.returning !== null
  return {
    depart: ends.depart,
    returning: back,
    isOneWay,
    nights,
    moved,
    questions: ends.questions,
    faults: [
      ...ends.faults,
      ...(isBoth ? [ONE_WAY_AND_BACK] : []),
      ...wrongWeekdays(whole, [ends.depart?.day, ends.returning?.day]),
    ],
  }
}
