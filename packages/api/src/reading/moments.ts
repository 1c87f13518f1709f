import { addDays, monday, wallAt } from './calendar.ts'
import { dateTokensOf } from './date-words.ts'
import type { DayPart } from './date-words.ts'
import { dayAt } from './days.ts'
import { couldBeHoliday } from './holidays.ts'
import { leadAt } from './leads.ts'
import type { Relation } from './leads.ts'
import { isNumberWord } from './number-words.ts'
import type { Found } from './number-words.ts'
import { partRangeAt } from './parts.ts'
import { pairAt } from './mixed-ranges.ts'
import { rangeAt } from './ranges.ts'
import { digitsAt, isBreak, isGlued, meansAt, setOf, wordAt } from './scan.ts'
import type { Day, Scan } from './scan.ts'
import { weekdaysOfWeek } from './week-said.ts'
import type { Moment } from './moment.ts'
import { bareShiftAt, noDateAt, shiftAt } from './shifts.ts'
import { readingOf } from './text.ts'
import type { Reading } from './text.ts'
import { leadsToHours, timeAt } from './times.ts'

export type { Relation } from './leads.ts'
export type { Moment } from './moment.ts'
export type { Shift } from './shifts.ts'

export interface Clock {
  now: Date
  /** Where the person is: "tomorrow at 9" is meant there. */
  timeZone: string
  /** Whether 3/4 is March 4 here, and not 3 April. */
  isMonthFirst: boolean
  /** Whether days are looked for behind now: "October" in a log is the one that was. */
  isBack?: boolean
  /** What things are called that go by numbers: "invoice 5 tomorrow" names no hour. */
  nouns?: readonly string[]
}

type Dated = Exclude<Moment, { kind: 'shift' | 'none' }>
type Told = { isPlain: boolean } & (
  | { kind: 'day'; day: string; time: string | null; isBy?: boolean }
  | { kind: 'time'; day: string; time: string }
  | { kind: 'range'; from: string; to: string }
)

const joints = /^(?:,|-|at|on|@)$/

/** "… morning", "… night": the part of the day that is spoken of. */
function partAt(scan: Scan, at: number): DayPart | null {
  return wordAt(scan, at) === 'night' ? 'evening' : (meansAt(scan, at, 'part')?.part ?? null)
}

/** A day with the time that stands behind it. */
function withTime(scan: Scan, { value, next }: Found<Day>): Found<Told> {
  const part = partAt(scan, next)
  const behind = part === null ? next : next + 1
  const start = wordAt(scan, behind) === 't' ? behind + 1 : behind
  const place = { at: start, isBesideDay: true, part: part ?? value.part ?? null }
  const time = value.time === undefined ? timeAt(scan, place) : { value: value.time, next: behind }
  const isPlain = value.isPlain || time !== null
  return {
    value: { kind: 'day', day: value.day, time: time?.value ?? null, isPlain, isBy: value.isBy ?? false },
    next: time?.next ?? behind,
  }
}

/** A time with the day that stands behind it; alone, it is today's if it is still to come. */
function timeFirst(scan: Scan, at: number): Found<Told> | null {
  const start = leadsToHours(scan, at) ? at + 1 : at
  const time = timeAt(scan, { at: start, isBesideDay: false, part: null }) ?? timeBeforeDay(scan, start)
  if (!time) return null
  const place = joints.test(wordAt(scan, time.next)) ? time.next + 1 : time.next
  const day = dayAt({ ...scan, hasLead: true }, place)
  if (!day || day.value.time !== undefined) {
    const isToday = time.value > scan.now.time
    const value = { kind: 'time' as const, day: addDays(scan.now.day, isToday ? 0 : 1), time: time.value }
    return { value: { ...value, isPlain: true }, next: time.next }
  }
  return timeOnDay(scan, start, { time: time.value, day })
}

