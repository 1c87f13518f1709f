import { durationAt } from './durations.ts'
import type { Duration } from './durations.ts'
import type { Found } from './number-words.ts'
import { isBreak, isWord, setOf, wordAt } from './scan.ts'
import type { Scan } from './scan.ts'

/** By how much a date that is there already moves. */
export interface Shift extends Duration {
  /** -1 where it moves towards now. */
  sign: 1 | -1
}

const earlier = setOf('earlier sooner early')
const later = setOf('later more further longer late')
const before = setOf('by back backwards out forward forwards up another further extra')
const verbs = setOf(
  'postpone postponed delay delayed push pushed extend extended move moved shift shifted bring brought pull defer reschedule put snooze slip slide bump pospone postpon',
)
const pulling = setOf('bring brought pull move moved')
/** How far before the words of a shift its verb may stand. */
const REACH = 25

/** "Bring it forward" and "move it up" are towards now; "push it forward" is not. */
function signAt(scan: Scan, at: number, behind: number): 1 | -1 {
  if (isWord(scan, behind, earlier)) return -1
  if (isWord(scan, behind, later)) return 1
  const words = scan.tokens.slice(Math.max(0, at - REACH), behind + 2).map(({ word }) => word)
  const isForward = words.some((word) => /^(?:forwards?|foward|forwad|forword|up)$/.test(word))
  return isForward && words.some((word) => pulling.has(word)) ? -1 : 1
}

const hasVerb = (scan: Scan, at: number) =>
  scan.tokens.slice(Math.max(0, at - REACH), at).some(({ word }) => verbs.has(word))

const directions = setOf('back backwards forward forwards out up')

function shift(scan: Scan, at: number, duration: Found<Duration>): Found<Shift> {
  const { next } = duration
  const isTold = isWord(scan, next, earlier) || isWord(scan, next, later) || isWord(scan, next, directions)
  return {
    value: { ...duration.value, sign: signAt(scan, at, next) },
    next: isTold ? next + 1 : next,
  }
}

const daysNotShifts = /^(?:from|ago|after|before)$/

/** "By two days", "back a week", "two days earlier", "an hour later", "another week", "two more days". */
export function shiftAt(scan: Scan, at: number): Found<Shift> | null {
  const more = moreAt(scan, at)
  if (more) return shift(scan, at, more)
  let start = at
  while (start < at + 3 && isWord(scan, start, before)) start += 1
  const duration = durationAt(scan, wordAt(scan, start - 1) === 'another' ? start - 1 : start)
  // "Two days from now" is a day.
  if (!duration || daysNotShifts.test(wordAt(scan, duration.next))) return null
  return start > at || isMoved(scan, at, duration.next) ? shift(scan, at, duration) : null
}

const isMoved = (scan: Scan, at: number, behind: number) =>
  isWord(scan, behind, earlier) ||
  isWord(scan, behind, later) ||
  (isWord(scan, behind, directions) && hasVerb(scan, at))

/** "Two more days": the word stands within. */
function moreAt(scan: Scan, at: number): Found<Duration> | null {
  if (wordAt(scan, at + 1) !== 'more') return null
  const tokens = scan.tokens.filter((_, index) => index !== at + 1)
  const found = durationAt({ ...scan, tokens }, at)
  return found && { value: found.value, next: found.next + 1 }
}

/** "Postpone it a week", "snooze for two days": a length alone, behind a verb that moves. */
export function bareShiftAt(scan: Scan, at: number): Found<Shift> | null {
  const start = wordAt(scan, at) === 'for' ? at + 1 : at
  const duration = durationAt(scan, start)
  if (!duration || !hasVerb(scan, at) || !isBreak(scan, duration.next)) return null
  return shift(scan, at, duration)
}

const determiners = setOf('a an any the its their')
const dateWords = /^(?:date|dates|deadline|deadlines)$/
const removing = setOf('remove clear drop delete unset erase cancel lose scrap ditch lift strip wipe')
const away = setOf('off away out')

function dateNounAt(scan: Scan, at: number): number | null {
  const start = isWord(scan, at, determiners) ? at + 1 : at
  const place = wordAt(scan, start) === 'due' ? start + 1 : start
  return dateWords.test(wordAt(scan, place)) ? place + 1 : null
}

/** "Take the deadline off", "get rid of its date": the place behind it, or null. */
function takenOffAt(scan: Scan, at: number): number | null {
  const said = [0, 1, 2].map((on) => wordAt(scan, at + on))
  if (said.join(' ') === 'get rid of') return dateNounAt(scan, at + 3)
  const next = said[0] === 'take' || said[0] === 'pull' ? dateNounAt(scan, at + 1) : null
  return next !== null && isWord(scan, next, away) ? next + 1 : null
}

function undatedAt(scan: Scan, at: number): number | null {
  const word = wordAt(scan, at)
  if (word === 'undated' || word === 'dateless') return at + 1
  return word === 'not' && wordAt(scan, at + 1) === 'dated' ? at + 2 : null
}

/** "No date", "without a due date", "undated", "remove the deadline". */
export function noDateAt(scan: Scan, at: number): Found<true> | null {
  const word = wordAt(scan, at)
  const whole = undatedAt(scan, at) ?? takenOffAt(scan, at)
  if (whole !== null) return { value: true, next: whole }
  const isTakeOff = word === 'take' && isWord(scan, at + 1, away)
  if (word !== 'no' && word !== 'without' && !removing.has(word) && !isTakeOff) return null
  const next = dateNounAt(scan, isTakeOff ? at + 2 : at + 1)
  return next === null ? null : { value: true, next }
}
