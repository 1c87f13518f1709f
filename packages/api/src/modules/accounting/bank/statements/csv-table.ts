import { createHash } from 'node:crypto'
import { CsvError, parse } from 'csv-parse/sync'
import type { Options } from 'csv-parse/sync'
import { longLine } from '../../../../shared/long-line.ts'
import { dayParts } from '../../../../shared/written-days.ts'
import { fieldOfHead } from './csv-words.ts'
import { MOST_LINES, fileFault, requireFewLines } from './statement.ts'

export interface CsvRow {
  /** Line of the file in which it begins. */
  at: number
  cells: string[]
}

export interface CsvTable {
  /** Names of the columns. */
  head: string[]
  rows: CsvRow[]
  /** The same for every file of the same columns. */
  key: string
}

const DELIMITERS = [';', '\t', '|', ','] as const

/** How much of a file is looked at to tell how it is written, and how far its columns may be from the top. */
const LOOKED_AT = 60

const MOST_COLUMNS = 100
const MOST_TOP_SIGNS = 256 * 1024
/** No entry is longer; such a line would be parted into millions of cells before anybody could count them. */
const LONGEST_LINE = 200_000

/** Beside the entries stand what the bank says of the account, and totals; no more is read, since all is read at once. */
const MOST_ROWS = MOST_LINES + 1_000
const MOST_CELLS = MOST_ROWS * MOST_COLUMNS

/** Some banks write ="00123", so that Excel keeps what it holds as text. */
const withoutFormula = (cell: string): string => cell.replace(/^="([^"]*)"$/, '$1')

interface Found {
  info: { lines: number }
  record: string[]
}

const tooManyColumns = () => fileFault(`It has more than ${MOST_COLUMNS} columns.`)

/** Ends the reading of a file that has more cells than any list of entries. */
function countCells(): (row: string[]) => string[] {
  let cells = 0
  return (row) => {
    // With `info` a row comes in an envelope, which its type does not tell.
    cells += (row as unknown as Found).record.length
    if (cells > MOST_CELLS) throw tooManyColumns()
    return row
  }
}

function parsed(text: string, more: Options): CsvRow[] {
  try {
    const records = parse(text, {
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      bom: true,
      trim: true,
      max_record_size: 100_000,
      info: true,
      on_record: countCells(),
      ...more,
    }) as unknown as Found[]
    return records.map(({ info, record }) => ({ at: info.lines, cells: record.map(withoutFormula) }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const at = (error as CsvError & { lines?: number }).lines
    throw fileFault('The quotes of this row do not end.', at === undefined ? {} : { at })
  }
}

/** What most rows have in common: so many cells. */
function usualWidth(rows: readonly CsvRow[]): { width: number; count: number } {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [width = 0, count = 0] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
  return { width, count }
}

const knownIn = ({ cells }: CsvRow): number =>
  new Set(cells.map(fieldOfHead).filter((field) => field !== null)).size

/** The row that names the columns: under it stands the list, above it what the bank says of the account. */
function headOf(rows: readonly CsvRow[]): number {
  const known = rows.map(knownIn)
  const most = Math.max(...known)
  if (most >= 2) return known.indexOf(most)
  const { width } = usualWidth(rows)
  return rows.findIndex(({ cells }) => cells.length === width)
}

/** No name of a column is a day: some banks name none, and begin with the first entry. */
const isEntry = ({ cells }: CsvRow): boolean => cells.some((cell) => dayParts(cell) !== null)

const isNames = ({ cells }: CsvRow): boolean =>
  cells.filter((cell) => cell !== '').length > 1 && cells.every((cell) => !/\d/.test(cell))

/** What the columns are called, and where the list begins under it. Names may be broken into two rows: no entry is without a number. */
function headAndList(rows: readonly CsvRow[]): { head: string[]; from: number } {
  const at = headOf(rows.slice(0, LOOKED_AT))
  const [head, below] = [rows[at], rows[at + 1]]
  if (!head) return { head: [], from: 0 }
  if (isEntry(head)) return { head: head.cells.map((_, column) => `Column ${column + 1}`), from: at }
  if (!below || !isNames(below) || rows.length === at + 2) return { head: head.cells, from: at + 1 }
  const width = Math.max(head.cells.length, below.cells.length)
  const names = Array.from({ length: width }, (_, column) =>
    `${head.cells[column] ?? ''} ${below.cells[column] ?? ''}`.trim(),
  )
  return { head: names, from: at + 2 }
}

/** First of all: with several at once an amount such as 1.234,56 would be cut in two. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, MOST_TOP_SIGNS)
    .split(/\r\n|\r|\n/, LOOKED_AT)
    .join('\n')
  const scored = DELIMITERS.map((delimiter) => {
    const rows = readTop(lines, delimiter)
    const { width, count } = usualWidth(rows)
    const known = Math.max(0, ...rows.map(knownIn))
    return { delimiter, score: width < 2 ? 0 : known * LOOKED_AT + count }
  })
  const best = scored.reduce((before, one) => (one.score > before.score ? one : before))
  if (best.score === 0)
    throw fileFault(
      'It has one column only. Export it with the days and the amounts in columns of their own.',
    )
  return best.delimiter
}

/** A quote may be open where the top of a file ends; then this delimiter is told by fewer lines. */
function readTop(lines: string, delimiter: string): CsvRow[] {
  return parsed(lines, { delimiter, quote: '"', skip_records_with_error: true })
}

/** Reads a CSV file into rows under the names of their columns. Throws what is wrong, and where. */
export function readCsvTable(text: string): CsvTable {
  if (text.trim() === '') throw fileFault('It is empty.')
  const long = longLine(text, LONGEST_LINE)
  if (long !== null) throw fileFault('This line is longer than any entry.', { at: long })
  const rows = parsed(text, { delimiter: delimiterOf(text), to: MOST_ROWS })
  if (rows.length === MOST_ROWS) requireFewLines(MOST_ROWS)
  const { head, from } = headAndList(rows)
  if (head.length > MOST_COLUMNS) throw tooManyColumns()
  // Banks write totals and remarks under the list, in other columns than it has.
  const list = rows.slice(from).filter(({ cells }) => cells.length > 1)
  requireFewLines(list.length)
  if (list.length === 0) throw fileFault('It has names of columns and no entries under them.')
  const key = createHash('sha256').update(JSON.stringify(head.map((name) => name.toLowerCase())))
  return { head, rows: list, key: key.digest('hex') }
}
