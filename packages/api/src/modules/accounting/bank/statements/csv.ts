import { dayFrom, dayParts, guessDayOrder } from '../../../../shared/written-days.ts'
import { guessDecimal, plainAmount } from '../../../../shared/written-numbers.ts'
import type { CsvColumn, CsvGuess, CsvLayout } from '../schema.ts'
import { fieldOfHead } from './csv-words.ts'
import type { CsvRow, CsvTable } from './csv-table.ts'
import { amountOf, cleanText, fileFault } from './statement.ts'
import type { Statement, StatementLine } from './statement.ts'

/** How signs say that money went out, beside an amount without one. */
const OUT = new Set(['d', 'dr', 'debit', 's', 'soll', 'debet', 'af', 'dbit', 'debito', 'cargo', 'out', '-'])

const LOOKED_AT = 400

/** Several columns may be text; of what else there are several, such as the day of the value, the first counts. */
function namedColumns(head: readonly string[]): CsvColumn[] {
  const seen = new Set<CsvColumn>()
  const named = head.map((name): CsvColumn => {
    const column = fieldOfHead(name) ?? 'none'
    if (column !== 'text' && seen.has(column)) return 'none'
    seen.add(column)
    return column
  })
  const needless = new Set<CsvColumn>(seen.has('amount') ? ['moneyIn', 'moneyOut'] : ['mark'])
  return named.map((column) => (needless.has(column) ? 'none' : column))
}

const holdsDays = (rows: readonly CsvRow[], at: number): boolean =>
  rows.slice(0, LOOKED_AT).every(({ cells }) => dayParts(cells[at] ?? '') !== null)

/** What the columns are by their names and by what stands in them. */
export function guessLayout({ head, rows }: CsvTable): CsvGuess {
  const columns = namedColumns(head)
  const dayAt = columns.includes('day') ? -1 : columns.findIndex((_, at) => holdsDays(rows, at))
  if (dayAt !== -1) columns[dayAt] = 'day'
  const samples = (...wanted: readonly CsvColumn[]): string[] =>
    rows
      .slice(0, LOOKED_AT)
      .flatMap(({ cells }) =>
        cells.filter((cell, at) => cell !== '' && wanted.includes(columns[at] ?? 'none')),
      )
  return {
    columns,
    dayOrder: guessDayOrder(samples('day')),
    markOut: samples('mark').find((sign) => OUT.has(sign.toLowerCase())) ?? null,
    decimal: guessDecimal(samples('amount', 'moneyIn', 'moneyOut')),
  }
}

const AMOUNTS = new Set<CsvColumn>(['amount', 'moneyIn', 'moneyOut'])

/** What a person has to say before such a file can be read; null where the guess is whole. */
export function questionAbout({ columns, dayOrder }: CsvGuess, table: CsvTable): string | null {
  const day = columns.indexOf('day')
  if (day === -1) return 'Which column holds the day?'
  if (!columns.some((column) => AMOUNTS.has(column))) return 'Which column holds the amount?'
  if (dayOrder !== null) return null
  const sample = table.rows.map(({ cells }) => cells[day]).find((text) => text !== undefined && text !== '')
  return `Is ${sample ?? 'the day'} written day first or month first?`
}

interface Reading {
  table: CsvTable
  layout: CsvLayout
  currency: string
}

/** What stands in a column of a row; the first of them where there are several. */
function cellOf({ layout }: Reading, { cells }: CsvRow, column: CsvColumn): string {
  return cells[layout.columns.indexOf(column)] ?? ''
}

const placeOf = ({ table, layout }: Reading, { at }: CsvRow, column: CsvColumn) => ({
  at,
  column: table.head[layout.columns.indexOf(column)] ?? column,
})

