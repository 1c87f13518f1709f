import { wallAt } from './calendar.ts'
import { dateTokensOf } from './date-words.ts'
import type { DayPart } from './date-words.ts'
import type { Clock } from './moments.ts'
import { cronsOf, inPart, isEveryDay, onWeekdays } from './rhythm.ts'
import type { Rhythm } from './rhythm.ts'
import { behindJoint, dayOfYearAt, daysOfMonthAt, edgeOfEach, ofMonth, weekdaysAt } from './rhythm-days.ts'
import { coreAt } from './rhythm-words.ts'
import type { Core } from './rhythm-words.ts'
import type { Found } from './number-words.ts'
import { isWord, meansAt, setOf, wordAt } from './scan.ts'
import type { Scan } from './scan.ts'
import { readingOf } from './text.ts'
import type { Reading } from './text.ts'
import { oneTimeAt, timeAt } from './times.ts'

/** What comes again and again: as schedules, or why it can be none. */
export type Recurring =
  | { kind: 'schedule'; crons: readonly string[]; isSoft: boolean; hasTime: boolean; rhythm: Rhythm }
  | { kind: 'odd'; why: string }

const leads = setOf('on at in by towards from')

/** "On the 15th of each month", "at the end of every week". */
function monthCore(scan: Scan, at: number): Found<Core> | null {
  const edge = edgeOfEach(scan, at)
  if (edge) return { value: { rhythm: edge.value }, next: edge.next }
  const days = daysOfMonthAt(scan, at)
  const month = days && ofMonth(scan, days.next)
  if (!days || !month) return null
  return { value: { rhythm: { ...days.value, isSoft: month.value.isSoft } }, next: month.next }
}

const midnight = (scan: Scan, next: number, time: string) =>
  wordAt(scan, next - 1) === 'midnight' ? '00:00' : time

/** "At 8 mail me …": behind "at" and "8 and 17" a number is an hour, whatever comes next. */
function hourAt(scan: Scan, at: number, part: DayPart | null): Found<string> | null {
  const whole = timeAt(scan, { at, isBesideDay: true, part })
  if (whole) return whole
  const end = isWord(scan, at, setOf('at @')) ? at + 2 : at + 1
  const isMore = scan.tokens[end]?.kind === 'word' && scan.tokens[end]?.isGlued === false
  if (!isMore || scan.tokens[end]?.means?.is === 'unit') return null
  const cut = { ...scan, tokens: scan.tokens.slice(0, end), known: new Map() }
  return timeAt(cut, { at, isBesideDay: true, part })
}

/** "At 8", "8 and 17", "at nine, and at half past two". */
function timesAt(scan: Scan, at: number, part: DayPart | null): Found<string[]> | null {
  const first = isWord(scan, at, setOf('at @'))
    ? hourAt(scan, at, part)
    : timeAt(scan, { at, isBesideDay: true, part })
  if (!first) return null
  const value = [midnight(scan, first.next, first.value)]
  let { next } = first
  for (;;) {
    const place = behindJoint(scan, next)
    const more = place === null ? null : hourAt(scan, place, part)
    if (!more) return { value, next }
    value.push(midnight(scan, more.next, more.value))
    next = more.next
  }
}

/** "Morning", "in the mornings", "at night". */
function partAt(scan: Scan, at: number): Found<DayPart | 'night'> | null {
  const start = isWord(scan, at, setOf('in at')) ? at + 1 : at
  const place = wordAt(scan, start) === 'the' ? start + 1 : start
  const word = wordAt(scan, place).replace(/s$/, '')
  if (word === 'night') return { value: 'night', next: place + 1 }
  if (word === 'morning' || word === 'afternoon' || word === 'evening')
    return { value: word, next: place + 1 }
  const means = meansAt(scan, place, 'part')
  return means && { value: means.part, next: place + 1 }
}

const isMonthly = ({ days }: Rhythm) => /^1 (?:\*|\*\/\d+) \*$/.test(days)
const isYearly = ({ days }: Rhythm) => days === '1 1 *'
const isWeekly = ({ days }: Rhythm) => days === '* * 1'

/** "Every month on the 5th", "every quarter on the last Friday". */
function monthDaysBehind(scan: Scan, at: number, { days: known }: Rhythm): Found<string> | null {
  const days = daysOfMonthAt(scan, at)
  if (!days) return null
  const months = known.split(' ')[1] ?? '*'
  const [day = '*', , weekday = '*'] = days.value.days.split(' ')
  return { value: `${day} ${months} ${weekday}`, next: ofMonth(scan, days.next)?.next ?? days.next }
}

const cronDays = (indexes: readonly number[]) => onWeekdays(indexes).days

/** "Weekly on Thursday", "every hour on weekdays", "every day, Monday to Friday". */
function weekdaysBehind(scan: Scan, at: number, { often }: Rhythm): Found<string> | null {
  const weekdays = weekdaysAt(scan, at)
  if (weekdays) return { value: cronDays(weekdays.value.indexes), next: weekdays.next }
  const plural = often === null ? null : coreAt(scan, at)
  if (!plural || !('rhythm' in plural.value) || plural.value.rhythm.often !== null) return null
  return { value: plural.value.rhythm.days, next: plural.next }
}

