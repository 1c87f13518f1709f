import { two } from './calendar.ts'
import type { DayPart } from './date-words.ts'
import { countAt } from './number-words.ts'
import type { Found } from './number-words.ts'
import { digitsAt, isBreak, isGlued, isWord, meansAt, setOf, wordAt } from './scan.ts'
import type { Scan } from './scan.ts'

/** Without am or pm, one to six o'clock are meant in the afternoon. */
const LAST_AFTERNOON_HOUR = 6
/** "By midnight" ends a day; 00:00 would be its beginning. */
const MIDNIGHT = '23:59'

interface Clock {
  hour: number
  minute: number
  /** "09:00" and "0900" are what they say. */
  isPadded?: boolean
}

type Half = 'am' | 'pm' | null

function timeOf({ hour, minute, isPadded = false }: Clock, half: Half): string | null {
  if (hour > 23 || minute > 59) return null
  if (half !== null && hour > 12) return half === 'pm' ? `${two(hour)}:${two(minute)}` : null
  if (half === 'am') return `${two(hour % 12)}:${two(minute)}`
  if (half === 'pm') return `${two((hour % 12) + 12)}:${two(minute)}`
  const isAfternoon = !isPadded && hour > 0 && hour <= LAST_AFTERNOON_HOUR
  return `${two(isAfternoon ? hour + 12 : hour)}:${two(minute)}`
}

const partHalf: Record<DayPart, Half> = { morning: 'am', afternoon: 'pm', evening: 'pm' }

/** "am", "p.m.", and what stands for them: "in the morning", "at night". */
function halfAt(scan: Scan, at: number): Found<Half> {
  const word = wordAt(scan, at)
  if (word === 'am' || word === 'pm') return { value: word, next: at + 1 }
  const isDotted = /^[ap]\.m$/.test(`${word}${wordAt(scan, at + 1)}${wordAt(scan, at + 2)}`)
  if (isDotted)
    return { value: word === 'a' ? 'am' : 'pm', next: wordAt(scan, at + 3) === '.' ? at + 4 : at + 3 }
  if (word === 'at' && wordAt(scan, at + 1) === 'night') return { value: 'pm', next: at + 2 }
  const part = word === 'in' && wordAt(scan, at + 1) === 'the' ? meansAt(scan, at + 2, 'part') : null
  return part ? { value: partHalf[part.part], next: at + 3 } : { value: null, next: at }
}

const named = new Map([
  ['noon', '12:00'],
  ['midday', '12:00'],
  ['noonish', '12:00'],
  ['midnight', MIDNIGHT],
])
const oclock = setOf("o'clock oclock ish sharp")

interface Figures extends Found<Clock> {
  /** Nothing but a time looks like this. */
  isPlain: boolean
}

/** "9:30", "17h30", "9.30", "0930", "9". */
function figuresAt(scan: Scan, at: number): Figures | null {
  const first = digitsAt(scan, at)
  if (first === null) return spelledHour(scan, at)
  const text = wordAt(scan, at)
  if (text.length > 2) {
    const clock = { hour: Math.trunc(first / 100), minute: first % 100, isPadded: text.length === 4 }
    return { value: clock, next: at + 1, isPlain: false }
  }
  const isPadded = text.startsWith('0')
  const mark = isGlued(scan, at + 1) ? wordAt(scan, at + 1) : ''
  const minute = /^[:.h]$/.test(mark) ? minuteAt(scan, at + 2) : null
  if (minute !== null) {
    const clock = { hour: first, minute, isPadded: isPadded || mark === 'h' }
    return { value: clock, next: at + 3, isPlain: mark !== '.' }
  }
  if (mark !== 'h' || isGlued(scan, at + 2))
    return { value: { hour: first, minute: 0, isPadded }, next: at + 1, isPlain: false }
  // "17h" is a time, "2h" rather a length of one.
  const isPlain = first > LAST_AFTERNOON_HOUR
  return { value: { hour: first, minute: 0, isPadded: true }, next: at + 2, isPlain }
}

