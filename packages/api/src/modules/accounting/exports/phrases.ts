import type { ActPhrases } from '../../../platform/catalog/phrases.ts'

export const exportPhrases = {
  'exports.prepare': {
    say: [
      '(export|download) (the|our|) books (as a file|as a journal|)',
      '(export|download) (the|our|) (books|journal|ledger) (to|for|as) (hledger|beancount)',
      '(give|send) me (the|our|) books (as a|in a|as) (file|hledger file|beancount file|plain text)',
      '(i need|can i have|could i get) (the|our|) books (as a file|for hledger|for beancount)',
      '(take|get) (the|our|) books out (as a file|)',
    ],
    where: 'on the page “Accounting”, under “Journal”, by “Export”',
  },
} satisfies Record<string, ActPhrases>
