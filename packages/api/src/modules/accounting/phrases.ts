import type { Phrases } from '../../platform/catalog/phrases.ts'
import { accountPhrases } from './accounts/phrases.ts'
import { companyPhrases } from './company/phrases.ts'
import { contactPhrases } from './contacts/phrases.ts'
import { taxPhrases } from './taxes/phrases.ts'
import { invoicePhrases } from './documents/phrases.ts'
import { bankPhrases } from './bank/phrases.ts'
import { exportPhrases } from './exports/phrases.ts'
import { journalPhrases } from './journals/phrases.ts'
import { paymentPhrases } from './payments/phrases.ts'
import { reportPhrases } from './reports/phrases.ts'
import { bookTold, verdictTold } from './book/telling.ts'

export const accountingPhrases = {
  acts: {
    'book.get': {
      say: [
        '(how|in which way) are (the|our) books set up',
        '(in|) (which|what) currency (are|do we keep) (the|our) books (in|)',
        'when does (the|our) (fiscal|financial|business) year (start|begin)',
        '(until when|up to which day) are (the|our) books closed',
        '(are|have) (the|our) books (set up|been set up|closed) (yet|)',
        'what is the (base|main) currency of (the|our) books',
      ],
      not: ['what currency does the organization use', 'when does the subscription start'],
      answer: bookTold,
    },
    'book.verify': {
      say: [
        '(check|verify|recompute|audit) (the|our|all|) books (again|please|)',
        '(check|verify) (whether|if|that) (the|our) books (add up|are right|are whole)',
        '(run|do|start) (a|the) check of (the|our) books',
        'recompute (the|our) (balances|ledger) (of the books|)',
      ],
      not: ['show the audit log', 'are the books set up', 'check the task'],
      proposal: () => 'check the books',
      answer: verdictTold,
    },
    'book.setUp': { say: [], where: 'on the page “Accounting”' },
    ...accountPhrases,
    ...journalPhrases,
    ...companyPhrases,
    ...taxPhrases,
    ...contactPhrases,
    ...invoicePhrases,
    ...paymentPhrases,
    ...reportPhrases,
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