const minuteAt = (scan: Scan, at: number) =>
  isGlued(scan, at) && wordAt(scan, at).length === 2 ? digitsAt(scan, at) : null

/** "Half a dozen" is no time of day. */
const groups = setOf('a an dozen couple half')

function spelledHour(scan: Scan, at: number): Figures | null {
  const isWritten = scan.tokens[at]?.kind === 'word' && !isWord(scan, at, groups)
  const count = isWritten ? countAt(scan.tokens, at) : null
  const isHour = count && Number.isInteger(count.value) && count.value > 0 && count.value < 13
  return isHour ? { value: { hour: count.value, minute: 0 }, next: count.next, isPlain: false } : null
}

const ofHour = new Map([
  ['half', 30],
  ['quarter', 15],
])

/** The minutes of "half past", "a quarter to", "ten past", "20 minutes to". */
function minutesAt(scan: Scan, at: number): Found<number> | null {
  const start = wordAt(scan, at) === 'a' ? at + 1 : at
  const part = ofHour.get(wordAt(scan, start))
  if (part !== undefined) return { value: part, next: start + 1 }
  const count = countAt(scan.tokens, start)
  if (!count || !Number.isInteger(count.value) || count.value < 1 || count.value > 59) return null
  return {
    value: count.value,
    next: /^min(?:ute)?s?$/.test(wordAt(scan, count.next)) ? count.next + 1 : count.next,
  }
}

const pastWords = setOf('past after')
const toWords = setOf('to till before')

/** "Half past four", "quarter to nine", "ten past 3", and "half four", which is half past. */
function pastAt(scan: Scan, at: number): Found<Clock> | null {
  // "From 9 to 11" is no time of day.
  const minutes = wordAt(scan, at - 1) === 'from' ? null : minutesAt(scan, at)
  return minutes && besideHour(scan, at, minutes)
}

function besideHour(scan: Scan, at: number, minutes: Found<number>): Found<Clock> | null {
  const isPast = isWord(scan, minutes.next, pastWords)
  const isTo = isWord(scan, minutes.next, toWords)
  const isHalfFour = wordAt(scan, at) === 'half' && !isPast && !isTo
  if (!isPast && !isTo && !isHalfFour) return null
  const hour = wholeHourAt(scan, isHalfFour ? minutes.next : minutes.next + 1)
  if (!hour || (isTo && isCounted(scan, at, hour))) return null
  const value = isTo
    ? before(hour.value.hour, minutes.value)
    : { hour: hour.value.hour, minute: minutes.value }
  return { value, next: hour.next }
}

/** "5 to 10 boxes" are no five minutes to ten. */
const isCounted = (scan: Scan, at: number, { next }: Figures): boolean =>
  scan.tokens[at]?.kind === 'digits' && !endsAt(scan, next)

function wholeHourAt(scan: Scan, at: number): Figures | null {
  const hour = figuresAt(scan, at)
  return hour && hour.value.minute === 0 && hour.value.hour <= 12 ? hour : null
}

/** A quarter to seven is in the morning like seven itself, whatever six would be. */
function before(hour: number, minutes: number): Clock {
  const isMorning = hour > LAST_AFTERNOON_HOUR && hour - 1 <= LAST_AFTERNOON_HOUR
  return { hour: hour === 1 ? 12 : hour - 1, minute: 60 - minutes, isPadded: isMorning }
}

const around = setOf('around about approximately approx roughly circa ca')
const atWords = setOf('at @')
/** Behind a day even "9" alone is a time: "tomorrow by 9". */
const besideDay = setOf('at @ by before after from between until till , around about - for')

export interface TimePlace {
  at: number
  /** A day stands right before. */
  isBesideDay: boolean
  part: DayPart | null
}

/** A time of day with the "at" before it, if one stands here; from one hour to another the first. */
export const timeAt = (scan: Scan, place: TimePlace): Found<string> | null =>
  ledTo(scan, place, (at) => spanAt(scan, at) ?? clockAt(scan, at))

