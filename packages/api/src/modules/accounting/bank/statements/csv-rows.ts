import { currencyDigits } from '../../../../shared/currencies.ts'
import { dayParts } from '../../../../shared/written-days.ts'
import type { CsvColumn, CsvLayout } from '../schema.ts'
import { isCurrencyHead, isStateHead } from './csv-words.ts'
import type { CsvRow, CsvTable } from './csv-table.ts'
import { countOf, fileFault } from './statement.ts'

export interface Reading {
  table: CsvTable
  layout: CsvLayout
  currency: string
}

export const AMOUNTS = new Set<CsvColumn>(['amount', 'moneyIn', 'moneyOut'])

/** What stands in a column of a row; the first of them where there are several. */
export function cellOf({ layout }: Reading, { cells }: CsvRow, column: CsvColumn): string {
  return cells[layout.columns.indexOf(column)] ?? ''
}

/** How banks say that an entry is not there yet, or never will be: it comes once more when it is, or did not move anything. */
const NOT_BOOKED =
  /^(pending|reverted|declined|failed|cancell?ed|rejected|expired|en attente|pendiente|(umsatz )?vorgemerkt(er umsatz)?)$/i

const hasDay = (reading: Reading, row: CsvRow): boolean => dayParts(cellOf(reading, row, 'day')) !== null

/** Remarks around the list have neither a day nor an amount where entries have them. */
const isRemark = (reading: Reading, row: CsvRow): boolean =>
  !hasDay(reading, row) && [...AMOUNTS].every((column) => cellOf(reading, row, column) === '')

/** "Beginning balance as of 11/01/2026", "Saldo inicial": what some banks write among the entries. */
const BALANCE = /balance|saldo|solde|kontostand|bestand/i

/** Such a row has a day and moves nothing. */
const isBalance = (reading: Reading, row: CsvRow): boolean =>
  [...AMOUNTS].every((column) => cellOf(reading, row, column) === '') &&
  row.cells.some((cell, at) => reading.layout.columns[at] === 'text' && BALANCE.test(cell))

/** Which rows are entries of this account, and what there is besides, in words. Throws where all is of another currency. */
export function entriesOf(reading: Reading): { rows: CsvRow[]; skipped: string[] } {
  const { head } = reading.table
  const [states, currencies] = [isStateHead, isCurrencyHead].map((isWanted) =>
    head.flatMap((name, at) => (isWanted(name) ? [at] : [])),
  )
  const said = (row: CsvRow, columns: readonly number[] = []) => columns.map((at) => row.cells[at] ?? '')
  const list = reading.table.rows.filter((row) => !isRemark(reading, row))
  const booked = list.filter((row) => !said(row, states).some((state) => NOT_BOOKED.test(state)))
  const { ours: all, others } = byCurrency(booked, (row) => otherCurrency(reading, said(row, currencies)))
  const ours = all.filter((row) => !isBalance(reading, row))
  const balances = all.filter((row) => isBalance(reading, row))
  const [other] = others.keys()
  if (all.length === 0 && other !== undefined)
    throw fileFault(`It is in ${other}, and the account is in ${reading.currency}.`)
  // Banks write sums under the list, which are of no day.
  const last = ours.findLastIndex((row) => hasDay(reading, row))
  const rows = last === -1 ? ours : ours.slice(0, last + 1)
  const [unbooked, sums] = [list.length - booked.length, ours.slice(rows.length)]
  return {
    rows,
    skipped: [
      ...(unbooked > 0 ? [`${countOf(unbooked)} not booked by the bank`] : []),
      ...[...others].map(([currency, count]) => `${countOf(count)} in ${currency}`),
      ...balances.map(({ at }) => `line ${at}, which is a balance`),
      ...sums.map(({ at }) => `line ${at}, which has no day`),
    ],
  }
}

/** A currency that is not the account's; undefined where a row is in the account's, or says none. */
const otherCurrency = ({ currency }: Reading, said: readonly string[]): string | undefined => {
  const named = said.filter((code) => /^[A-Z]{3}$/.test(code) && currencyDigits(code) !== null)
  return named.includes(currency) ? undefined : named[0]
}

function byCurrency(rows: readonly CsvRow[], otherOf: (row: CsvRow) => string | undefined) {
  const others = new Map<string, number>()
  const ours = rows.filter((row) => {
    const other = otherOf(row)
    if (other !== undefined) others.set(other, (others.get(other) ?? 0) + 1)
    return other === undefined
  })
  return { ours, others }
}
