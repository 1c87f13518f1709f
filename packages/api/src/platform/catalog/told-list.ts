import type { ToldAnswer } from './phrases.ts'

/** As many rows of a list are told. */
export const TOLD = 10

type Part = string | false | null

const said = (parts: readonly Part[]): string[] =>
  parts.filter((part) => typeof part === 'string' && part !== '') as string[]

/** What is said of a row, one after the other. */
export const joinedParts = (parts: readonly Part[]): string => said(parts).join(', ')

/** Sentences, one a line. */
export const linesOf = (parts: readonly Part[]): string => said(parts).join('\n')

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** "2 trips", and "20 trips or more" where there are further ones. */
export const howMany = (
  { items, nextCursor }: { items: readonly unknown[]; nextCursor: string | null },
  one: string,
  many?: string,
): string => `${counted(items.length, one, many)}${nextCursor === null ? '' : ' or more'}`

interface Told<Row> {
  /** The first line, which says the thing itself. */
  head: string
  rows: readonly Row[]
  /** There are more than these rows. */
  isMore?: boolean
}

/** A sentence and a list below it, numbered so that one can say "the second one". */
export function numbered<Row>({ head, rows, isMore = false }: Told<Row>, line: (row: Row) => string): string {
  const lines = rows.slice(0, TOLD).map((row, at) => `${at + 1}. ${line(row)}`)
  return [head, ...lines, ...(isMore || rows.length > TOLD ? ['There are more.'] : [])].join('\n')
}

/** A row of an answer: its name and what matters of it, or the whole line where the name alone would not do. */
type ToldRow = { id: string; name: string } & ({ matter: string } | { line: string })

const lineOf = (row: ToldRow): string => {
  if ('line' in row) return row.line
  return row.matter === '' ? row.name : `${row.name}: ${row.matter}`
}

/** The same with the rows that it shows, which can be spoken of afterwards. */
export const toldList = (head: string, rows: readonly ToldRow[], isMore: boolean): ToldAnswer => ({
  text: numbered({ head, rows, isMore }, lineOf),
  shown: rows.slice(0, TOLD).map(({ id, name }) => ({ id, name })),
})
