import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { dayText } from '../../shared/day-text.ts'
import type { Page } from '../../shared/list.ts'

const SHOWN = 10
const MORE = 'There are more.'
const countries = new Intl.DisplayNames(['en'], { type: 'region' })

/** "Friday 27 November". */
export const toldDay = (day: string): string => dayText({ day: day.slice(0, 10) })

/** "634.47 EUR". */
export const moneyText = (amount: string, currency: string): string => `${amount} ${currency}`

/** "Ireland" of IE. */
export const countryText = (code: string): string => countries.of(code) ?? code

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

/** Those words that are there, with commas between. */
export const joined = (words: readonly (string | false | null)[]): string =>
  words.filter((word) => typeof word === 'string' && word !== '').join(', ')

/** Sentences and lines that are there, each on its own line. */
export const toldLines = (lines: readonly (string | false | null)[]): string =>
  lines.filter((line) => typeof line === 'string').join('\n')

/** Facts below the first sentence, not more than anybody reads. */
export const factLines = <T>(all: readonly T[], line: (one: T) => string): string[] => [
  ...all.slice(0, SHOWN).map((one) => `- ${line(one)}`),
  ...(all.length > SHOWN ? [MORE] : []),
]

interface ToldRow {
  id: string
  name: string
}

/** Rows with numbers before them, as “the second one” means them; `hasMore` where there are others than these. */
export function rowsTold<T>(
  all: readonly T[],
  tell: { row: (one: T) => ToldRow; facts: (one: T) => string; hasMore?: boolean },
): { lines: string[]; shown: ToldRow[] } {
  const shown = all.slice(0, SHOWN)
  const rows = shown.map((one) => tell.row(one))
  const lines = shown.map((one, at) => {
    const facts = tell.facts(one)
    return `${at + 1}. ${rows[at]?.name}${facts === '' ? '' : `: ${facts}`}`
  })
  const hasMore = tell.hasMore === true || all.length > SHOWN
  return { lines: hasMore ? [...lines, MORE] : lines, shown: rows.map(({ id, name }) => ({ id, name })) }
}

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
export function pageTold<T>(
  page: Page<T>,
  tell: { head: string; none: string; row: (one: T) => ToldRow; facts: (one: T) => string },
): ToldAnswer {
  if (page.items.length === 0) return { text: tell.none }
  const { lines, shown } = rowsTold(page.items, { ...tell, hasMore: page.nextCursor !== null })
  return { text: [tell.head, ...lines].join('\n'), shown }
}
