import { eachOf } from './date-words.ts'
import type { DateWord } from './date-words.ts'
import { nthAt, yearAt } from './month-days.ts'
import { ordinalAt } from './number-words.ts'
import type { Found } from './number-words.ts'
import { EVENING, MORNING, daily, onMonthDays, onNthWeekday, onWeekdays, rhythm } from './rhythm.ts'
import type { Rhythm } from './rhythm.ts'
import { isWord, meansAt, setOf, wordAt } from './scan.ts'
import type { Scan } from './scan.ts'

const between = setOf(', and & + or /')
const through = setOf('to - – until till through thru')

interface Weekday {
  index: number
  isPlural: boolean
}

const isWeekday = (means: DateWord | null): means is Extract<DateWord, { is: 'weekday' }> =>
  means?.is === 'weekday'

function oneWeekday(scan: Scan, at: number): Found<Weekday> | null {
  const single = meansAt(scan, at, 'weekday')
  const plural = single ? null : eachOf(wordAt(scan, at))
  const means = single ?? (isWeekday(plural) ? plural : null)
  if (!means) return null
  const isDotted = means.isShort && wordAt(scan, at + 1) === '.'
  return { value: { index: means.index, isPlural: !single }, next: isDotted ? at + 2 : at + 1 }
}

/** Where the next of several begins: behind "and", ",", ", and", "and on". */
export function behindJoint(scan: Scan, at: number): number | null {
  if (!isWord(scan, at, between)) return null
  let next = at + 1
  while (next < at + 4 && (isWord(scan, next, between) || isWord(scan, next, setOf('on the every each'))))
    next += 1
  return next
}

interface Weekdays {
  indexes: number[]
  isPlural: boolean
  isRange: boolean
}

const upTo = (from: number, to: number) =>
  Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, on) => (from + on) % 7)

/** "Monday", "Mondays and Thursdays", "Mon, Wed and Fri", "Monday to Friday". */
export function weekdaysAt(scan: Scan, at: number): Found<Weekdays> | null {
  const first = oneWeekday(scan, at)
  if (!first) return null
  const last = isWord(scan, first.next, through) ? oneWeekday(scan, first.next + 1) : null
  if (last) {
    const indexes = upTo(first.value.index, last.value.index)
    return { value: { indexes, isPlural: false, isRange: true }, next: last.next }
  }
  const value = { indexes: [first.value.index], isPlural: first.value.isPlural, isRange: false }
  let { next } = first
  for (;;) {
    const place = behindJoint(scan, next)
    const more = place === null ? null : oneWeekday(scan, place)
    if (!more) return { value, next }
    value.indexes.push(more.value.index)
    value.isPlural ||= more.value.isPlural
    next = more.next
  }
}

const working = setOf('working business work')

/** "Workdays", "weekday", "working day", "business days": Monday to Friday. */
export function workdayAt(scan: Scan, at: number): number | null {
  if (meansAt(scan, at, 'unit')?.unit === 'workday') return at + 1
  const isDay = isWord(scan, at, working) && meansAt(scan, at + 1, 'unit')?.unit === 'day'
  return isDay ? at + 2 : null
}

interface MonthOf {
  isSoft: boolean
}

/** "Of each month", "of the month", "in every month", "each month", "a month". */
export function ofMonth(scan: Scan, at: number): Found<MonthOf> | null {
  const start = /^(?:of|in)$/.test(wordAt(scan, at)) ? at + 1 : at
  if (meansAt(scan, start + 1, 'unit')?.unit !== 'month') return null
  const word = wordAt(scan, start)
  if (/^(?:every|each|any)$/.test(word)) return { value: { isSoft: false }, next: start + 2 }
  return /^(?:the|a)$/.test(word) && start > at ? { value: { isSoft: true }, next: start + 2 } : null
}

const isLast = (scan: Scan, at: number) => /^(?:last|final)$/.test(wordAt(scan, at))

/** "First", "15th", "the 1st and the 15th". */
function nthsAt(scan: Scan, at: number): Found<number[]> | null {
  const first = ordinalAt(scan.tokens, at)
  if (!first) return null
  const value = [first.value]
  let { next } = first
  for (;;) {
    const place = behindJoint(scan, next)
    const more = place === null ? null : ordinalAt(scan.tokens, place)
    if (!more) return { value, next }
    value.push(more.value)
    next = more.next
  }
}

