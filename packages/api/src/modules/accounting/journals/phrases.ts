import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { entriesTold } from './telling.ts'

export const journalPhrases = {
  'journals.list': {
    say: [
      '(show|list|open) (me|) (the|our|) (journal|journal entries|postings|bookings)',
      'what (was|has been) (posted|booked) (in the books|in the journal) (from {from} to {to}|since {from}|)',
      '(find|search|look for) (the|a|) (journal entry|posting|booking) (about|for|called) {search}',
      '(show|list) (the|) (journal entries|postings) (on|of) (account|) {accountId}',
      '(journal|postings) (since {from}|until {to}|from {from} to {to})',
      '(last|latest|newest) (journal entries|postings|bookings)',
    ],
    not: ['show the audit log', 'what happened in the workflow', 'show my bookings of the trip'],
    looksBack: true,
    answer: entriesTold,
  },
  'journals.get': {
    say: [
      '(show|open|read) (me|) (the|) (journal entry|posting|booking) {id}',
      '(which|what) (lines|accounts) (are in|does|has) (the|) (journal entry|posting) {id} (have|)',
      'how was {id} (posted|booked) (in the books|)',
      '(show|list) (the|) lines of (journal entry|posting) {id}',
    ],
    not: ['open the task', 'read the audit log'],
    ask: { id: 'Which entry?' },
  },
  // There is no field for what was paid: a person says on which account it was spent.
  'journals.post': {
    say: [
      '(we|i) (paid|spent) {n} (for|on) {memo} (by card|in cash|with the company card|from the bank|)',
      '(bought|got|picked up) {memo} for {n} (in cash|out of petty cash|with the card|)',
      '{n} for {memo}, (paid|) (in cash|by card|from the till|out of petty cash)',
      '{n} (went out|left the account|was taken off the card) for {memo}',
      '(we|i) had to (pay|lay out|spend) {n} for {memo}',
      'the {memo} (cost|came to) {n}, (paid it|) (in cash|by card)',
    ],
    not: [
      'the customer paid us {n}',
      '{n} came in from the customer',
      'what did we pay for the rent',
      'how many credits did we spend',
      'we sell it for {n}',
      'we need an account for packaging, an expense',
    ],
    where:
      'on the page “Accounting”: what was paid by “Money paid” under “Payments”, anything else under “Journal”',
  },
  'journals.reverse': {
    say: [
      '(reverse|undo|take back|cancel|correct) (the|) (journal entry|posting|booking) {id} (on {date}|)',
      '(the|) (journal entry|posting|booking) {id} (was|is) wrong, (reverse|take back) it',
      'post the (mirror|reversal) of (the|) (journal entry|posting) {id}',
    ],
    not: ['undo what you did', 'cancel the trip', 'take back the invitation'],
    among: { reversible: true },
    near: ['date'],
    ask: { id: 'Which entry?' },
    proposal: ({ named }) => `reverse the entry ${named('id')}`,
  },
} satisfies Record<string, ActPhrases>