function amountIn(reading: Reading, row: CsvRow, column: CsvColumn): bigint | null {
  const text = cellOf(reading, row, column)
  if (text === '') return null
  const place = placeOf(reading, row, column)
  const plain = plainAmount(text, reading.layout.decimal)
  if (plain === null) throw fileFault(`“${text.slice(0, 40)}” is no amount.`, place)
  return amountOf(plain, { currency: reading.currency, ...place })
}

const sizeOf = (amount: bigint | null): bigint => {
  if (amount === null) return 0n
  return amount < 0n ? -amount : amount
}

/** What came in, less what went out. */
function signedAmount(reading: Reading, row: CsvRow): bigint {
  const { columns, markOut } = reading.layout
  if (!columns.includes('amount'))
    return sizeOf(amountIn(reading, row, 'moneyIn')) - sizeOf(amountIn(reading, row, 'moneyOut'))
  const found = amountIn(reading, row, 'amount')
  if (found === null) throw fileFault('The amount is missing.', placeOf(reading, row, 'amount'))
  if (markOut === null || !columns.includes('mark')) return found
  const isOut = cellOf(reading, row, 'mark').toLowerCase() === markOut.toLowerCase()
  return isOut ? -sizeOf(found) : sizeOf(found)
}

function toLine(reading: Reading, row: CsvRow): StatementLine {
  const { columns, dayOrder } = reading.layout
  const written = cellOf(reading, row, 'day')
  const day = dayFrom(written, dayOrder)
  if (day === null)
    throw fileFault(
      `“${written.slice(0, 40)}” is no day as the others are written.`,
      placeOf(reading, row, 'day'),
    )
  const counterparty = cleanText(cellOf(reading, row, 'counterparty'))
  const texts = row.cells.filter((_, at) => columns[at] === 'text')
  return {
    at: row.at,
    day,
    amount: signedAmount(reading, row),
    text: cleanText(texts.join(' ')) || counterparty,
    counterparty,
    reference: cleanText(cellOf(reading, row, 'reference')),
    bankRef: '',
  }
}

/** Remarks under the list have neither a day nor an amount. */
const isEntry = (reading: Reading, row: CsvRow): boolean =>
  ['day', ...AMOUNTS].some((column) => cellOf(reading, row, column as CsvColumn) !== '')

function requireColumns({ table: { head }, layout: { columns } }: Reading): void {
  if (columns.length !== head.length)
    throw fileFault(`It has ${head.length} columns, and the layout names ${columns.length}.`)
  if (!columns.includes('day')) throw fileFault('The layout names no column for the day.')
  if (!columns.some((column) => AMOUNTS.has(column)))
    throw fileFault('The layout names no column for the amount.')
}

/** Reads the rows of a table by its layout. Throws what is wrong, and where. */
export function readCsv(reading: Reading): Statement {
  requireColumns(reading)
  const rows = reading.table.rows.filter((row) => isEntry(reading, row))
  const lines = rows.map((row) => toLine(reading, row))
  const days = lines.map(({ day }) => day).toSorted()
  return {
    account: '',
    currency: null,
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    ...balancesOf(reading, { rows, lines }),
    lines,
  }
}

/** What the account held before the first entry and after the last, where each row has the balance after it. */
function balancesOf(
  reading: Reading,
  { rows, lines }: { rows: readonly CsvRow[]; lines: readonly StatementLine[] },
): Pick<Statement, 'opening' | 'closing'> {
  const none = { opening: null, closing: null }
  const [top, bottom] = [rows[0], rows.at(-1)]
  const [topLine, bottomLine] = [lines[0], lines.at(-1)]
  if (!top || !bottom || !topLine || !bottomLine) return none
  const [atTop, atBottom] = [top, bottom].map((row) => amountIn(reading, row, 'balance'))
  if (atTop === null || atTop === undefined || atBottom === null || atBottom === undefined) return none
  // Many banks write the newest first.
  return topLine.day > bottomLine.day
    ? { opening: atBottom - bottomLine.amount, closing: atTop }
    : { opening: atTop - topLine.amount, closing: atBottom }
}
