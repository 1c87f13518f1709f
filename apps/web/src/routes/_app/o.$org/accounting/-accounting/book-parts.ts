import type { Book } from './book-page.tsx'

export type BookPart = keyof Book['closed']

/** What can be closed, from all of it to one part. */
export const bookParts = {
  forNow: { name: 'Everything, for now', hint: 'Only those who may set up the books still post there.' },
  forGood: { name: 'Everything, for good', hint: 'Nobody posts there, and it never opens again.' },
  sales: { name: 'Invoices', hint: 'No invoice or credit note of these days.' },
  bank: { name: 'Payments and the bank', hint: 'No payment of these days, and no line of a statement.' },
  taxes: { name: 'Taxes', hint: 'Nothing with a tax on it, once you have sent your return.' },
} as const satisfies Record<BookPart, { name: string; hint: string }>
