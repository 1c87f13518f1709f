import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { statementTold } from './telling.ts'

export const customerStatementPhrases = {
  'customerStatements.get': {
    say: [
      '(show|open|read|give) (me|) (the|a|) (statement of account|customer statement|account statement) (of|for) {contactId} (since {from}|from {from} to {to}|)',
      '(statement of account|customer statement|account statement) (of|for) {contactId} (please|since {from}|from {from} to {to}|)',
      '(what|which invoices) (was|were) {contactId} (billed|charged) and (what|how much) did (they|it) pay (since {from}|from {from} to {to}|)',
      '(where do we stand|how do we stand|how are we) with {contactId}',
      '(everything|all|what) (was|) (billed to|charged to) and paid by {contactId} (since {from}|from {from} to {to}|)',
      'how does the account of {contactId} (stand|look)',
    ],
    not: [
      'import the bank statement',
      'show the income statement',
      'who owes us money',
      'show the ledger account',
      'show the invoices of the customer',
    ],
    ask: { contactId: 'Of which customer?' },
    looksBack: true,
    answer: statementTold,
  },
  'customerStatements.send': {
    say: [
      '(send|mail|email|e-mail) (the|a|) (statement of account|customer statement|account statement) to {contactId} (please|)',
      '(send|mail|email|e-mail) {contactId} (the|a|their|its) (statement of account|customer statement|account statement) (since {from}|from {from} to {to}|)',
      '{contactId} (wants|needs|asked for) (a|their|its) statement of account, (send|mail) it',
      '(let|have) {contactId} (have|get) (a|their|its) statement of account (by mail|)',
    ],
    beside: ['to the address {recipient}'],
    not: ['send the invoice by mail', 'remind the customer', 'import the bank statement'],
    ask: { contactId: 'To which customer?', recipient: 'To which mail address?' },
    proposal: ({ named }) => `mail ${named('contactId')} a statement of account`,
  },
  'customerStatements.prepare': {
    say: [],
    where: 'on the page “Accounting”, under “Reports”, by “Statement of account”',
  },
} satisfies Record<string, ActPhrases>
