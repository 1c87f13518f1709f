import { moneyText } from '../../../../../shared/amount-words.ts'
import { dayTextOf } from '../../../../../shared/day-text.ts'
import type { ListedRows } from '../types.ts'

type Row = ListedRows['rows'][number]

/** What a row has of what it is compared by. */
export interface Measured {
  row: Row
  /** A decimal, or a day or a moment as it is written. */
  value: string
  /** Of an amount; null of a day. */
  currency: string | null
}

const DECIMAL = /^-?\d+(?:\.\d+)?$/
const DAY = /^\d{4}-\d\d-\d\d/

/** An amount, as text or in an object with its currency, or a day; null where the row has none. */
function measuredIn(row: Row, value: unknown, usual: string): Measured | null {
  if (typeof value === 'object' && value !== null && 'amount' in value)
    return measuredIn({ ...row, ...value }, value.amount, usual)
  if (typeof value !== 'string') return null
  if (!DECIMAL.test(value)) return DAY.test(value) ? { row, value, currency: null } : null
  const { currency } = row
  return { row, value, currency: typeof currency === 'string' ? currency : usual }
}

/** That of all rows which have it; none where their amounts are not of one currency. */
export function measuredBy({ rows, currency }: ListedRows, field: string): readonly Measured[] {
  const all = rows.flatMap((row) => {
    const measured = measuredIn(row, row[field], currency)
    return measured ? [{ ...measured, row }] : []
  })
  return new Set(all.map((one) => one.currency)).size > 1 ? [] : all
}

function inOrder(a: Measured, b: Measured): number {
  const [left, right] = a.currency === null ? [a.value, b.value] : [Number(a.value), Number(b.value)]
  return left === right ? 0 : left < right ? -1 : 1
}

/** All that are at that end. */
export function furthest(all: readonly Measured[], end: 'most' | 'least'): readonly Measured[] {
  const first = all.toSorted(inOrder).at(end === 'most' ? -1 : 0)
  return first ? all.filter((one) => inOrder(one, first) === 0) : []
}

export const measureText = ({ value, currency }: Measured): string =>
  currency === null ? dayTextOf(value) : moneyText(value, currency)
