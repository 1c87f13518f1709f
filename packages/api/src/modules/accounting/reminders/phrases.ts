import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { previewTold, remindersTold, sentTold } from './telling.ts'

export const reminderPhrases = {
  'reminders.list': {
    say: [
      '(show|list) (me|) (the|all|our|) (payment reminders|reminders of invoices|invoice reminders|dunning letters)',
      '(which|what) (payment reminders|reminders of invoices|invoice reminders|dunning letters) (did we send|were sent|went out)',
      '(did|have) we (remind|reminded|chase|chased) {contactId} (already|yet|before|about money|)',
      '(when|how often) did we remind {contactId} (of what they owe|to pay|)',
      '(which|what) reminders did {contactId} get',
    ],
    not: ['remind me of the meeting', 'show the reminders of my tasks', 'remind the customer'],
    answer: remindersTold,
  },
  'reminders.preview': {
    say: [
      '(whom|who) (could|should|can) (we|i) remind (of their invoices|to pay|of what they owe|)',
      '(what|which reminders) would (the|) (payment reminders|reminders) (say|be)',
      '(preview|show) (me|) (the|) (reminder|payment reminder|dunning letter) (for|to) {contactId} (before it goes|first|)',
      '(which|what) (customers|invoices) need a (payment|) reminder',
      'who is due a (payment|) reminder',
    ],
    not: ['remind me of the meeting', 'who owes us money'],
    answer: previewTold,
  },
  'reminders.send': {
    say: [
      '(remind|chase) {contactId} (of|about) (their|its|the|) (overdue|unpaid|open|late|) (invoices|invoice|bills|bill|money|debt) (please|)',
      '(remind|chase) {contactId} (to pay|for payment|for the money|for their money|that they owe us money)',
      '(send|mail|write) {contactId} (a|the|another) (payment reminder|dunning letter|reminder to pay|reminder for payment)',
      '(send|mail|write) (a|the|another) (payment reminder|dunning letter|reminder to pay|reminder for payment) to {contactId}',
      '(send|mail|write) (a|the|another) (payment|) reminder (for|about|of) (the|) invoice {invoiceId}',
      '(remind|chase) (the|its) customer (of|about) (the|) invoice {invoiceId}',
      'chase (up|) (the|) (payment of|) (the|) invoice {invoiceId}',
    ],
    not: [
      'remind me of the meeting',
      'remind me to pay the rent',
      'send the invoice by mail',
      'who owes us money',
    ],
    needs: { oneOf: ['invoiceId', 'contactId', 'invoiceIds'] },
    ask: {
      invoiceId: 'Of which invoice, or which customer?',
      contactId: 'Which customer?',
      recipient: 'To which mail address?',
    },
    answer: sentTold,
    proposal: ({ input, named }) =>
      input['contactId'] === undefined
        ? `remind the customer of ${named(input['invoiceId'] === undefined ? 'invoiceIds' : 'invoiceId')} by mail`
        : `remind ${named('contactId')} of what is overdue by mail`,
  },
} satisfies Record<string, ActPhrases>
