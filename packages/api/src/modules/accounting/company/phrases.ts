import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { spokenName } from '../../../shared/spoken-name.ts'
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
    say: [
      '(our|the) invoices should (carry|show|have) (the|our) new phone number {phone}',
      '(our|the) invoices need (the|our) new phone number {phone}',
      '(put|print) (the|our) new phone number {phone} on (the|our) invoices',
      '(our|the) invoices should (carry|show|have) (the|our) new (mail|email) address {email}',
    ],
    ask: { footer: 'What shall it say?' },
    proposal: ({ input, named }) =>
      `change the business details: ${Object.keys(input)
        .map((field) => `${spokenName(field)} “${named(field)}”`)
        .join(', ')}`,
  },
} satisfies Record<string, ActPhrases>
