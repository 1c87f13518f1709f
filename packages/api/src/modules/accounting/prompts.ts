import type { PromptDeclaration } from '../../platform/catalog/prompts.ts'

/** What people ask again and again of an assistant of their own. */
export const accountingPrompts: readonly PromptDeclaration[] = [
  {
    name: 'overdue-invoices',
    title: 'Who owes us',
    description: 'Who owes how much since when, with a reminder to send to each',
    text: 'Find out who owes us money and since when. List it by customer, the longest overdue first, with the numbers of the invoices, and draft a short and friendly reminder to each that I can send myself. Change nothing.',
    uses: ['reports.receivables', 'invoices.list'],
  },
  {
    name: 'month-in-figures',
    title: 'A month in figures',
    description: 'How a month went, against the one before',
    arguments: [{ name: 'month', description: 'The month, such as October 2026', isRequired: true }],
    text: 'Tell me how {month} went: what we earned and spent, what is left, and the three accounts that changed most against the month before. Explain it as you would to somebody who keeps no books.',
    uses: ['reports.profitAndLoss', 'reports.ledger'],
  },
]
