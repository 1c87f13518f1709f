import { dayIn, yearOf } from './calendar.ts'
import { yearAt } from './month-days.ts'
import { ordinalAt } from './number-words.ts'
import type { Found } from './number-words.ts'
import { digitsAt, meansAt, wordAt } from './scan.ts'
import type { Scan } from './scan.ts'

/** "Q1", "H2": a letter with the figure that is written to it. */
export const letteredAt = (scan: Scan, at: number, letter: string): number | null =>
  wordAt(scan, at) === letter && scan.tokens[at + 1]?.isGlued ? digitsAt(scan, at + 1, 1) : null

function quarterNumber(scan: Scan, at: number): Found<number> | null {
  const short = letteredAt(scan, at, 'q')
  if (short !== null) return { value: short, next: at + 2 }
  const nth = ordinalAt(scan.tokens, wordAt(scan, at) === 'the' ? at + 1 : at)
  const isQuarter = nth && meansAt(scan, nth.next, 'unit')?.unit === 'quarter'
  return isQuarter ? { value: nth.value, next: nth.next + 1 } : null
}

/** "Q1", "Q3 2027", "the first quarter of 2027": its first day, in this year where none is said. */
export function quarterAt(scan: Scan, at: number): Found<string> | null {
  const nth = quarterNumber(scan, at)
  if (!nth || nth.value > 4 || nth.value < 1) return null
  const told = yearAt(scan, wordAt(scan, nth.next) === 'of' ? nth.next + 1 : nth.next)
  const first = dayIn(told?.value ?? yearOf(scan.now.day), nth.value * 3 - 2, 1)
  return first === null ? null : { value: first, next: told?.next ?? nth.next }
}