/** The days of what comes each year, month or week, or at intervals on some days only. */
function daysBehind(scan: Scan, at: number, known: Rhythm): Found<string> | null {
  if (!isWord(scan, at, setOf('on , in'))) return null
  if (isYearly(known)) {
    const day = dayOfYearAt(scan, at + 1)
    if (day) return { value: day.value.days, next: day.next }
  }
  if (isMonthly(known)) return monthDaysBehind(scan, at + 1, known)
  return isWeekly(known) || isEveryDay(known) ? weekdaysBehind(scan, at + 1, known) : null
}

/** "Between 9 and 17", "from 9 to 5": the hours of what comes every hour. */
function hoursBehind(scan: Scan, at: number, known: Rhythm): Found<string> | null {
  if (known.often === null || !isWord(scan, at, setOf('between from'))) return null
  const from = oneTimeAt(scan, { at: at + 1, isBesideDay: true, part: null })
  const to = from && hourAt(scan, from.next + 1, null)
  if (!from || !to || from.value >= to.value) return null
  const [minute = '0', hour = '*'] = known.often.split(' ')
  const step = /^\*(\/\d+)?$/.exec(hour)?.[1] ?? ''
  return {
    value: `${minute} ${Number(from.value.slice(0, 2))}-${Number(to.value.slice(0, 2))}${step}`,
    next: to.next,
  }
}

type Step = (scan: Scan, at: number, known: Rhythm) => Found<Rhythm> | null

const isTimeless = ({ often, times }: Rhythm) => often === null && times.length === 0

/** What may stand behind it and belongs to it. */
const steps: readonly Step[] = [
  (scan, at, known) => {
    const part = isTimeless(known) ? partAt(scan, at) : null
    return part && { value: inPart(known, part.value), next: part.next }
  },
  (scan, at, known) => {
    const times = isTimeless(known) ? timesAt(scan, at, known.part) : null
    return times && { value: { ...known, times: times.value }, next: times.next }
  },
  (scan, at, known) => {
    const days = daysBehind(scan, at, known)
    return days && { value: { ...known, days: days.value }, next: days.next }
  },
  (scan, at, known) => {
    const hours = hoursBehind(scan, at, known)
    return hours && { value: { ...known, often: hours.value }, next: hours.next }
  },
]

/** With all that stands behind it, as far as it goes. */
function extended(scan: Scan, { value, next }: Found<Rhythm>): Found<Rhythm> {
  for (const step of steps) {
    const more = step(scan, next, value)
    if (more) return extended(scan, more)
  }
  return { value, next }
}

/** With the time that stands before it: "at 8 on Mondays", "9am every day". */
function timeBefore(scan: Scan, at: number): Found<string[]> | null {
  const times = timesAt(scan, at, null)
  if (!times) return null
  const next = isWord(scan, times.next, setOf('on ,')) ? times.next + 1 : times.next
  return { value: times.value, next }
}

function placedAt(scan: Scan, at: number): Found<Recurring> | null {
  const time =
    isWord(scan, at, setOf('at @')) || scan.tokens[at]?.kind === 'digits' ? timeBefore(scan, at) : null
  const start = time?.next ?? at
  const lead = isWord(scan, start, leads) ? start + 1 : start
  const found = coreAt(scan, lead) ?? monthCore(scan, lead)
  if (!found) return null
  if ('odd' in found.value) return { value: { kind: 'odd', why: found.value.odd.why }, next: found.next }
  const base = { ...found.value.rhythm, ...(time && { times: time.value }) }
  const { value: rhythm, next } = extended(scan, { value: base, next: found.next })
  const hasTime = rhythm.often !== null || rhythm.times.length > 0
  return { value: { kind: 'schedule', crons: cronsOf(rhythm), isSoft: rhythm.isSoft, hasTime, rhythm }, next }
}

const TOKENS_AT_MOST = 300

/** All that a text says of what comes again and again: "every Monday at 8", "on the 15th of each month", "hourly". */
export function readRecurring(said: string, { now, timeZone, isMonthFirst }: Clock): Reading<Recurring>[] {
  const tokens = dateTokensOf(said).slice(0, TOKENS_AT_MOST)
  const place = {
    now: wallAt(now, timeZone),
    isMonthFirst,
    hasLead: false,
    isBack: false,
    nouns: new Set<string>(),
  }
  const scan: Scan = { tokens, ...place, known: new Map() }
  const found: Reading<Recurring>[] = []
  for (let at = 0; at < tokens.length;) {
    const one = placedAt(scan, at)
    const from = tokens[at]?.from
    const to = tokens[(one?.next ?? 0) - 1]?.to
    if (one && from !== undefined && to !== undefined) found.push(readingOf(said, one.value, { from, to }))
    at = one?.next ?? at + 1
  }
  return found
}
