import type { Migration } from '@hub/db/migrations'
import * as ledger from './202611230100_ledger.ts'
import * as documents from './202611240100_documents.ts'
import * as camt from './202612110100_camt.ts'
import * as importsRemoved from './202612120100_imports_removed.ts'
import * as refunds from './202612120200_refunds.ts'
import * as reminders from './202612150100_reminders.ts'
import * as takenBack from './202612170100_taken_back.ts'
import * as columnsForgotten from './202612120300_columns_forgotten.ts'

export const accountingMigrations: Readonly<Record<string, Migration>> = {
  'accounting/202611230100_ledger': ledger,
  'accounting/202611240100_documents': documents,
  'accounting/202612110100_camt': camt,
  'accounting/202612120100_imports_removed': importsRemoved,
  'accounting/202612120200_refunds': refunds,
  'accounting/202612120300_columns_forgotten': columnsForgotten,
  'accounting/202612150100_reminders': reminders,
  'accounting/202612170100_taken_back': takenBack,
}
