import type { InstantColumn, NullableInstant, TableDeclaration } from '@hub/db'
import type { ColumnType, Generated } from 'kysely'

type Made = ColumnType<string, string | Date, never>
type Once<T> = ColumnType<T, T, never>

export interface AccountingBankAccountTable {
  id: Once<string>
  orgId: Once<string>
  name: string
  accountId: Once<string>
  currency: Once<string>
  /** IBAN or number, as the bank's files name it. */
  identifier: string
  archivedAt: NullableInstant
  createdAt: Made
  updatedAt: InstantColumn
  version: Generated<number>
}

export type StatementFormat = 'ofx' | 'csv' | 'camt'

export interface AccountingStatementTable {
  id: Once<string>
  orgId: Once<string>
  bankAccountId: Once<string>
  fileName: Once<string>
  /** What was attached to the bank account and read; null where its text was given. */
  fileId: Once<string | null>
  /** Of a CSV file, what its columns are kept under. */
  head: Once<string | null>
  format: Once<StatementFormat>
  fromOn: Once<string | null>
  toOn: Once<string | null>
  openingMinor: ColumnType<number | null, string | null, never>
  closingMinor: ColumnType<number | null, string | null, never>
  readCount: Once<number>
  addedCount: Once<number>
  createdById: Once<string | null>
  createdAt: Made
}

export interface AccountingBankLineTable {
  id: Once<string>
  orgId: Once<string>
  bankAccountId: Once<string>
  statementId: Once<string>
  bookedOn: Once<string>
  /** + came in, - went out. */
  amountMinor: ColumnType<number, string, never>
  currency: Once<string>
  text: Once<string>
  counterparty: Once<string>
  reference: Once<string>
  bankRef: Once<string>
  twinKey: Once<Buffer>
  matchedMinor: Generated<number>
}

export interface AccountingMatchTable {
  id: Once<string>
  orgId: Once<string>
  bankLineId: Once<string>
  amountMinor: ColumnType<number, string, never>
  paymentId: Once<string | null>
  entryId: Once<string | null>
  /** Whether matching wrote the payment or entry, so that undoing takes it back. */
  isMade: Once<boolean>
  createdById: Once<string | null>
  createdAt: Made
  undoneAt: NullableInstant
  undoneById: string | null
}

export interface AccountingCsvLayoutTable {
  orgId: Once<string>
  bankAccountId: Once<string>
  head: Once<string>
  layout: ColumnType<unknown, string, string>
  updatedAt: InstantColumn
}

declare module '@hub/db/tables' {
  interface ModuleTables {
    accountingBankAccount: AccountingBankAccountTable
    accountingStatement: AccountingStatementTable
    accountingBankLine: AccountingBankLineTable
    accountingMatch: AccountingMatchTable
    accountingCsvLayout: AccountingCsvLayoutTable
  }
}

const erased = { atEnd: 'erased' } as const

export const bankTables = {
  accounting_bank_account: erased,
  accounting_statement: erased,
  accounting_bank_line: erased,
  accounting_match: erased,
  accounting_csv_layout: erased,
} as const satisfies Record<string, TableDeclaration>
