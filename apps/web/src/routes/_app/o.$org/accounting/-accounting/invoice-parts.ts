import type { Accounting } from './book-page.tsx'
import type { TaxCode } from './invoice-form.ts'
import type { LedgerAccount } from './use-ledger-accounts.ts'

/** What an invoice is written with. */
export interface InvoiceParts {
  baseCurrency: string
  taxes: readonly TaxCode[]
  accounts: readonly LedgerAccount[]
  company: Accounting['company']['get']
}