/** One time of day, whatever hour stands behind it. */
export const oneTimeAt = (scan: Scan, place: TimePlace): Found<string> | null =>
  ledTo(scan, place, (at) => clockAt(scan, at))

function ledTo(
  scan: Scan,
  { at, isBesideDay, part }: TimePlace,
  read: (place: TimePlace) => Found<string> | null,
): Found<string> | null {
  const leads = isBesideDay ? besideDay : atWords
  let start = at
  let isLed = scan.hasLead && isWord(scan, at - 1, atWords)
  while (start < at + 3 && (isWord(scan, start, leads) || isWord(scan, start, around))) {
    isLed ||= isWord(scan, start, leads)
    start += 1
  }
  const name = named.get(wordAt(scan, start))
  if (name !== undefined) return { value: name, next: start + 1 }
  return read({ at: start, isBesideDay: isLed || isBesideDay, part })
}

const toHour = setOf('- – to till until')

interface Span {
  first: Figures
  last: Figures
  half: Found<Half>
}

/** "2-4pm", "from 14:00 to 16:00", "between 2 and 4". */
function hoursIn(scan: Scan, at: number): Span | null {
  const first = figuresAt(scan, at)
  const isJoined =
    first &&
    (isWord(scan, first.next, toHour) ||
      (wordAt(scan, at - 1) === 'between' && wordAt(scan, first.next) === 'and'))
  const last = isJoined ? figuresAt(scan, first.next + 1) : null
  if (!first || !last || (!first.isPlain && first.value.hour === last.value.hour)) return null
  return { first, last, half: halfAt(scan, last.next) }
}

/** "From 2 to 4", "between 9 and 11": hours behind the word that leads to them. */
export const leadsToHours = (scan: Scan, at: number): boolean =>
  /^(?:from|between)$/.test(wordAt(scan, at)) && hoursIn(scan, at + 1) !== null

/** From one hour to another: when it begins. */
function spanAt(scan: Scan, { at, isBesideDay, part }: TimePlace): Found<string> | null {
  const isFrom = wordAt(scan, at - 1) === 'from'
  const hours = isFrom || !pastAt(scan, at) ? hoursIn(scan, at) : null
  if (!hours) return null
  const { first, last, half } = hours
  const isSaid = first.isPlain || last.isPlain || half.value !== null
  if (!isSaid && !(isBesideDay && endsAt(scan, half.next))) return null
  const value = timeOf(first.value, halfOf(hours) ?? (part && partHalf[part]))
  return value === null ? null : { value, next: half.next }
}

const NOON = 12

/** "10-2pm" begins in the morning, "2-4pm" does not. */
function halfOf({ first, last, half: { value } }: Span): Half {
  const isOneHalf = first.value.hour < last.value.hour || last.value.hour === NOON
  return value === 'pm' && !isOneHalf ? 'am' : value
}

function clockAt(scan: Scan, { at, isBesideDay, part }: TimePlace): Found<string> | null {
  const past = pastAt(scan, at)
  const figures = past ? { ...past, isPlain: true } : figuresAt(scan, at)
  if (!figures) return null
  const isExact = isWord(scan, figures.next, oclock)
  const half = halfAt(scan, isExact ? figures.next + 1 : figures.next)
  const isSaid = figures.isPlain || isExact || half.value !== null
  // A number alone is one of anything, unless "at" or a day stands before it.
  if (!isSaid && !(isBesideDay && endsAt(scan, half.next))) return null
  const value = timeOf(figures.value, half.value ?? (part && partHalf[part]))
  return value === null ? null : { value, next: half.next }
}

const endsAt = (scan: Scan, at: number) => isBreak(scan, at) && !isFraction(scan, at)

/** "9.5", "9/10" and "9-12" are no times. */
const isFraction = (scan: Scan, at: number) =>
  isGlued(scan, at) &&
  /^[./,-]$/.test(wordAt(scan, at)) &&
  digitsAt(scan, at + 1) !== null &&
  isGlued(scan, at + 1)
