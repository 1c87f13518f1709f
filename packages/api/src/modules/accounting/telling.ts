import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { TOLD, toldList } from '../../platform/catalog/told-list.ts'
import type { Page } from '../../shared/list.ts'

export const isNegative = (amount: string): boolean => amount.startsWith('-')
/** An amount without its sign. */
export const sizeOf = (amount: string): string => amount.replace('-', '')
export const isNothing = (amount: string): boolean => /^-?[0.]*$/.test(amount)

/** The larger of two amounts of one currency first. */
export const largestFirst = (a: { amount: string }, b: { amount: string }): number => {
  const [left, right] = [a, b].map(({ amount }) => BigInt(amount.replace('.', '')))
  if (left === right || left === undefined || right === undefined) return 0
  return left > right ? -1 : 1
}

/** Facts below the first sentence, not more than anybody reads. */
export const factLines = <T>(all: readonly T[], line: (one: T) => string): string[] => [
  ...all.slice(0, TOLD).map((one) => `- ${line(one)}`),
  ...(all.length > TOLD ? ['There are more.'] : []),
]

interface Told<T> {
  head: string
  row: (one: T) => { id: string; name: string }
  facts: (one: T) => string
}

/** Rows with numbers before them, as “the second one” means them. */
export const rowsTold = <T>(
  rows: readonly T[],
  { head, row, facts, hasMore = false }: Told<T> & { hasMore?: boolean },
): ToldAnswer =>
  toldList(
    head,
    rows.map((one) => {
      const { id, name } = row(one)
      return { id, name, matter: facts(one) }
    }),
    hasMore,
  )

/** "is 1 invoice", "are 3 invoices", "are more than 20 invoices". */
export function howMany(
  { items, nextCursor }: Page<unknown>,
  [one, many]: readonly [string, string],
): string {
  if (nextCursor !== null) return `are more than ${items.length} ${items.length === 1 ? one : many}`
  return items.length === 1 ? `is 1 ${one}` : `are ${items.length} ${many}`
}

/** Said of more than one row. */
export const newestFirst = ({ items }: Page<unknown>): string =>
  items.length > 1 ? ', the newest first' : ''

/** A page of a list: how many there are, and the first of them. */
export const pageTold = <T>(page: Page<T>, { none, ...told }: Told<T> & { none: string }): ToldAnswer =>
  page.items.length === 0
    ? { text: none }
    : rowsTold(page.items, { ...told, hasMore: page.nextCursor !== null })
