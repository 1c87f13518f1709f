import { parseMoney } from '../../../../shared/money.ts'
import { plainAmount } from '../../../../shared/written-numbers.ts'
import type { CsvGuess } from '../schema.ts'
import type { CsvTable } from './csv-table.ts'

/** More digits after the point than any currency has. */
const DIGITS = 4

/** Rows from shortly before the first fee: what a bank does with one it does with all. */
const BEFORE = 50
const LOOKED_AT = 1_000

/**
 * Whether what stands in the column of fees was taken beside the amounts: Revolut does so, and most others name a fee that
 * the amount holds already. Only the balances beside both tell, from one entry to the next.
 */
export function takesFees({ columns, decimal }: CsvGuess, { rows }: CsvTable): boolean {
  const at = {
    amount: columns.indexOf('amount'),
    fee: columns.indexOf('fee'),
    balance: columns.indexOf('balance'),
  }
  if (Object.values(at).includes(-1)) return false
  const number = (text = '') => parseMoney(plainAmount(text, decimal) ?? '', DIGITS)
  // What was not booked has no balance, and stands between what was.
  const first = rows.findIndex(({ cells }) => /[1-9]/.test(cells[at.fee] ?? ''))
  if (first === -1) return false
  const from = Math.max(0, first - BEFORE)
  const read = rows.slice(from, from + LOOKED_AT).flatMap(({ cells }) => {
    const [amount, balance] = [number(cells[at.amount]), number(cells[at.balance])]
    return amount === null || balance === null ? [] : [{ amount, balance, fee: number(cells[at.fee]) ?? 0n }]
  })
  /** How often the balance moved by so much, since the entry above or below. */
  const moves = (by: (amount: bigint, fee: bigint) => bigint): number =>
    read.filter(({ amount, fee, balance }, index) => {
      const beside = [read[index - 1]?.balance, read[index + 1]?.balance]
      return (
        fee !== 0n && beside.some((before) => before !== undefined && balance - before === by(amount, fee))
      )
    }).length
  return moves((amount, fee) => amount - sizeOf(fee)) > moves((amount) => amount)
}

export const sizeOf = (amount: bigint | null): bigint => {
  if (amount === null) return 0n
  return amount < 0n ? -amount : amount
}
