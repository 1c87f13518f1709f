import type { ActPhrases, Phrases } from '../../platform/catalog/phrases.ts'
import { accountPhrases } from './accounts/phrases.ts'
import { companyPhrases } from './company/phrases.ts'
import { contactPhrases } from './contacts/phrases.ts'
import { taxPhrases } from './taxes/phrases.ts'
import { customerStatementPhrases } from './customer-statements/phrases.ts'
import { invoicePhrases } from './documents/phrases.ts'
import { bankPhrases } from './bank/phrases.ts'
import { exportPhrases } from './exports/phrases.ts'
import { journalPhrases } from './journals/phrases.ts'
import { paymentPhrases } from './payments/phrases.ts'
import { refundPhrases } from './refunds/phrases.ts'
import { reminderPhrases } from './reminders/phrases.ts'
import { reportPhrases } from './reports/phrases.ts'
import { bookPhrases } from './book/phrases.ts'
import { accountingGuides } from './guides.ts'

/** Money is asked of the books before the data of a shop, unless what was sold there is named. */
const beforeData = {
  withRows: 'accounting_account',
  unless: ['order', 'purchase', 'sell', 'sold', 'sale', 'buy', 'bought'],
}

const ofMoney = (acts: Readonly<Record<string, ActPhrases>>): Record<string, ActPhrases> =>
  Object.fromEntries(Object.entries(acts).map(([path, phrases]) => [path, { ...phrases, beforeData }]))

export const accountingPhrases = {
  help: {
    'invoices.create': { about: 'Invoices', say: 'Invoice Harlan & Sons for 3 cakes at 24' },
    'invoices.list': { about: 'Invoices', say: 'Which invoices are overdue?' },
    'reports.receivables': { about: 'The books', say: 'Who still owes us money?' },
  },
  guides: accountingGuides,
  acts: {
    ...bookPhrases,
    ...accountPhrases,
    ...journalPhrases,
    ...companyPhrases,
    ...taxPhrases,
    ...contactPhrases,
    ...ofMoney({
      ...invoicePhrases,
      ...paymentPhrases,
      ...refundPhrases,
      ...customerStatementPhrases,
      ...reminderPhrases,
      ...reportPhrases,
    }),
    ...exportPhrases,
    ...bankPhrases,
  },
  words: {
    type: {
      asset: ['asset', 'assets', 'what we own'],
      liability: ['liability', 'liabilities', 'debt'],
      equity: ['equity', 'capital'],
      income: ['income', 'revenue'],
      expense: ['expense', 'expenses', 'cost', 'costs'],
    },
  },
} satisfies Phrases
