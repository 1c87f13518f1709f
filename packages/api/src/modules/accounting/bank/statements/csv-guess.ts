import { dayParts, guessDayOrder } from '../../../../shared/written-days.ts'
import { guessDecimal, plainAmount } from '../../../../shared/written-numbers.ts'
import type { CsvColumn, CsvGuess } from '../schema.ts'
import { takesFees } from './csv-fees.ts'
import { AMOUNTS } from './csv-rows.ts'
import { fieldOfHead, isNetHead, isStateHead } from './csv-words.ts'
import type { CsvRow, CsvTable } from './csv-table.ts'

/** How signs say that money went out, beside an amount without one. */
const OUT = new Set(['d', 'dr', 'debit', 's', 'soll', 'debet', 'af', 'dbit', 'debito', 'cargo', 'out', '-'])

const LOOKED_AT = 400

/** Several may be of one kind: what says what for, and who, where the bank names both sides. */
const MANY = new Set<CsvColumn>(['text', 'counterparty'])

const cellsOf = (rows: readonly CsvRow[], at: number): string[] =>
  rows.slice(0, LOOKED_AT).flatMap(({ cells }) => cells[at] || [])

/** Of what there are several, such as the day of the value, the first counts. */
function namedColumns({ head, rows }: CsvTable): CsvColumn[] {
  const seen = new Set<CsvColumn>()
  const net = head.findIndex((name, at) => isNetHead(name) && cellsOf(rows, at).length > 0)
  const named = head.map((name, at): CsvColumn => {
    const column = fieldOfHead(name) ?? 'none'
    const isUnused = column === 'amount' && (cellsOf(rows, at).length === 0 || (net !== -1 && at !== net))
    if (isUnused || (!MANY.has(column) && seen.has(column))) return 'none'
    seen.add(column)
    return column
  })
  const needless = new Set<CsvColumn>(seen.has('amount') ? ['moneyIn', 'moneyOut'] : ['mark'])
  return named.map((column) => (needless.has(column) ? 'none' : column))
}

const holdsDays = (rows: readonly CsvRow[], at: number): boolean =>
  rows.slice(0, LOOKED_AT).every(({ cells }) => dayParts(cells[at] ?? '') !== null)

/** The one column without a name we know in which there are amounts; none where it may be another. */
function amountsAt(columns: readonly CsvColumn[], rows: readonly CsvRow[]): number {
  const found = columns.flatMap((column, at) => {
    const cells = column === 'none' ? cellsOf(rows, at) : []
    const isAmounts =
      cells.length > 0 && cells.every((cell) => plainAmount(cell, guessDecimal(cells)) !== null)
    return isAmounts && cells.some((cell) => /[.,]\d\d$/.test(cell)) ? [at] : []
  })
  return found.length === 1 ? (found[0] ?? -1) : -1
}

/** Where most is written. */
function wordsAt(columns: readonly CsvColumn[], { head, rows }: CsvTable): number {
  const sizes = columns.map((column, at) =>
    column === 'none' && !isStateHead(head[at] ?? '')
      ? cellsOf(rows, at).join('').replaceAll(/\P{L}/gu, '').length
      : 0,
  )
  const most = Math.max(...sizes)
  return most === 0 ? -1 : sizes.indexOf(most)
}

/** What no name of a column tells, by what stands in it. */
function fillIn(columns: CsvColumn[], table: CsvTable): void {
  const { rows } = table
  const name = (column: CsvColumn, at: number) => {
    if (at !== -1) columns[at] = column
  }
  if (!columns.includes('day'))
    name(
      'day',
      columns.findIndex((_, at) => holdsDays(rows, at)),
    )
  if (!columns.some((column) => AMOUNTS.has(column))) name('amount', amountsAt(columns, rows))
  if (columns.includes('text')) return
  const reference = columns.indexOf('reference')
  name('text', reference === -1 ? wordsAt(columns, table) : reference)
}

/** What the columns are by their names and by what stands in them. */
export function guessLayout(table: CsvTable): CsvGuess {
  const { rows } = table
  const columns = namedColumns(table)
  fillIn(columns, table)
  const samples = (...wanted: readonly CsvColumn[]): string[] =>
    rows
      .slice(0, LOOKED_AT)
      .flatMap(({ cells }) =>
        cells.filter((cell, at) => cell !== '' && wanted.includes(columns[at] ?? 'none')),
      )
  const guess = {
    columns,
    dayOrder: guessDayOrder(samples('day')),
    markOut: samples('mark').find((sign) => OUT.has(sign.toLowerCase())) ?? null,
    decimal: guessDecimal(samples('amount', 'moneyIn', 'moneyOut')),
  }
  if (takesFees(guess, table)) return guess
  return { ...guess, columns: columns.map((column) => (column === 'fee' ? 'none' : column)) }
}

/** What a person has to say before such a file can be read; null where the guess is whole. */
export function questionAbout({ columns, dayOrder }: CsvGuess, table: CsvTable): string | null {
  const day = columns.indexOf('day')
  if (day === -1) return 'Which column holds the day?'
  if (!columns.some((column) => AMOUNTS.has(column))) return 'Which column holds the amount?'
  if (dayOrder !== null) return null
  const sample = table.rows.map(({ cells }) => cells[day]).find((text) => text !== undefined && text !== '')
  return `Is ${sample ?? 'the day'} written day first or month first?`
}
