import { addDays } from '../../../shared/time.ts'
import { LONGEST_NIGHTS, MOST_DAYS_AHEAD } from '../slots/schema.ts'
import type { TripQuestion } from '../slots/schema.ts'
import { dateToWeekday } from './date-to-weekday.ts'
import { withFeastsDated } from './feast-days.ts'
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
import { datesBeside, spokenEnds } from './spoken-days.ts'
import { nthDayIn, stretchIn } from './stretches.ts'
import { wrongWeekdays } from './told-weekdays.ts'
import { exact, within } from './trip-ends.ts'
import type { DaysClock, DaySaid, Ends } from './trip-ends.ts'
import { weekDays } from './week-days.ts'

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

const nothing: Ends = { depart: null, returning: null }

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
function namedEnds(said: Said, today: string, nights: number | null): (Ends & { faults: string[] }) | null {
  const isAmong = /\b(?:between|some ?time|any ?time|at some point)\b/.test(said.left)
  const named = namedDates(said, today) ?? dateToWeekday(said, today)
  if (!named) return null
  const { depart, returning, quote } = named
  const other = isAmong ? null : namedDates(said, today)
  const isEither = other !== null && /^[ ,]*\bor\b[ a-z]*$/.test(said.left.slice(named.to, other.from))
  const faults = isEither ? [`One time at a time: ${quote} or ${other.quote}? Write one of them.`] : []
  return isAmong && nights !== null
    ? { ...within({ from: depart, to: returning, isWhole: false, quote }, nights, today), faults }
    : { depart: exact(depart, quote), returning: exact(returning, quote), faults }
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
    return { ...none, ...datesBeside(said, clock, ofHoliday(holiday, { quote, nights, today })) }
  }
  const stretch = stretchIn(said, today)
  if (stretch) return { ...none, ...datesBeside(said, clock, within(stretch, nights, today)) }
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

/** "Back a week later" */
const laterBack = (move: Moved | null): LengthSaid | null =>
  move &&
  move.depart === 0 &&
  move.returning > 0 &&
  /^(?:(?:come|coming|fly|flying) )?(?:back|home|return)/i.test(move.quote)
    ? { nights: move.returning, quote: move.quote }
    : null

/** Of a day that is said here, "back a week later" tells how long somebody stays; of a trip that is known it moves the way back. */
function staysIn(said: Said, clock: DaysClock) {
  const move = moveIn(said)
  const stay = laterBack(move)
  const told = nightsIn(said)
  const ends = endsIn(said, clock, (told ?? stay)?.nights ?? null)
  const isStay = stay !== null && ends.depart !== null
  return { ends, nights: told ?? (isStay ? stay : null), moved: isStay ? null : move }
}

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
  said.left = withFeastsDated(withMonthNamed(said.left, clock.today), clock.today)
  const whole = said.left
  const isOneWay = take(said, oneWay) !== null
  const { ends, nights, moved } = staysIn(said, clock)
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
