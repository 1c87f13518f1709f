import type { Accounting } from './book-page.tsx'

type AccountType = Accounting['reports']['trialBalance']['rows'][number]['type']

/** In the order of reports. */
export const types = ['asset', 'liability', 'equity', 'income', 'expense'] as const satisfies AccountType[]

export const typeWords: Readonly<Record<AccountType, string>> = {
  asset: 'Assets',
  liability: 'Liabilities',
  equity: 'Equity',
  income: 'Income',
  expense: 'Expenses',
}
