import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { invoiceTold, invoicesTold, invoicesTotal } from './telling.ts'

const status = {
  draft: ['draft', 'drafted', 'unposted', 'not posted', 'not yet posted', 'not issued', 'unfinished'],
  open: ['open'],
  unpaid: [
    'unpaid',
    'outstanding',
    'not paid',
    'not yet paid',
    'not been paid',
    "haven't been paid",
    "aren't paid",
    'unsettled',
    'awaiting payment',
    'still owed',
    'to be paid',
    'still to be paid',
    'yet to be paid',
    'nobody paid',
    'nobody has paid',
    'no one has paid',
    'never paid',
    'never been paid',
    "hasn't been paid",
    "isn't paid",
  ],
  part_paid: ['partly paid', 'part paid', 'partially paid', 'half paid', 'paid in part', 'partly settled'],
  overdue: ['overdue', 'late', 'past due', 'past their due date', 'in arrears', 'past the due date'],
  paid: ['paid', 'settled', 'fully paid', 'paid in full', 'paid up', 'cleared'],
  void: ['void', 'voided', 'canceled', 'cancelled', 'credited', 'annulled', 'taken back', 'withdrawn'],
}

export const invoicePhrases = {
  'invoices.list': {
    say: [
      '(show|list|open) (me|) (the|our|all|) {status} invoices',
      '(show|list|open) (me|) (the|our|all|) invoices (of|to|for) {contactId}',
      '(show|list|open) (me|) (the|our|all|) invoices (since {from}|from {from} to {to}|)',
      '(which|what) invoices (are|were) {status}',
      '(which|what) invoices did we (write|send|post|issue) (since {from}|from {from} to {to}|)',
      '(find|search|look for) (the|an|) invoice (about|for|called|with) {search}',
      '(are|do we have) (there|) (any|) {status} invoices',
      '(what|which) invoices does {contactId} still have to pay',
      '(last|latest|newest|recent) invoices',
      '(what|how much) (is|are) (the|) (total|sum) of (all|our|the) invoices (since {from}|from {from} to {to}|)',
      '(what|how much) do (all|our|the) invoices come to (since {from}|from {from} to {to}|)',
      'invoices (of|to) {contactId}',
      '{status} invoices (please|)',
    ],
    not: ['show the receipts of our credits', 'list the bills of vendors', 'show open tasks'],
    words: { status },
    looksBack: true,
    measures: { size: 'total', age: 'issuedOn', due: 'dueOn' },
    total: invoicesTotal,
    answer: invoicesTold,
  },
  'invoices.get': {
    say: [
      '(show|open|read) (me|) (the|) invoice {id}',
      '(what|which lines) (is|are) (on|in) (the|) invoice {id}',
      '(is|was|has) (the invoice|invoice|) {id} (been|) paid (yet|)',
      '(how much|what) (of|on) (the invoice|invoice|) {id} is (still|) open',
      '(when|on which day) is (the invoice|invoice|) {id} due',
      'details of (the|) invoice {id}',
    ],
    not: ['open the task', 'show the journal entry'],
    ask: { id: 'Which invoice?' },
    answer: invoiceTold,
  },
  'invoices.parties': {
    say: [
      '(who|whom) is (the|) invoice {id} (from|to|for)',
      '(what|which) (address|name|tax id|bank account) (is|stands) on (the|) invoice {id}',
      '(show|read) (me|) (the|) (address|addresses|parties) (of|on) (the|) invoice {id}',
    ],
    not: ['who posted the invoice', 'show the customer'],
    ask: { id: 'Which invoice?' },
  },
  'invoices.create': {
    say: [
      '(draft|write|create|make|begin|start|prepare) (an|a new|the) invoice (for|to) {contactId}',
      '(new|another) invoice (for|to) {contactId}',
      '(invoice|bill) {contactId} (please|)',
      '(i|we) (want|need|have|would like) to (invoice|bill) {contactId}',
      '(draft|write|create) (an|a new) invoice (for|to) {contactId} due (on|by) {dueOn}',
      '(invoice|bill|charge) {contactId} (for|) {lines} (please|)',
      '(draft|write|create|make|prepare|do) (an|a new|the) invoice (for|to) {contactId} (for|with|over|about|:|,) {lines}',
      '(draft|write|create|make|prepare|do) (an|a new) invoice (for|over|of) {lines} (for|to) {contactId}',
      '(new|another) invoice (for|to) {contactId} (for|over|with|:|,) {lines}',
      '(invoice|bill|charge) {lines} to {contactId}',
      '{contactId} (bought|ordered|got|took|had) {lines}, (invoice|bill) (them|it)',
      'we (delivered|sold|supplied) {lines} to {contactId}, (write|draft|make) (the|an) invoice',
      '{contactId} owes us {lines}, (send|make|write) (them|) an invoice',
      '(i|we) (want|need|have|would like) to (invoice|bill|charge) {contactId} (for|) {lines}',
    ],
    beside: [
      '(due|payable|to be paid) (on|by|until|) {dueOn}',
      '(dated|issued|with the date) {issuedOn}',
      '(with|) (reference|their reference|po|order number) {reference}',
      '(delivered|supplied|done) (on|) {deliveredOn}',
    ],
    not: [
      'create a task for the invoice',
      'write a bill of a vendor',
      'the customer paid 200 euros',
      'record a payment of 120 euros',
    ],
    near: ['issuedOn', 'deliveredOn'],
    needs: {
      oneOf: ['lines'],
      unless: ['start', 'begin', 'draft', 'write', 'create', 'make', 'prepare', 'new', 'later', 'empty'],
    },
    ask: {
      contactId: 'Which customer is it for?',
      lines: 'What is it for? Say it with its price: “3 cakes at 24 and delivery at 12”.',
    },
    proposal: ({ input, named }) =>
      input['lines'] === undefined
        ? `draft an invoice without lines for ${named('contactId')}`
        : `draft an invoice for ${named('contactId')}: ${named('lines')}`,
  },
  'invoices.update': { say: [], where: 'on the page of the invoice, while it is a draft' },
  'invoices.remove': {
    say: [
      '(throw away|delete|discard|remove|drop) (the|) draft (invoice|of the invoice) {id}',
      '(throw away|delete|discard|remove|drop) (the|) invoice draft {id}',
      '(i|we) (do not|don’t) need (the|) draft (invoice|) {id} (any more|anymore|)',
      '(get rid of|trash) (the|) draft invoice {id}',
    ],
    not: ['void the invoice', 'delete the task'],
    ask: { id: 'Which draft?' },
    proposal: ({ named }) => `throw away ${named('id')}`,
  },
  'invoices.post': {
    say: [
      '(post|book|finish|issue|finalize) (the|) (draft|) invoice {id} (please|now|)',
      '(post|book|finish|issue) (the|) draft {id}',
      '(the|) invoice {id} is (ready|right|fine|done), post it',
      'give (the|) invoice {id} (its|a) number',
    ],
    not: ['send the invoice by mail', 'post a comment'],
    ask: { id: 'Which draft?' },
    proposal: ({ named }) => `post ${named('id')}`,
  },
  'invoices.send': {
    say: [
      '(send|mail|email|e-mail) (the|) invoice {id} (to {to}|to the customer|by mail|please|)',
      '(send|mail|email) {id} to (the|its) customer',
      '(the|) customer (needs|wants|should get) (the|) invoice {id}, (send|mail) it',
      '(let|have) (the|) invoice {id} go out (by mail|)',
    ],
    not: ['post the invoice', 'send a message to the team', 'remind the customer'],
    ask: { id: 'Which invoice?', to: 'To which mail address?' },
    proposal: ({ input, named }) =>
      `mail ${named('id')} to ${input['to'] === undefined ? 'its customer' : named('to')}`,
  },
  'invoices.pdf': { say: [], where: 'on the page of the invoice' },
  'invoices.tellOverdue': { say: [], where: 'nowhere by hand: it is done each morning' },
  'invoices.creditPreview': { say: [], where: 'on the page of the invoice, while a credit note is chosen' },
  'invoices.credit': {
    say: [
      '(credit|take back|take off) {amount} (of|on|off|from) (line {line} of|) (the|) invoice {id} (on {on}|please|)',
      '(credit|take back) line {line} of (the|) invoice {id} (on {on}|please|)',
      '(credit|take back) {quantity} of line {line} (of|on) (the|) invoice {id}',
      '(write|post|make|issue) a credit note (of|over|for) {amount} (on|for|against) (line {line} of|) (the|) invoice {id}',
      '(write|post|make|issue) a (part|partial) credit note (of {amount}|) (on|for|against) (the|) invoice {id}',
      'credit (a|) part of (the|) invoice {id}',
      '(knock|take) {amount} off (the|) invoice {id}',
    ],
    not: [
      'void the invoice',
      'cancel the whole invoice',
      'write a credit note over all of the invoice',
      'pay the customer back',
      'take the payment off the invoice',
      'how much credit do we have',
    ],
    ask: { id: 'Which invoice?', line: 'Which line of it?', amount: 'How much of it?' },
    proposal: ({ input, named }) => {
      const line = input['line'] === undefined ? '' : `line ${named('line')} of `
      if (input['amount'] !== undefined) return `credit ${named('amount')} of ${line}${named('id')}`
      if (input['quantity'] !== undefined) return `credit ${named('quantity')} of ${line}${named('id')}`
      return `credit ${input['line'] === undefined ? 'part of ' : line}${named('id')}`
    },
  },
  'invoices.void': {
    say: [
      '(void|cancel|take back|annul|undo|reverse) (the|) invoice {id} (please|)',
      '(the|) (invoice|) {id} (was|is) (wrong|a mistake|an error), (void|cancel|reverse|undo) it',
      '(the|) (invoice|) {id} (was|is) (wrong|a mistake|an error), take it back',
      '(void|cancel|take back|annul|undo|reverse) {id}',
      '(i|we) made a mistake (in|on|with) (the|) (invoice|) {id}, (void|cancel|reverse|undo) it',
      '(i|we) made a mistake (in|on|with) (the|) (invoice|) {id}, take it back',
      '(write|post|make) a credit note (for|over|on) (the|) invoice {id}',
      '(credit|correct) (the|) invoice {id}',
    ],
    not: [
      'throw away the draft',
      'cancel the trip',
      'undo the payment',
      'the invoice has been paid in full',
      'pay the invoice',
      'make a note to pay the invoice',
    ],
    ask: { id: 'Which invoice?' },
    proposal: ({ named }) => `void ${named('id')} by a credit note`,
  },
} satisfies Record<string, ActPhrases>
