import type { TourDeclaration } from '../../platform/catalog/tour.ts'
import type { SavedInvoice } from './documents/schema.ts'
import type { PaymentIn } from './payments/schema.ts'
import type { TrialBalance } from './reports/schema.ts'

const MODULE = 'modules.accounting'

/** An invoice is written, posted and paid, and the books hold. */
export const accountingTour: TourDeclaration = {
  acts: [
    {
      door: 'web',
      name: 'Set up the books',
      path: `${MODULE}.book.setUp`,
      input: ({ today }) => ({
        baseCurrency: 'EUR',
        country: 'IE',
        startsOn: today,
        taxRates: [{ name: 'VAT 23 %', percent: '23' }],
      }),
      says: () => 'in EUR, from today',
    },
    {
      door: 'rest',
      name: 'Add a customer by REST',
      path: `${MODULE}.contacts.create`,
      input: () => ({ name: 'Oakhollow Hotel', country: 'IE' }),
      keeps: 'customer',
      says: () => 'Oakhollow Hotel',
    },
    {
      door: 'web',
      name: 'Read which taxes there are',
      path: `${MODULE}.taxes.list`,
      input: () => ({ side: 'sale' }),
      keeps: 'tax',
      says: (answer) => (answer as { items: { name: string }[] }).items.map(({ name }) => name).join(', '),
    },
    {
      door: 'cli',
      name: 'Write an invoice from the command line',
      path: `${MODULE}.invoices.create`,
      input: ({ id, today }) => ({
        contactId: id('customer'),
        issuedOn: today,
        lines: [
          { description: 'House blend, 1 kg', quantity: '6', unitPrice: '14.20', taxCodeId: id('tax') },
        ],
      }),
      keeps: 'invoice',
      says: (answer) => `${(answer as SavedInvoice).total} EUR`,
    },
    {
      door: 'web',
      name: 'Post it',
      path: `${MODULE}.invoices.post`,
      input: ({ id }) => ({ id: id('invoice') }),
      says: (answer) => `as ${(answer as SavedInvoice).number}`,
    },
    {
      door: 'rest',
      name: 'Record its payment by REST',
      path: `${MODULE}.paymentsIn.record`,
      input: ({ id, today }) => ({ invoiceId: id('invoice'), paidOn: today }),
      says: (answer) => `${(answer as PaymentIn).amount} EUR`,
    },
    {
      door: 'mcp',
      name: 'Read the trial balance by MCP',
      path: `${MODULE}.reports.trialBalance`,
      input: () => ({}),
      says(answer) {
        const { isBalanced, debit, credit } = answer as TrialBalance
        return isBalanced ? `${debit} on each side` : `${debit} is not ${credit}`
      },
    },
    {
      door: 'assistant',
      name: 'Ask who still owes money',
      say: 'Who owes us money?',
      answers: 'Nothing is owed',
    },
  ],
  sample: [
    {
      door: 'assistant',
      name: 'Ask who owes it money',
      say: 'Who owes us money?',
      answers: 'EUR',
    },
    {
      door: 'cli',
      name: 'Read its trial balance from the command line',
      path: `${MODULE}.reports.trialBalance`,
      input: () => ({}),
      says(answer) {
        const { isBalanced, debit, credit } = answer as TrialBalance
        return isBalanced ? `${debit} on each side` : `${debit} is not ${credit}`
      },
    },
  ],
}
