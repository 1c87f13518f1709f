import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { companyTold } from './telling.ts'

export const companyPhrases = {
  'company.get': {
    say: [
      '(show|open|read) (me|) (the|our) (business details|details of the business|company details)',
      '(what|which) (address|iban|tax id|bank account|terms) (is|are|stands|stand) on (the|our) invoices',
      'what do our invoices say (about|of) us',
      '(what|which) (is|are) our (payment terms|terms of payment|iban|tax id)',
      '(our|the) business details',
    ],
    not: ['show the settings', 'show my profile'],
    answer: companyTold,
  },
  'company.update': {
    say: [],
    ask: { footer: 'What shall it say?' },
    proposal: () => 'change the business details',
  },
} satisfies Record<string, ActPhrases>
