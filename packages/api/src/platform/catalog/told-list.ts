import type { ToldAnswer } from './phrases.ts'

const SHOWN = 10

/** A row of an answer: its name and what matters of it, or the whole line where the name alone would not do. */
type ToldRow = { id: string; name: string } & ({ matter: string } | { line: string })

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

const said = (parts: readonly (string | false | null)[]): string[] =>
  parts.filter((part) => typeof part === 'string' && part !== '') as string[]

/** What is said of a row, one after the other. */
export const joinedParts = (parts: readonly (string | false | null)[]): string => said(parts).join(', ')

/** Sentences, one a line. */
export const linesOf = (parts: readonly (string | false | null)[]): string => said(parts).join('\n')

const lineOf = (row: ToldRow): string => {
  if ('line' in row) return row.line
  return row.matter === '' ? row.name : `${row.name}: ${row.matter}`
}

/** A sentence that says the thing itself, and the rows below it. */
export function toldList(lead: string, rows: readonly ToldRow[], hasMore: boolean): ToldAnswer {
  const shown = rows.slice(0, SHOWN)
  const lines = shown.map((row, at) => `${at + 1}. ${lineOf(row)}`)
  const rest = hasMore || rows.length > SHOWN ? ['There are more.'] : []
  return { text: [lead, ...lines, ...rest].join('\n'), shown: shown.map(({ id, name }) => ({ id, name })) }
}
