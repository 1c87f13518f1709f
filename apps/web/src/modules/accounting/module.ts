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
}
