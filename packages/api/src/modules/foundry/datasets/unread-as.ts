import type { PropertyKind, Reading } from '../../../shared/readings.ts'
import { readValue } from '../types/values.ts'
import type { UnreadAs } from './schema.ts'

/** How many of these values could not be read as each kind, in each way it may be written. */
export function unreadAs(values: readonly unknown[]): UnreadAs {
  const counts = new Map<unknown, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const count = (kind: PropertyKind, reading: Partial<Reading> = {}): number =>
    [...counts].reduce((sum, [it, times]) => {
      const { isUnreadable } = readValue(kind, { it }, { path: ['it'], ...reading })
      return isUnreadable ? sum + times : sum
    }, 0)
  const inOrders = (kind: PropertyKind) => ({
    ymd: count(kind, { dayOrder: 'ymd' }),
    dmy: count(kind, { dayOrder: 'dmy' }),
    mdy: count(kind, { dayOrder: 'mdy' }),
  })
  return {
    number: { point: count('number', { decimal: '.' }), comma: count('number', { decimal: ',' }) },
    yesno: count('yesno'),
    day: inOrders('day'),
    instant: inOrders('instant'),
  }
}
