import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { methodNames } from '../payments/phrases.ts'
import { leftTold, refundsTold } from './telling.ts'

export const refundPhrases = {
  'refunds.list': {
    say: [
      '(show|list|open) (me|) (the|our|all|) refunds (to|of|for) (customers|{contactId})',
      '(show|list) (me|) (what|the money) we (paid|gave) back (to {contactId}|to customers)',
      'what did we pay back (to {contactId}|to customers|)',
      '(which|what) customers (did we pay back|got money back|got their money back)',
      '(last|latest|newest|recent) refunds (to customers|)',
      '(find|search|look for) (the|a|) refund (with|about|called) {search}',
    ],
    not: [
      'show refunds of credits',
      'what did we pay',
      'which payments came in',
      'which orders were returned',
    ],
    looksBack: true,
    measures: { size: 'amount' },
    answer: refundsTold,
  },
  'refunds.get': {
    say: [
      '(show|open|read) (me|) (the|) (customer|) refund {id}',
      'details of (the|) refund {id}',
      '(which payment|what) was (the|) refund {id} (of|for)',
    ],
    not: ['open the payment', 'show the receipt'],
    ask: { id: 'Which refund?' },
  },
  'refunds.left': {
    say: [
      '(how much|what) (can|could|must|do|should) we (have to|) (pay|give|send) back (to|) {contactId}',
      '(how much|what) (credit|money) (does|of) {contactId} (still|) (have|is left) (with us|here|)',
      '(how much|what) did {contactId} (overpay|pay too much)',
      '(show|tell) (me|) (the|) (credit|overpayment) of {contactId}',
      '(how much|what) of (their money|the money of {contactId}) is (not used|unused|still here|left)',
      'do we owe {contactId} (any|) (money|a refund)',
    ],
    not: ['how many credits are left', 'how much does {contactId} owe us', 'what do we owe the tax office'],
    ask: { contactId: 'Whose money?' },
    answer: leftTold,
  },
  'refunds.record': {
    say: [
      '(send|transfer|wire|return|repay|give) {amount} back to {contactId} (by {method}|in {method}|on {paidOn}|)',
      '(send|transfer|wire|return) {contactId} {amount} back (by {method}|in {method}|on {paidOn}|)',
      '(return|repay) {amount} to {contactId} (by {method}|in {method}|on {paidOn}|)',
      '{contactId} (got|has got|received) {amount} back (from us|) (by {method}|in {method}|on {paidOn}|)',
      '{contactId} (wants|gets|asked for) (their|the) money back',
      '(pay|give) {contactId} (back {amount}|{amount} back) (by {method}|in {method}|on {paidOn}|)',
      '(pay|give) {contactId} (their|the) (credit|overpayment|money) back',
      '(pay|give) back (the|) (credit|overpayment) (of|to) {contactId}',
      '(pay|give) back {amount} to {contactId} (by {method}|in {method}|on {paidOn}|)',
      'refund {contactId} (their credit|their overpayment|what they overpaid|what they paid too much)',
      'refund {amount} to (the customer|) {contactId} (by {method}|in {method}|on {paidOn}|)',
      '(record|book|enter) (a|the) refund (of {amount}|) to {contactId} (on {paidOn}|)',
      '(we|i) (paid|gave|sent|transferred) {amount} back to {contactId} (by {method}|in {method}|on {paidOn}|)',
      '(pay|give) back what is left of (the|) payment {paymentId}',
      'refund (the rest|what is left) of (the|) payment {paymentId}',
    ],
    beside: ['(by|in|via|with) {method}', '(with|) (reference|ref) {reference}'],
    not: [
      'refund the credits',
      'undo the payment',
      'the bank took the payment back',
      'pay the supplier',
      'transfer {n} to the supplier',
      '(pay|wire|send) {n} to the landlord (from our account|)',
      'void the invoice',
    ],
    looksBack: true,
    words: { method: methodNames },
    ask: { contactId: 'Who is paid back?' },
    proposal: ({ input, named }) => {
      const sum = input['amount'] ? named('amount') : 'all that is left'
      return `pay back ${sum} ${input['contactId'] ? `to ${named('contactId')}` : `of ${named('paymentId')}`}`
    },
  },
  'refunds.undo': {
    say: [
      '(undo|take back|reverse|cancel) (the|) (customer|) refund {id} (on {on}|please|)',
      '(undo|take back|reverse|cancel) {id}',
      '(the|) refund {id} (was|is) wrong, (undo|take back) it',
      '(the|) refund {id} (came back|never left|was returned|did not go out)',
    ],
    not: ['undo the payment', 'undo what you did', 'refund the credits'],
    ask: { id: 'Which refund?' },
    proposal: ({ named }) => `take back ${named('id')}`,
  },
} satisfies Record<string, ActPhrases>
