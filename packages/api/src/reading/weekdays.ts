import { addDays, monday, weekdayOf } from './calendar.ts'
import type { Found } from './number-words.ts'
import { digitsAt, isBreak, isWord, meansAt, plainDay, setOf, wordAt } from './scan.ts'
import type { Day, Scan } from './scan.ts'

const back = setOf('last past previous')
const forward = setOf('next following')
const near = setOf('this coming')

function weekdayDay({ now, isBack }: Scan, index: number, way: Way): string {
  const ahead = (index - weekdayOf(now.day) + 7) % 7
  if (way === 'next') return addDays(monday(now.day), 7 + index)
  if (way === 'last' || isBack) return addDays(now.day, ahead === 0 ? -7 : ahead - 7)
  return addDays(now.day, ahead)
}

type Way = 'last' | 'next' | 'this' | null

function wayAt(scan: Scan, at: number): Way {
  if (isWord(scan, at, back)) return 'last'
  if (isWord(scan, at, forward)) return 'next'
  return isWord(scan, at, near) ? 'this' : null
}

/** "Friday", "this Friday", "next Friday", "Friday week", "Monday next week", "next week on Monday". */
export function weekdayAt(scan: Scan, at: number): Found<Day> | null {
  if (/^(?:every|each)$/.test(wordAt(scan, at - 1))) return null
  const ahead = weekAhead(scan, at)
  if (ahead) return ahead
  const way = wayAt(scan, at)
  const place = way === null ? at : at + 1
  const means = meansAt(scan, place, 'weekday')
  if (!means) return null
  // "Sat", "sun" and "wed" are words of their own.
  const isNamed =
    !means.isShort || way !== null || scan.hasLead || isBreak(scan, at + 1) || isTimeAt(scan, at + 1)
  if (!isNamed) return null
  const next = means.isShort && wordAt(scan, place + 1) === '.' ? place + 2 : place + 1
  return inItsWeek(scan, next, { index: means.index, way })
}

/** "Wed 8am", "sat 9:30" */
const isTimeAt = (scan: Scan, at: number): boolean =>
  digitsAt(scan, at, 2) !== null && /^(?:am|pm|:|h|o'clock)$/.test(wordAt(scan, at + 1))

function inItsWeek(scan: Scan, at: number, { index, way }: { index: number; way: Way }): Found<Day> {
  const late = weekBehind(scan, at)
  if (late) return plainDay(addDays(monday(scan.now.day), late.value + index), late.next)
  const day = weekdayDay(scan, index, way)
  const on = weeksOn(scan, at)
  return on ? plainDay(addDays(day, on.value), on.next) : { value: { day, isPlain: false }, next: at }
}

/** "Friday week", "Tuesday fortnight": so many days on. */
export function weeksOn(scan: Scan, at: number): Found<number> | null {
  const days = { week: 7, fortnight: 14 }[wordAt(scan, at)]
  const isEnd = isBreak(scan, at + 1) || wordAt(scan, at + 1) === ':'
  return days !== undefined && isEnd ? { value: days, next: at + 1 } : null
}

/** "… next week", "… of this week", "… after next": days from this Monday to that one. */
function weekBehind(scan: Scan, at: number): Found<number> | null {
  const start = wordAt(scan, at) === 'of' || wordAt(scan, at) === ',' ? at + 1 : at
  const word = wordAt(scan, start)
  if (word === 'after' && wordAt(scan, start + 1) === 'next') return { value: 14, next: start + 2 }
  if (meansAt(scan, start + 1, 'unit')?.unit !== 'week') return null
  const offset = { next: 7, this: 0, last: -7 }[word]
  return offset === undefined ? null : { value: offset, next: start + 2 }
}

/** "Next week on Monday" */
function weekAhead(scan: Scan, at: number): Found<Day> | null {
  const week = weekBehind(scan, at)
  if (!week || /^(?:of|,|after)$/.test(wordAt(scan, at))) return null
  const place = /^(?:on|,)$/.test(wordAt(scan, week.next)) ? week.next + 1 : week.next
  const means = meansAt(scan, place, 'weekday')
  return means && plainDay(addDays(monday(scan.now.day), week.value + means.index), place + 1)
}
