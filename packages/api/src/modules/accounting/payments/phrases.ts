import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { paymentsTold } from './telling.ts'

export const methodNames = {
  bank: [
    'bank',
    'bank transfer',
    'transfer',
    'wire',
    'wire transfer',
    'sepa',
    'direct debit',
    'standing order',
  ],
  card: ['card', 'credit card', 'debit card', 'card terminal'],
  cash: ['cash', 'coins', 'at the till'],
  other: ['cheque', 'check', 'voucher', 'paypal'],
}

export const paymentPhrases = {
  'paymentsIn.list': {
    say: [
      '(show|list|open) (me|) (the|our|all|) payments (of|from) (customers|{contactId})',
      '(show|list|open) (me|) (the|our|all|) (customer|incoming|received) payments',
      '(what|how much) (did|has) {contactId} (pay|paid) (us|)',
      '(which|what) (customers|payments) (came in|paid|did we get|did we receive)',
      '(find|search|look for) (the|a|) payment (with|about|called) {search}',
      '(which|what) payments are not (yet|) (put|matched|assigned) to (an|any) invoice',
      '(last|latest|newest|recent) (customer|incoming|) payments',
      '(what|which) (is|was) (the|our) (last|latest|newest|most recent) payment (we got|we received|that came in|of a customer|)',
      'money that came in (from {contactId}|)',
    ],
    not: [
      'show payments of credits',
      'what did we pay',
      'show the receipts',
      'which customers have not paid us (yet|)',
      "which (clients|customers) (still|) (haven't|havent) paid (us|)",
    ],
    looksBack: true,
    measures: { size: 'amount', age: 'paidOn' },
    answer: paymentsTold,
  },
  'paymentsIn.get': {
    say: [
      '(show|open|read) (me|) (the|) (customer|) payment {id}',
      '(what|which invoice) did (the|) (customer|) payment {id} pay',
      'how much of (the|) payment {id} is (still|) left',
      'details of (the|) payment {id}',
      '(who|which customer) made (the|) payment {id}',
    ],
    not: ['open the invoice', 'show the receipt'],
    ask: { id: 'Which payment?' },
  },
  'paymentsIn.record': {
    say: [
      '(mark|set|record|book) (the|) invoice {invoiceId} as paid (on {paidOn}|)',
      '(the|) invoice {invoiceId} (was|is|has been) (paid|payed|settled) (on {paidOn}|in full|)',
      '{contactId} (paid|payed|settled) (the|) invoice {invoiceId} (on {paidOn}|in full|)',
      '(record|book|enter) (a|the) payment (of|for|on) (the|) invoice {invoiceId}',
      '(record|book|enter) (a|the) payment of {amount} (for|on|to) (the|) invoice {invoiceId}',
      '(we|i) (got|received) (the|) money for (the|) invoice {invoiceId}',
      '(we|i) (got|received) {amount} (from|by) {contactId} (on {paidOn}|)',
      '{contactId} paid (us|) {amount} (on {paidOn}|)',
    ],
    beside: [
      '(by|in|via|with) {method}',
      '(with|) (reference|ref) {reference}',
      '(for|against|to|on) (the|) (invoice|bill|) {invoiceId}',
    ],
    not: [
      'did the customer pay',
      'pay the bill',
      'buy credits',
      'transfer {n} to the supplier',
      '(pay|wire|send) {n} to the landlord from our account',
      'we paid {n} for petrol',
      'bought stamps for {n} in cash',
    ],
    looksBack: true,
    words: { method: methodNames },
    ask: { amount: 'How much was paid?', contactId: 'Who paid?' },
    proposal: ({ input, named }) => {
      const [what, on] = [input['invoiceId'], input['paidOn']]
      const whose = input['contactId'] ? `${named('contactId')} paid` : 'a customer paid'
      const sum = input['amount'] ? ` ${named('amount')}` : ''
      return `record that ${whose}${sum}${what ? ` for ${named('invoiceId')}` : ''}${on ? ` on ${named('paidOn')}` : ''}`
    },
  },
  'paymentsIn.allocate': { say: [], where: 'on the page “Payments”, beside the payment' },
  'paymentsIn.takeOff': { say: [], where: 'on the page of the invoice, beside the payment' },
  'paymentsIn.undo': {
    say: [
      '(undo|take back|reverse|cancel) (the|) (customer|) payment {id} (please|)',
      '(undo|take back|reverse|cancel) {id}',
      '(the|) (payment|) {id} (was|is) a mistake, take it back',
      '(the|) payment {id} (was|is) wrong, (undo|take back) it',
      '(the|) payment {id} (bounced|was returned|came back)',
      '(we|i) did not (get|receive) (the|) payment {id}',
    ],
    not: ['void the invoice', 'undo what you did', 'refund the credits'],
    ask: { id: 'Which payment?' },
    proposal: ({ named }) => `take back ${named('id')}`,
  },
} satisfies Record<string, ActPhrases>
