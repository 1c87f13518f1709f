import type { ActPhrases, Proposal } from '../../../platform/catalog/phrases.ts'
import { BookPart } from './schema.ts'
import { bookTold, closedTold, verdictTold } from './telling.ts'

const parts = {
  forNow: ['everything', 'all of it', 'for now', 'provisionally'],
  forGood: ['for good', 'for ever', 'forever', 'permanently', 'once and for all'],
  sales: ['sales', 'invoices', 'invoicing', 'revenue'],
  bank: ['bank', 'payments', 'the bank'],
  taxes: ['tax', 'taxes', 'vat'],
}
const inWords: Readonly<Record<BookPart, string>> = {
  forNow: 'the books',
  forGood: 'the books for good',
  sales: 'the books for invoices',
  bank: 'the books for payments and the bank',
  taxes: 'the books for everything with a tax',
}
const wordsOf = ({ part }: Proposal['input']) => inWords[BookPart.catch('forNow').parse(part)]

export const bookPhrases = {
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
  'book.close': {
    say: [
      'close the books (up to|until|through|to) {until}',
      '(close|lock|shut) (everything|the books|all days) (before|up to|until) {until}',
      '(close|lock) the (month|quarter|year|period) (up to|until|ending) {until}',
      '(close|lock|finish) (the|our) (fiscal|financial|business|) (year|quarter|month) (of|) {until}',
      '(close|lock) {part} (up to|until) {until}',
      'close the books {part} (up to|until) {until}',
      'no more (postings|bookings|entries) (up to|before) {until}',
      'nobody (shall|should|may) post (anything|) (up to|before) {until}',
      '(lock|close) the (accounts|ledgers) (until|up to) {until}',
    ],
    not: ['are the books closed', 'close the task', 'close the account', 'until when are the books closed'],
    looksBack: true,
    words: { part: parts },
    ask: { until: 'Up to which day?' },
    proposal: ({ input, named }) => `close ${wordsOf(input)} up to ${named('until')}`,
    answer: closedTold,
  },
  'book.reopen': {
    say: [
      '(open|reopen|unlock) the books (again|)',
      '(open|reopen|unlock) {part} (again|) in the books',
      'open the closed days (of the books|) again',
      '(reopen|unlock) the (month|period|closed period) in the books',
      'take back the closing of the books',
      'the books (should|shall) take entries again',
    ],
    not: ['open the books', 'reopen the task', 'show the books'],
    words: { part: { forNow: parts.forNow, sales: parts.sales, bank: parts.bank, taxes: parts.taxes } },
    proposal: ({ input }) => `open ${wordsOf(input)} again`,
    answer: closedTold,
  },
} satisfies Record<string, ActPhrases>
