import { dayAt } from './days.ts'
import { between } from './joints.ts'
import type { Found } from './number-words.ts'
import { counted, daysOfMonth, firstOf, months, pair, range, rangeAt } from './ranges.ts'
import type { Range } from './ranges.ts'
import { isWord, setOf, wordAt } from './scan.ts'
import type { Scan } from './scan.ts'

const nowWords = setOf('now today')

/** "From October to now", "between last Monday and the end of the month": a stretch from where one begins to where another ends. */
function mixed(scan: Scan, at: number): Found<Range> | null {
  const isLed = /^(?:from|between)$/.test(wordAt(scan, at))
  return isLed ? (mixedIn(scan, at) ?? mixedIn({ ...scan, isBack: true }, at)) : null
}

function mixedIn(scan: Scan, at: number): Found<Range> | null {
  const led = { ...scan, hasLead: true }
  const first = isWord(scan, at + 1, nowWords) ? nowAt(scan, at + 1) : endsAt(led, at + 1)
  const joint = first ? wordAt(scan, first.next) : ''
  if (!first || !between.has(joint) || (joint === 'and') !== (wordAt(scan, at) === 'between')) return null
  const place = first.next + 1
  const last = isWord(scan, place, nowWords) ? nowAt(scan, place) : endsAt(led, place)
  return last && first.value.from <= last.value.to ? range(first.value.from, last.value.to, last.next) : null
}

type Ends = Found<Pick<Range, 'from' | 'to'>>

const nowAt = ({ now: { day } }: Scan, at: number): Ends => ({ value: { from: day, to: day }, next: at + 1 })

/** A stretch or a day, from its first day to its last. */
function endsAt(scan: Scan, at: number): Ends | null {
  const found = rangeAt(scan, at)
  if (found) return found
  const day = dayAt(scan, at)
  return day && { value: { from: day.value.day, to: day.value.day }, next: day.next }
}

/** Stretches that begin like a day: looked for before one. */
export const pairAt = firstOf([daysOfMonth, months, pair, mixed, counted])
