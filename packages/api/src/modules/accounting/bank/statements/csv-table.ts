import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setImmediate as immediate } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import type { Options } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
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

/** Some milliseconds of work. */
const BYTES_AT_ONCE = 32 * 1024

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
/** A line that belongs to nothing may be wider than the entries; none is by so much. */
const WIDEST_ROW = 10 * MOST_COLUMNS

/** Some banks write ="00123", so that Excel keeps what it holds as text. */
const withoutFormula = (cell: string): string => cell.replace(/^="([^"]*)"$/, '$1')

interface Found {
  info: { lines: number }
  record: string[]
}

const tooManyColumns = () => fileFault(`It has more than ${MOST_COLUMNS} columns.`)

const usual: Options = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  bom: true,
  trim: true,
  max_record_size: 100_000,
  info: true,
}

const rowOf = ({ info, record }: Found): CsvRow => ({ at: info.lines, cells: record.map(withoutFormula) })

function quoteFault(error: CsvError): Error {
  const at = (error as CsvError & { lines?: number }).lines
  return fileFault('The quotes of this row do not end.', at === undefined ? {} : { at })
}

/** In bytes: where a text is cut, a sign of two halves would be two that are none. Others have their turn between two parts. */
async function* partsOf(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += BYTES_AT_ONCE) {
    yield bytes.subarray(at, at + BYTES_AT_ONCE)
    await immediate()
  }
}

/** Ends the reading of a file that has more cells than any list of entries. */
async function rowsOf(text: string, delimiter: string): Promise<CsvRow[]> {
  const parser = Readable.from(partsOf(text)).pipe(parse({ ...usual, delimiter, to: MOST_ROWS }))
  const rows: CsvRow[] = []
  let cells = 0
  try {
    for await (const found of parser as AsyncIterable<Found>) {
      cells += found.record.length
      if (found.record.length > WIDEST_ROW || cells > MOST_CELLS) throw tooManyColumns()
      rows.push(rowOf(found))
    }
    return rows
  } catch (error) {
    throw error instanceof CsvError ? quoteFault(error) : error
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
  new Set(
    cells
      .slice(0, MOST_COLUMNS)
      .map(fieldOfHead)
      .filter((field) => field !== null),
  ).size

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
const readTop = (lines: string, delimiter: string): CsvRow[] =>
  (parseAtOnce(lines, { ...usual, delimiter, skip_records_with_error: true }) as unknown as Found[]).map(
    rowOf,
  )

/** Reads a CSV file into rows under the names of their columns. Throws what is wrong, and where. */
export async function readCsvTable(text: string): Promise<CsvTable> {
  if (text.trim() === '') throw fileFault('It is empty.')
  const long = longLine(text, LONGEST_LINE)
  if (long !== null) throw fileFault('This line is longer than any entry.', { at: long })
  const rows = await rowsOf(text, delimiterOf(text))
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
