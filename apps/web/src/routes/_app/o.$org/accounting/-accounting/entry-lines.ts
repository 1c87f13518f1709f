import { formatMoney, parseMoney } from '@hub/api/schemas/shared/money'
import type { Line } from '@hub/ui/line-editor'
import { newKey } from '../../../../../idempotency.ts'

export type LineSide = 'debit' | 'credit'

export const emptyLine = (): Line => ({ id: newKey(), values: {} })

export const valueIn = (line: Line, column: string): string => (line.values[column] ?? '').trim()

/** Whether nothing was written in it; such a line is left out. */
export const isBlank = (line: Line): boolean =>
  Object.values(line.values).every((value) => value.trim() === '')

/** Sum of one side in minor units; what cannot be read counts as nothing. */
export const sumOf = (lines: readonly Line[], side: LineSide, digits: number): bigint =>
  lines.reduce((sum, line) => sum + (parseMoney(valueIn(line, side), digits) ?? 0n), 0n)

/** Debit less credit. */
export const differenceOf = (lines: readonly Line[], digits: number): bigint =>
  sumOf(lines, 'debit', digits) - sumOf(lines, 'credit', digits)

/** What this side of a line has to be for both sides to be the same; null where it cannot be made so. */
export function missingOn(
  side: LineSide,
  line: Line,
  { lines, digits }: { lines: readonly Line[]; digits: number },
): string | null {
  const others = differenceOf(
    lines.filter(({ id }) => id !== line.id),
    digits,
  )
  const missing = side === 'debit' ? -others : others
  return missing > 0n ? formatMoney(missing, digits) : null
}

/** What is wrong with cells, by the id of the line and of the column. */
export type LineProblems = Record<string, Record<string, string>>

/** An amount as it is sent, nothing, or what is wrong with it. */
export function readAmount(
  line: Line,
  side: LineSide,
  digits: number,
): { amount?: string } | { problem: string } {
  const typed = valueIn(line, side)
  if (typed === '') return {}
  const minor = parseMoney(typed, digits)
  if (minor !== null) return { amount: formatMoney(minor, digits) }
  return { problem: digits === 0 ? 'Write it without decimals.' : `Write at most ${digits} decimals.` }
}

export interface SentLine {
  debit?: string
  credit?: string
}

/** Both sides of a line as they are sent; what is wrong with them is noted beside their fields. */
export function readSides(line: Line, digits: number, problems: LineProblems): SentLine {
  const sides = (['debit', 'credit'] as const).flatMap((side) => {
    const read = readAmount(line, side, digits)
    if ('problem' in read) {
      note(problems, line, { [side]: read.problem })
      return []
    }
    return read.amount === undefined ? [] : [[side, read.amount] as const]
  })
  return Object.fromEntries(sides)
}

/** Adds what is wrong with one line. */
export function note(problems: LineProblems, { id }: Line, more: Record<string, string>): void {
  problems[id] = { ...problems[id], ...more }
}
