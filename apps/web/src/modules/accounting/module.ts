import { BookOpenText } from 'lucide-react'
import type { WebModule } from '../web-module.ts'

export const accounting: WebModule = {
  name: 'accounting',
  chart: { name: 'Accounting', color: 3 },
  places: [
    {
      to: '/o/$org/accounting',
      letter: 'u',
      label: 'Accounting',
      icon: BookOpenText,
      group: 'modules',
      permission: 'accounting.book.read',
      keywords: ['books', 'journal', 'ledger', 'trial balance', 'profit and loss', 'balance sheet', 'bank'],
    },
  ],
  shortcuts: [
    {
      group: 'Accounting',
      keys: [
        { what: 'New entry, in the journal', keys: ['N'] },
        { what: 'Next or previous line of the bank', keys: ['J', 'K'] },
        { what: 'Match the line of the bank', keys: ['Enter'] },
        { what: 'Take back the last match', keys: ['U'] },
        { what: 'Fill in what is missing, in an amount', keys: ['='] },
        { what: 'Post the entry', keys: ['Ctrl Enter'] },
      ],
    },
  ],
  programs: {
    read: 'modules/accounting/reports/trialBalance',
    write: {
      path: 'modules/accounting/accounts/create',
      body: '{"code": "6310", "name": "Paper and ink", "type": "expense"}',
      idempotencyKey: 'account-6310',
    },
  },
}
