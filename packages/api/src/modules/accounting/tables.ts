import type { InstantColumn, NullableInstant, TableDeclaration } from '@hub/db'
import type { ColumnType, Generated } from 'kysely'
import type { AccountType } from './accounts/schema.ts'
import { bankTables } from './bank/tables.ts'
import { documentTables } from './documents/tables.ts'
import type { EntryKind } from './ledger/posting.ts'

/** Written by `app.accounting_post` alone. */
type Posted<T> = ColumnType<T, never, never>

export interface AccountingBookTable {
  orgId: string
  baseCurrency: string
  country: string
  yearStartMonth: number
  yearStartDay: number
  softUntil: string | null
  hardUntil: string | null
  saleUntil: string | null
  purchaseUntil: string | null
  bankUntil: string | null
  taxUntil: string | null
  createdAt: ColumnType<string, string | Date, never>
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface AccountingAccountTable {
  id: string
  orgId: string
  code: string
  name: string
  type: AccountType
  subtype: string
  role: string | null
  currency: string | null
  archivedAt: NullableInstant
  createdAt: ColumnType<string, string | Date, never>
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface AccountingCounterTable {
  orgId: Posted<string>
  series: Posted<string>
  fiscalYear: Posted<number>
  last: Posted<number>
}

export interface AccountingEntryTable {
  id: Posted<string>
  orgId: Posted<string>
  series: Posted<string>
  fiscalYear: Posted<number>
  number: Posted<number>
  entryDate: Posted<string>
  kind: Posted<EntryKind>
  lineCount: Posted<number>
  sourceKey: Posted<string | null>
  reversesId: Posted<string | null>
  memo: Posted<string>
  actorId: Posted<string | null>
  postedAt: Posted<string>
}

export interface AccountingLineTable {
  orgId: Posted<string>
  entryId: Posted<string>
  n: Posted<number>
  entryDate: Posted<string>
  accountId: Posted<string>
  currency: Posted<string>
  amountMinor: Posted<number>
  baseMinor: Posted<number>
  contactId: Posted<string | null>
  taxCodeId: Posted<string | null>
  memo: Posted<string>
}

export interface AccountingBalanceTable {
  orgId: Posted<string>
  month: Posted<string>
  accountId: Posted<string>
  currency: Posted<string>
  isClosing: Posted<boolean>
  amountMinor: Posted<number>
  baseMinor: Posted<number>
  lines: Posted<number>
}

declare module '@hub/db/tables' {
  interface ModuleTables {
    accountingBook: AccountingBookTable
    accountingAccount: AccountingAccountTable
    accountingCounter: AccountingCounterTable
    accountingEntry: AccountingEntryTable
    accountingLine: AccountingLineTable
    accountingBalance: AccountingBalanceTable
  }
}

export const accountingTables = {
  accounting_book: { atEnd: 'erased', grants: { hub_books: 'select, update (version)' } },
  accounting_account: { atEnd: 'erased', grants: { hub_books: 'select' } },
  accounting_counter: { atEnd: 'erased', grants: { hub_books: 'select, insert, update' } },
  accounting_entry: { atEnd: 'erased', grants: { hub_books: 'select, insert' } },
  accounting_line: { atEnd: 'erased', grants: { hub_books: 'select, insert' } },
  accounting_balance: { atEnd: 'erased', grants: { hub_books: 'select, insert, update' } },
  ...documentTables,
  ...bankTables,
} as const satisfies Record<string, TableDeclaration>