/** "At 7 on Monday evening": the hour is one of the part of the day that is said with it. */
function timeOnDay(scan: Scan, at: number, { time, day }: { time: string; day: Found<Day> }): Found<Told> {
  const behind = partAt(scan, day.next)
  const isEvening = day.value.part === 'evening' && time < '12:00'
  const part = behind ?? (isEvening ? 'evening' : null)
  const told = part && timeAt(scan, { at, isBesideDay: true, part })?.value
  return {
    value: { kind: 'day', day: day.value.day, time: told ?? time, isPlain: true },
    next: behind === null ? day.next : day.next + 1,
  }
}

/** What such a word is followed by is its number: "number 12, Friday", "nr. 5 tomorrow". */
const numbering = /^(?:number|no|nr|room|flat|unit|apartment|apt|house|table|page|version|step|#)$/

/** "Table 4 tonight": the number names something, unless "at" stands before it or it is written as a time. */
const isNumber = (scan: Scan, at: number): boolean => {
  const before = wordAt(scan, wordAt(scan, at - 1) === '.' ? at - 2 : at - 1)
  return numbering.test(before) || scan.nouns.has(before)
}

/** "64.20 yesterday": the end of a figure. */
const isCents = (scan: Scan, at: number): boolean =>
  isGlued(scan, at) && /^[.,]$/.test(wordAt(scan, at - 1)) && digitsAt(scan, at - 2, 99) !== null

/** "By 5 on Friday", "8 tonight": a number alone, where a day follows. */
function timeBeforeDay(scan: Scan, at: number): Found<string> | null {
  const time = timeAt(scan, { at, isBesideDay: true, part: null })
  if (!time || scan.tokens[at]?.kind === 'word' || isNumber(scan, at) || isCents(scan, at)) return null
  const isJoined = joints.test(wordAt(scan, time.next))
  const day = dayAt({ ...scan, hasLead: true }, isJoined ? time.next + 1 : time.next)
  return day && (isJoined || day.value.isPlain) ? time : null
}

const openers = setOf(
  'the this next last past previous following coming upcoming current early late in within from between at @ around about approximately approx roughly circa ca a an another single pair quarter end close start beginning middle mid eod cob eow eom eoq eoy noon midday noonish midnight q h one',
)

/** Most words begin no date, and are not asked any further. */
function couldBegin({ tokens }: Scan, at: number): boolean {
  const token = tokens[at]
  if (!token) return false
  // Of two numbers side by side the first is neither day nor time.
  if (token.kind === 'digits') return tokens[at + 1]?.kind !== 'digits' || tokens[at + 1]?.isGlued === true
  const { word } = token
  return token.means !== null || openers.has(word) || couldBeHoliday(word) || isNumberWord(word)
}

function toldAt(scan: Scan, at: number): Found<Told> | null {
  if (!couldBegin(scan, at)) return null
  const pair = partRangeAt(scan, at) ?? pairAt(scan, at)
  if (pair) return { value: { kind: 'range', ...pair.value }, next: pair.next }
  const time = timeFirst(scan, at)
  if (time?.value.kind === 'day') return time
  const day = dayAt(scan, at)
  if (day) return withTime(scan, day)
  const range = rangeAt(scan, at)
  if (range) return { value: { kind: 'range', ...range.value }, next: range.next }
  return time
}

interface Placed {
  told: Told
  relation: Relation
  hasLead: boolean
  from: number
  next: number
}

/** With as few of the leading words as will do: "in two weeks" keeps its "in", "by in two weeks" loses the "by". */
function placedAt(scan: Scan, at: number): Placed | null {
  const bare = toldAt(scan, at)
  if (bare) return { told: bare.value, relation: 'on', hasLead: false, from: at, next: bare.next }
  for (const { next, relation, isStrong } of leadAt(scan, at)) {
    const isBack = scan.isBack || relation === 'since'
    const found = toldAt({ ...scan, hasLead: isStrong, isBack }, next)
    if (found) return { told: found.value, relation, hasLead: isStrong, from: at, next: found.next }
  }
  return null
}

const article = /^(?:the|a|an|my|our|your|his|her|their|every|each|of)$/

function isSure(scan: Scan, { told, hasLead, from, next }: Placed): boolean {
  const isPossessive = scan.tokens[next - 1]?.isPossessive ?? false
  if (isPossessive) return false
  if (hasLead || told.kind === 'time') return true
  if (article.test(wordAt(scan, from - 1))) return false
  if (told.kind !== 'range' && told.isPlain) return true
  const behind = wordAt(scan, next)
  if (from === 0 && /^[,:]$/.test(behind)) return true
  return isBreak(scan, next) && behind !== '-'
}

function momentOf(scan: Scan, placed: Placed): Dated {
  const { told } = placed
  const relation = told.kind === 'day' && told.isBy ? 'by' : placed.relation
  const base = { relation, isSure: isSure(scan, placed) }
  if (told.kind === 'day') return { kind: 'day', day: told.day, time: told.time, ...base }
  if (told.kind === 'time') return { kind: 'time', day: told.day, time: told.time, ...base }
  return { kind: 'range', from: told.from, to: told.to, ...base }
}

const asks = /^(?:what|whats|what's|who|which|how|when|did|was|were|show|list|where|why|has|have|had)$/
const past = /^(?:did|was|were|had|happened|spent|went|changed|finished|completed|paid|created)$/

/** Whether a question is about what has been: "what did we spend on Monday". */
const looksBack = (words: readonly string[]) =>
  asks.test(words[0] ?? '') && words.slice(0, 12).some((word) => past.test(word))

/** What is longer is no message, and is read to here. */
const TOKENS_AT_MOST = 1_500

/** All that a text says about days, times, stretches of time and shifts of them, in order. */
export function readMoments(said: string, clock: Clock): Reading<Moment>[] {
  const { now, timeZone, isMonthFirst } = clock
  const tokens = dateTokensOf(said).slice(0, TOKENS_AT_MOST)
  const isBack = clock.isBack === true || looksBack(tokens.map(({ word }) => word))
  const nouns = new Set(clock.nouns)
  const place = { now: wallAt(now, timeZone), isMonthFirst, hasLead: false, isBack, nouns }
  const scan: Scan = { tokens, ...place, known: new Map() }
  const found: Reading<Moment>[] = []
  let at = 0
  while (at < tokens.length) {
    const one = momentAt(scan, at)
    const from = tokens[at]?.from
    const to = tokens[(one?.next ?? 0) - 1]?.to
    if (one && from !== undefined && to !== undefined) found.push(readingOf(said, one.value, { from, to }))
    at = one?.next ?? at + 1
  }
  return weekdaysOfWeek(scan, found)
}

function momentAt(scan: Scan, at: number): Found<Moment> | null {
  if (scan.tokens[at]?.kind === 'mark' && wordAt(scan, at) !== '@') return null
  const none = noDateAt(scan, at)
  if (none) return { value: { kind: 'none', isSure: true }, next: none.next }
  const shift = shiftAt(scan, at)
  if (shift) return { value: { kind: 'shift', isSure: true, ...shift.value }, next: shift.next }
  const placed = placedAt(scan, at)
  if (placed) return { value: momentOf(scan, placed), next: placed.next }
  const bare = bareShiftAt(scan, at)
  return bare && { value: { kind: 'shift', isSure: true, ...bare.value }, next: bare.next }
}

export interface Bounds {
  from: string | null
  to: string | null
}

/** The days a list is to hold: "before Friday" ends on Thursday, "since May" has no end. Null for a shift. */
export function boundsOf(moment: Moment): Bounds | null {
  if (moment.kind === 'shift' || moment.kind === 'none') return null
  const from = moment.kind === 'range' ? moment.from : moment.day
  const to = moment.kind === 'range' ? moment.to : moment.day
  const bounds: Record<Relation, Bounds> = {
    on: { from, to },
    by: { from: null, to },
    before: { from: null, to: addDays(from, -1) },
    after: { from: addDays(to, 1), to: null },
    since: { from, to: null },
  }
  return bounds[moment.relation]
}

/** Of a stretch the day something is due: its first day, or what is left of it. */
export function dueIn({ from, to }: { from: string; to: string }, { now, timeZone }: Clock): string {
  const today = wallAt(now, timeZone).day
  if (from > today) return from
  const friday = addDays(monday(today), 4)
  return from === monday(today) && to === addDays(from, 6) && friday >= today ? friday : to
}
