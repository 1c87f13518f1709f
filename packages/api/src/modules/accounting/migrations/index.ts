import type { Migration } from '@hub/db/migrations'
import * as ledger from './202611230100_ledger.ts'

export const accountingMigrations: Readonly<Record<string, Migration>> = {
  'accounting/202611230100_ledger': ledger,
}
