import type { Unit } from './date-words.ts'
import { countAt, ordinalAt } from './number-words.ts'
import type { Found } from './number-words.ts'
import { daily, inPart, onMonthDays, onWeekdays, rhythm } from './rhythm.ts'
import type { Odd, Rhythm } from './rhythm.ts'
import { daysOfMonthAt, ofMonth, weekdaysAt, workdayAt } from './rhythm-days.ts'
import { isWord, meansAt, setOf, wordAt } from './scan.ts'
import type { Scan } from './scan.ts'
import { typingErrors } from './typing-errors.ts'

export type Core = { rhythm: Rhythm } | { odd: Odd }

const core = (value: Rhythm, next: number): Found<Core> => ({ value: { rhythm: value }, next })
const oddly = (why: string, next: number): Found<Core> => ({ value: { odd: { why } }, next })

const odd = {
  weeks: 'every other week: say a weekday of every week, or days of the month',
  days: 'so many days apart: say weekdays, or days of the month',
  hours: 'so many hours apart that they do not go into a day: say 1, 2, 3, 4, 6, 8 or 12',
  minutes: 'so many minutes apart that they do not go into an hour: say 5, 10, 15, 20 or 30',
  months: 'so many months apart that they do not go into a year: say 1, 2, 3, 4 or 6',
  times: 'so and so often without saying when: say at what times, or on which days',
} as const

const WEEK = [0, 1, 2, 3, 4]

/** Each of a unit. */
const single: Readonly<Record<Unit, Rhythm | string>> = {
  minute: daily({ often: '* *' }),
  hour: daily({ often: '0 *' }),
  day: daily(),
  workday: onWeekdays(WEEK),
  weekend: onWeekdays([5]),
  week: onWeekdays([0]),
  fortnight: odd.weeks,
  month: onMonthDays(['1']),
  quarter: rhythm('1 */3 *'),
  year: rhythm('1 1 *'),
}

const steps = (count: number, whole: number) => Number.isInteger(count) && count > 0 && whole % count === 0

/** How many of a unit go into the next larger one, and what is said where they do not. */
const wholes: Partial<Record<Unit, { whole: number; why: string; rhythm: (count: number) => Rhythm }>> = {
  minute: {
    whole: 60,
    why: odd.minutes,
    rhythm: (count) => daily({ often: count === 60 ? '0 *' : `*/${count} *` }),
  },
  hour: {
    whole: 24,
    why: odd.hours,
    rhythm: (count) => daily(count === 24 ? {} : { often: `0 */${count}` }),
  },
  month: {
    whole: 12,
    why: odd.months,
    rhythm: (count) => rhythm(count === 12 ? '1 1 *' : `1 */${count} *`),
  },
}

/** So many of a unit apart; a text says why not. */
function apart(count: number, unit: Unit): Rhythm | string {
  if (count === 1) return single[unit]
  if (count === 0.5 && unit === 'hour') return daily({ often: '*/30 *' })
  if (unit === 'quarter') return apart(count * 3, 'month')
  if (unit === 'day' && count === 7) return single.week
  const within = wholes[unit]
  if (!within) return unit === 'day' || unit === 'workday' ? odd.days : odd.weeks
  return steps(count, within.whole) ? within.rhythm(count) : within.why
}

const told = (value: Rhythm | string, next: number): Found<Core> =>
  typeof value === 'string' ? oddly(value, next) : core(value, next)

/** "Half hour", "half an hour", "quarter of an hour". */
function partOfHour(scan: Scan, at: number): Found<Core> | null {
  const often = { half: '*/30 *', quarter: '*/15 *' }[wordAt(scan, at)]
  if (often === undefined) return null
  let place = at + 1
  while (place < at + 3 && /^(?:an?|of)$/.test(wordAt(scan, place))) place += 1
  return meansAt(scan, place, 'unit')?.unit === 'hour' ? core(daily({ often }), place + 1) : null
}

/** "Other", "second", "2". */
const stepAt = (scan: Scan, at: number): Found<number> | null =>
  wordAt(scan, at) === 'other'
    ? { value: 2, next: at + 1 }
    : (ordinalAt(scan.tokens, at) ?? countAt(scan.tokens, at))

/** "Other day", "second week", "2 hours", "half hour". */
function countedUnit(scan: Scan, at: number): Found<Core> | null {
  const part = partOfHour(scan, at)
  const count = part ? null : stepAt(scan, at)
  if (!count) return part
  const workday = workdayAt(scan, count.next)
  const unit = workday === null ? meansAt(scan, count.next, 'unit')?.unit : 'workday'
  if (unit !== undefined) return told(apart(count.value, unit), workday ?? count.next + 1)
  return count.value === 2 && meansAt(scan, count.next, 'weekday') ? oddly(odd.weeks, count.next + 1) : null
}

/** What stands behind "every". */
function eachAt(scan: Scan, at: number): Found<Core> | null {
  const start = wordAt(scan, at) === 'single' ? at + 1 : at
  const days = weekdaysAt(scan, start)
  if (days) return core(onWeekdays(days.value.indexes), days.next)
  const ofTheMonth = daysOfMonthAt(scan, start)
  const month = ofTheMonth && ofMonth(scan, ofTheMonth.next)
  if (ofTheMonth && month) return core(ofTheMonth.value, month.next)
  const counted = countedUnit(scan, start)
  if (counted) return counted
  if (ofTheMonth) return core(ofTheMonth.value, ofTheMonth.next)
  const workday = workdayAt(scan, start)
  if (workday !== null) return core(onWeekdays(WEEK), workday)
  return plainEach(scan, start)
}

