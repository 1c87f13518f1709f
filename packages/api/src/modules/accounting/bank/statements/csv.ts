import { dayFrom } from '../../../../shared/written-days.ts'
import { plainAmount } from '../../../../shared/written-numbers.ts'
import type { CsvColumn } from '../schema.ts'
import { sizeOf } from './csv-fees.ts'
import { AMOUNTS, cellOf, entriesOf } from './csv-rows.ts'
import type { Reading } from './csv-rows.ts'
import type { CsvRow } from './csv-table.ts'
import { amountOf, cleanText, fileFault } from './statement.ts'
import type { Statement, StatementLine } from './statement.ts'

const placeOf = ({ table, layout }: Reading, { at }: CsvRow, column: CsvColumn) => ({
  at,
  column: table.head[layout.columns.indexOf(column)] ?? column,
})

/** "89.00 DR" as "-89.00": some write behind each amount whether it was debit or credit, or its currency. */
function withoutMarks(text: string, currency: string): string {
  const bare = text.replace(currency, '').trim()
  const [, size, side] = /^([\d.,'’\s]*\d)\s*(DR|CR|S|H)\.?$/i.exec(bare) ?? []
  if (size === undefined || side === undefined) return bare
  return /^[ds]/i.test(side) ? `-${size}` : size
}

function amountIn(reading: Reading, row: CsvRow, column: CsvColumn): bigint | null {
  const text = cellOf(reading, row, column)
  if (text === '') return null
  const place = placeOf(reading, row, column)
  const plain = plainAmount(withoutMarks(text, reading.currency), reading.layout.decimal)
  if (plain === null) throw fileFault(`“${text.slice(0, 40)}” is no amount.`, place)
  return amountOf(plain, { currency: reading.currency, ...place })
}

interface SignedReading extends Reading {
  /** The only column of amounts, where it names one way alone; null where both ways are told. */
  side: 'moneyIn' | 'moneyOut' | null
  /** Some of that column are without a minus, so that one says something. */
  countsSign: boolean
}

function signedReading(reading: Reading): SignedReading {
  const { columns } = reading.layout
  const named = columns.filter((column) => AMOUNTS.has(column))
  const [only] = named
  const side = named.length === 1 && (only === 'moneyIn' || only === 'moneyOut') ? only : null
  const cells = side === null ? [] : reading.table.rows.map((row) => cellOf(reading, row, side))
  return { ...reading, side, countsSign: cells.some((cell) => cell !== '' && !/^[(−-]/.test(cell)) }
}

/**
 * Cards write what was bought without a sign and what was paid back with a minus, in one column: there the sign counts, and
 * is turned where the column says what went out.
 */
function ofOneSide(reading: SignedReading, row: CsvRow, side: 'moneyIn' | 'moneyOut'): bigint {
  const found = amountIn(reading, row, side)
  const amount = reading.countsSign ? (found ?? 0n) : sizeOf(found)
  return side === 'moneyIn' ? amount : -amount
}

/** What came in, less what went out. */
function signedAmount(reading: SignedReading, row: CsvRow): bigint {
  const { columns, markOut } = reading.layout
  if (reading.side !== null) return ofOneSide(reading, row, reading.side)
  if (!columns.includes('amount'))
    return sizeOf(amountIn(reading, row, 'moneyIn')) - sizeOf(amountIn(reading, row, 'moneyOut'))
  const found = amountIn(reading, row, 'amount')
  if (found === null) throw fileFault('The amount is missing.', placeOf(reading, row, 'amount'))
  if (markOut === null || !columns.includes('mark')) return found
  const isOut = cellOf(reading, row, 'mark').toLowerCase() === markOut.toLowerCase()
  return isOut ? -sizeOf(found) : sizeOf(found)
}

function toLine(reading: SignedReading, row: CsvRow): StatementLine {
  const { columns, dayOrder } = reading.layout
  const written = cellOf(reading, row, 'day')
  const day = dayFrom(written, dayOrder)
  if (day === null)
    throw fileFault(
      `“${written.slice(0, 40)}” is no day as the others are written.`,
      placeOf(reading, row, 'day'),
    )
  const saidIn = (column: CsvColumn) => row.cells.filter((cell, at) => columns[at] === column && cell !== '')
  const counterparty = cleanText([...new Set(saidIn('counterparty'))].join(', '))
  return {
    at: row.at,
    day,
    amount: signedAmount(reading, row),
    text: cleanText(saidIn('text').join(' ')) || counterparty,
    counterparty,
    reference: cleanText(cellOf(reading, row, 'reference')),
    bankRef: '',
  }
}

function requireColumns({ table: { head }, layout: { columns } }: Reading): void {
  if (columns.length !== head.length)
    throw fileFault(`It has ${head.length} columns, and the layout names ${columns.length}.`)
  if (!columns.includes('day')) throw fileFault('The layout names no column for the day.')
  if (!columns.some((column) => AMOUNTS.has(column)))
    throw fileFault('The layout names no column for the amount.')
}

/** What the bank took beside an amount is an entry of its own, so that what was paid stays what was paid. */
function toLines(reading: SignedReading, row: CsvRow): StatementLine[] {
  const line = toLine(reading, row)
  const fee = sizeOf(amountIn(reading, row, 'fee'))
  if (fee === 0n) return [line]
  const text = cleanText(`Fee: ${line.text}`)
  return [line, { ...line, amount: -fee, text, counterparty: '', reference: '' }]
}

/** Reads the rows of a table by its layout. Throws what is wrong, and where. */
export function* readCsv(reading: Reading): Generator<void, Statement & { skipped: string[] }> {
  requireColumns(reading)
  const { rows, skipped } = entriesOf(reading)
  const signed = signedReading(reading)
  const read: StatementLine[][] = []
  for (const row of rows) {
    read.push(toLines(signed, row))
    yield
  }
  const lines = read.flat()
  const days = lines.map(({ day }) => day).toSorted()
  return {
    account: '',
    currency: null,
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    ...balancesOf(reading, { rows, moves: read.map(wholeOf) }),
    lines,
    skipped,
  }
}

/** How an entry moved the balance, its fee with it. */
const wholeOf = (of: readonly StatementLine[]): Pick<StatementLine, 'day' | 'amount'> => ({
  day: of[0]?.day ?? '',
  amount: of.reduce((sum, { amount }) => sum + amount, 0n),
})

/** What the account held before the first entry and after the last, where each row has the balance after it. */
function balancesOf(
  reading: Reading,
  { rows, moves }: { rows: readonly CsvRow[]; moves: readonly Pick<StatementLine, 'day' | 'amount'>[] },
): Pick<Statement, 'opening' | 'closing'> {
  const none = { opening: null, closing: null }
  const [top, bottom] = [rows[0], rows.at(-1)]
  const [topMove, bottomMove] = [moves[0], moves.at(-1)]
  if (!top || !bottom || !topMove || !bottomMove) return none
  const [atTop, atBottom] = [top, bottom].map((row) => amountIn(reading, row, 'balance'))
  if (atTop === null || atTop === undefined || atBottom === null || atBottom === undefined) return none
  const newestFirst = { opening: atBottom - bottomMove.amount, closing: atTop }
  const oldestFirst = { opening: atTop - topMove.amount, closing: atBottom }
  if (topMove.day !== bottomMove.day) return topMove.day > bottomMove.day ? newestFirst : oldestFirst
  // Of one day alone only the balances tell which way it is written.
  const moved = moves.reduce((sum, { amount }) => sum + amount, 0n)
  return newestFirst.opening + moved === newestFirst.closing ? newestFirst : oldestFirst
}