function ofDays(nths: readonly number[], isOfWork: boolean): Rhythm | null {
  if (nths.some((nth) => nth < 1 || nth > 31)) return null
  if (!isOfWork) return onMonthDays(nths.map(String))
  return nths.length === 1 && nths[0] === 1 ? onMonthDays(['1W']) : null
}

interface Counted {
  /** Null: the last one. */
  nths: readonly number[] | null
  next: number
}

/** "First Monday", "last Friday". */
function nthWeekdayAt(scan: Scan, { nths, next }: Counted): Found<Rhythm> | null {
  const weekday = meansAt(scan, next, 'weekday')
  const [nth = 0] = nths ?? []
  if (!weekday || nth > 5) return null
  return { value: onNthWeekday(weekday.index, nths ? String(nth) : 'L'), next: next + 1 }
}

/** "15th", "1st and 15th day", "last day", "last working day". */
function nthDayAt(scan: Scan, { nths, next }: Counted): Found<Rhythm> | null {
  const workday = workdayAt(scan, next)
  const isDay = meansAt(scan, next, 'unit')?.unit === 'day'
  const behind = workday ?? (isDay ? next + 1 : next)
  if (nths) {
    const value = ofDays(nths, workday !== null)
    return value && { value, next: behind }
  }
  if (behind === next) return null
  return { value: onMonthDays([workday === null ? 'L' : 'LW'], { usual: EVENING }), next: behind }
}

/** Days of a month, whichever it is. */
export function daysOfMonthAt(scan: Scan, at: number): Found<Rhythm> | null {
  const start = wordAt(scan, at) === 'the' ? at + 1 : at
  const found = nthsAt(scan, start)
  const counted = isLast(scan, start)
    ? { nths: null, next: start + 1 }
    : found && { nths: found.value, next: found.next }
  return counted && (nthWeekdayAt(scan, counted) ?? nthDayAt(scan, counted))
}

const edgeOf: Readonly<Record<string, 'end' | 'start' | 'middle'>> = {
  end: 'end',
  close: 'end',
  start: 'start',
  beginning: 'start',
  middle: 'middle',
}

const edges: Readonly<Record<string, Readonly<Record<string, Rhythm>>>> = {
  end: {
    day: daily({ usual: EVENING }),
    workday: onWeekdays([0, 1, 2, 3, 4], { usual: EVENING }),
    week: onWeekdays([4], { usual: EVENING }),
    month: onMonthDays(['L'], { usual: EVENING }),
    quarter: rhythm('L 3,6,9,12 *', { usual: EVENING }),
    year: rhythm('31 12 *', { usual: EVENING }),
  },
  start: {
    day: daily(),
    workday: onWeekdays([0, 1, 2, 3, 4]),
    week: onWeekdays([0]),
    month: onMonthDays(['1']),
    quarter: rhythm('1 */3 *'),
    year: rhythm('1 1 *'),
  },
  middle: { month: onMonthDays(['15']), week: onWeekdays([2]) },
}

/** "The end of each month", "the beginning of every week", "the end of the day". */
export function edgeOfEach(scan: Scan, at: number): Found<Rhythm> | null {
  const start = wordAt(scan, at) === 'the' ? at + 1 : at
  const which = edgeOf[wordAt(scan, start)]
  if (which === undefined) return null
  const article = wordAt(scan, start + 1) === 'of' ? start + 2 : start + 1
  const isEach = /^(?:every|each)$/.test(wordAt(scan, article))
  if (!isEach && !/^(?:the|a)$/.test(wordAt(scan, article))) return null
  const unit = meansAt(scan, article + 1, 'unit')?.unit ?? ''
  const found = edges[which]?.[unit]
  return found ? { value: { ...found, isSoft: !isEach }, next: article + 2 } : null
}

/** "1 March", "March 1st", "the 2nd of January": a day of each year. */
export function dayOfYearAt(scan: Scan, at: number): Found<Rhythm> | null {
  const start = wordAt(scan, at) === 'the' ? at + 1 : at
  const ahead = meansAt(scan, start, 'month')
  const nth = nthAt(scan, ahead ? start + 1 : start)
  if (!nth || nth.value < 1 || nth.value > 31) return null
  const place = wordAt(scan, nth.next) === 'of' ? nth.next + 1 : nth.next
  const month = ahead ?? meansAt(scan, place, 'month')
  const next = ahead ? nth.next : place + 1
  if (!month || yearAt(scan, next)) return null
  return { value: rhythm(`${nth.value} ${month.index} *`, { usual: MORNING }), next }
}