function plainEach(scan: Scan, at: number): Found<Core> | null {
  const part = meansAt(scan, at, 'part')
  if (part) return core(inPart(daily(), part.part), at + 1)
  if (/^night$/.test(wordAt(scan, at))) return core(inPart(daily(), 'night'), at + 1)
  const unit = meansAt(scan, at, 'unit')
  if (!unit) return null
  const isEnd = unit.unit === 'month' && wordAt(scan, at + 1) === 'end'
  return isEnd ? core(onMonthDays(['L'], { usual: '17:00' }), at + 2) : told(single[unit.unit], at + 1)
}

const notEvery = setOf('ever even eve event events else very')

/** "Every", "each", and what fingers make of them. */
export function isEach(word: string): boolean {
  if (word === 'every' || word === 'each') return true
  if (word.length < 4 || word[0] !== 'e' || notEvery.has(word)) return false
  return typingErrors(word, 'every', 2) <= 2
}

const adverbs: Readonly<Record<string, Rhythm | string>> = {
  daily: single.day,
  hourly: single.hour,
  weekly: single.week,
  monthly: single.month,
  quarterly: single.quarter,
  yearly: single.year,
  annually: single.year,
  nightly: inPart(daily(), 'night'),
  fortnightly: odd.weeks,
  biweekly: odd.weeks,
}
/** A "weekly report" is none of a week's own, but what is sent each week. */
const sent = setOf('list lists summary report overview digest mail email e-mail reminder update message')
/** What a request begins with. */
const asked = setOf('mail email send forward list show add create make remind put tell notify give')
const marks = setOf(', : - – at on in by')

function adverbAt(scan: Scan, at: number): Found<Core> | null {
  const word = wordAt(scan, at)
  const found = Object.hasOwn(adverbs, word) ? adverbs[word] : undefined
  if (found === undefined) return null
  const behind = wordAt(scan, at + 1)
  const isAtEdge = behind === '' || /^[.!?]$/.test(behind) || (at === 0 && isWord(scan, at + 1, asked))
  const isDigest = isWord(scan, at + 1, sent) && /^(?:a|the|an|my|our)$/.test(wordAt(scan, at - 1))
  if (isAtEdge || isWord(scan, at + 1, marks)) return told(found, at + 1)
  if (!isDigest) return null
  // "Add a task to write the weekly report" is about one report.
  return told(typeof found === 'string' ? found : { ...found, isSoft: true }, at + 1)
}

/** "Once", "twice", "3 times": whether it is just once. */
function timesAt(scan: Scan, at: number): Found<boolean> | null {
  const word = wordAt(scan, at)
  if (/^(?:once|twice|thrice)$/.test(word)) return { value: word === 'once', next: at + 1 }
  const count = countAt(scan.tokens, at)
  return count && /^times?$/.test(wordAt(scan, count.next)) ? { value: false, next: count.next + 1 } : null
}

/** "Once a week", "twice a day", "three times a month". */
function oftenAt(scan: Scan, at: number): Found<Core> | null {
  const times = timesAt(scan, at)
  if (!times || !/^(?:an?|per|each|every)$/.test(wordAt(scan, times.next))) return null
  const unit = meansAt(scan, times.next + 1, 'unit')?.unit
  if (unit === undefined) return times.value ? eachAt(scan, times.next + 1) : null
  return times.value ? told(single[unit], times.next + 2) : oddly(odd.times, times.next + 2)
}

/** "Mondays", "weekdays", "Friday afternoons", "weekends": a plural means each. */
function pluralAt(scan: Scan, at: number): Found<Core> | null {
  const days = weekdaysAt(scan, at)
  if (days) {
    const behind = wordAt(scan, days.next)
    const isPart = /^(?:mornings|afternoons|evenings|nights)$/.test(behind)
    if (days.value.isPlural || isPart) return core(onWeekdays(days.value.indexes), days.next)
    const isRange = days.value.isRange && days.value.indexes.length > 2
    return isRange ? core(onWeekdays(days.value.indexes, { isSoft: true }), days.next) : null
  }
  const word = wordAt(scan, at)
  if (/^(?:workdays|weekdays)$/.test(word)) return core(onWeekdays(WEEK), at + 1)
  if (/^(?:working|business)$/.test(word) && wordAt(scan, at + 1) === 'days')
    return core(onWeekdays(WEEK), at + 2)
  return word === 'weekends' ? core(onWeekdays([5, 6]), at + 1) : null
}

/** Where something comes again and again, by its first words. */
export function coreAt(scan: Scan, at: number): Found<Core> | null {
  const word = wordAt(scan, at)
  if (isEach(word)) {
    const again = /^(?:and)$/.test(wordAt(scan, at + 1)) && isEach(wordAt(scan, at + 2)) ? at + 3 : at + 1
    return eachAt(scan, again)
  }
  return adverbAt(scan, at) ?? oftenAt(scan, at) ?? pluralAt(scan, at)
}
