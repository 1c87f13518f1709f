import type { Phrases } from '../../platform/catalog/phrases.ts'
import { accountPhrases } from './accounts/phrases.ts'
import { exportPhrases } from './exports/phrases.ts'
import { journalPhrases } from './journals/phrases.ts'
import { reportPhrases } from './reports/phrases.ts'

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
    },
    'book.setUp': { say: [], where: 'on the page “Accounting”' },
    ...accountPhrases,
    ...journalPhrases,
    ...reportPhrases,
    ...exportPhrases,
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
