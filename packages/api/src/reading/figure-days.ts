import { dayIn } from './calendar.ts'
import { nearest } from './month-days.ts'
import type { Found } from './number-words.ts'
import { digitsAt, isGlued, plainDay, wordAt } from './scan.ts'
import type { Day, Scan } from './scan.ts'

/** Figures that belong to a longer row, a version or a fraction: "#1042/3", "1.2.3.4". */
const isPartOfMore = (scan: Scan, at: number) =>
  isGlued(scan, at) &&
  !isBehindDottedDay(scan, at) &&
  (digitsAt(scan, at - 1, 99) !== null || /^[\p{L}./:#-]/u.test(wordAt(scan, at - 1)))

/** The second of "1.9.-31.10." */
const isBehindDottedDay = (scan: Scan, at: number) =>
  scan.hasLead && wordAt(scan, at - 1) === '-' && wordAt(scan, at - 2) === '.'

const goesOn = (scan: Scan, at: number) =>
  isGlued(scan, at) &&
  /^[/.:-]$/.test(wordAt(scan, at)) &&
  isGlued(scan, at + 1) &&
  digitsAt(scan, at + 1, 99) !== null

/** The numbers of "05.01.2027" with the same mark between them, or null. */
function threeAt(scan: Scan, at: number) {
  const mark = wordAt(scan, at + 1)
  const areGlued = [1, 2, 3, 4].every((on) => isGlued(scan, at + on))
  if (!/^[/.-]$/.test(mark) || wordAt(scan, at + 3) !== mark || !areGlued) return null
  const [a, b, c] = [digitsAt(scan, at), digitsAt(scan, at + 2, 2), digitsAt(scan, at + 4)]
  return a === null || b === null || c === null ? null : { a, b, c }
}

const fullYear = (year: number) => (year < 100 ? 2000 + year : year)

/** In the organization's order; the other one where only that is a day of the calendar. */
const inOrder = (isMonthFirst: boolean, a: number, b: number) =>
  isMonthFirst
    ? [
        { month: a, day: b },
        { month: b, day: a },
      ]
    : [
        { month: b, day: a },
        { month: a, day: b },
      ]

function threeNumbers(scan: Scan, at: number): Found<Day> | null {
  const numbers = threeAt(scan, at)
  if (!numbers || goesOn(scan, at + 5)) return null
  const { a, b, c } = numbers
  const lengthOf = (on: number) => scan.tokens[at + on]?.text.length ?? 0
  if (lengthOf(0) === 4) return lengthOf(4) > 2 ? null : exactly(dayIn(a, b, c), at + 5)
  if (lengthOf(0) > 2 || lengthOf(4) === 3 || lengthOf(4) === 1) return null
  for (const { month, day } of inOrder(scan.isMonthFirst, a, b)) {
    const found = dayIn(fullYear(c), month, day)
    if (found) return plainDay(found, at + 5)
  }
  return null
}

const exactly = (day: string | null, next: number) => (day === null ? null : plainDay(day, next))

/** "1.10. to 31.10." */
const leadsOn = (scan: Scan, at: number): boolean =>
  /^(?:to|till|until)$/.test(wordAt(scan, at)) && digitsAt(scan, at + 1) !== null

/** "24.11." without a word that leads to it: at the end of a sentence it may be a sum, before another mark or a time it is none. */
const isDottedDay = (scan: Scan, at: number): boolean =>
  scan.hasLead || /^[,;)–-]$/.test(wordAt(scan, at)) || digitsAt(scan, at) !== null || leadsOn(scan, at)

/** Where "3/4" ends, or "3.4." as German and Slavic languages write it; null for anything else. */
function endOfTwo(scan: Scan, at: number): number | null {
  if (!isGlued(scan, at + 1) || !isGlued(scan, at + 2) || goesOn(scan, at + 3)) return null
  if (wordAt(scan, at + 1) === '/') return at + 3
  return wordAt(scan, at + 1) === '.' ? endOfDotted(scan, at + 3) : null
}

function endOfDotted(scan: Scan, at: number): number | null {
  if (wordAt(scan, at) === '.' && isGlued(scan, at)) return isDottedDay(scan, at + 1) ? at + 1 : null
  // The last dot of "for 30.11." is often left out, or taken as the end of the sentence.
  const isLast = scan.tokens[at - 1]?.text.length === 2 && at >= scan.tokens.length
  return scan.hasLead && isLast ? at : null
}

function twoNumbers(scan: Scan, at: number): Found<Day> | null {
  const [a, b] = [digitsAt(scan, at, 2), digitsAt(scan, at + 2, 2)]
  const next = a === null || b === null ? null : endOfTwo(scan, at)
  // "24/7" is no day.
  if (a === null || b === null || next === null || (a === 24 && b === 7)) return null
  for (const { month, day } of inOrder(scan.isMonthFirst, a, b)) {
    const found = nearest(scan, month, day)
    if (found) return { value: { day: found, isPlain: false }, next }
  }
  return null
}

/** A day in figures: ISO, or in the order of the organization. */
export function figureDayAt(scan: Scan, at: number): Found<Day> | null {
  if (digitsAt(scan, at) === null || isPartOfMore(scan, at)) return null
  return threeNumbers(scan, at) ?? twoNumbers(scan, at)
}
