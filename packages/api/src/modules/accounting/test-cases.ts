import type { TestCases } from '../../platform/module.ts'

const invoice = {
  issuedOn: '2026-11-20',
  dueOn: '2026-12-04',
  deliveredOn: null,
  currency: 'EUR',
  lines: [{ quantity: '1', unitPrice: '10.00', discountPercent: '0' }],
}
const books = ['accounting_account']
const isPosted = 'the invoice of tests is posted'

/** What generated tests cannot guess. */
export const accountingTestCases: TestCases = {
  inputs: {
    'book.setUp': { baseCurrency: 'EUR', country: 'IE', startsOn: '2026-01-01' },
    'book.close': { until: '2026-01-31' },
    'accounts.create': { code: '6450' },
    'taxes.create': {
      percent: '23',
      category: 'S',
      components: [{ percent: '23', sign: 1 }],
    },
    'company.update': { iban: 'IE29AIBK93115212345678', bic: 'AIBKIE2D' },
    'invoices.create': invoice,
    'invoices.update': invoice,
    'invoices.credit': { line: 1, quantity: undefined, amount: '1.00', lines: undefined, on: '2026-11-20' },
    'invoices.creditPreview': { lines: [1], quantities: [''], amounts: ['1.00'] },
    'invoices.void': { on: '2026-11-20' },
    'invoices.send': { to: 'books@lantern.example' },
    'customerStatements.send': { recipient: 'books@lantern.example', currency: 'EUR' },
    'customerStatements.prepare': { currency: 'EUR' },
    'reminders.send': { recipient: 'books@lantern.example' },
    'paymentsIn.record': {
      amount: '12.00',
      currency: 'EUR',
      paidOn: '2026-11-20',
      allocations: [{ amount: '12.00' }],
    },
    'paymentsIn.allocate': { allocations: [{ amount: '1.00' }] },
    'paymentsIn.undo': { on: '2026-11-20' },
    'refunds.left': { amount: '1.00', currency: 'EUR' },
    'refunds.record': { amount: '1.00', currency: 'EUR', paidOn: '2026-11-20' },
    'refunds.undo': { on: '2026-11-20' },
    'bank.statements.import': {
      text: undefined,
      layout: { columns: ['day', 'amount', 'text'], dayOrder: 'ymd' },
    },
    'bank.matches.accept': { kind: 'account' },
    'journals.post': { lines: [{ debit: '12.00' }, { credit: '12.00' }] },
  },
  needs: {
    'book.close': books,
    'book.reopen': books,
    'accounts.create': books,
    'reports.trialBalance': books,
    'reports.profitAndLoss': books,
    'reports.balanceSheet': books,
    'reports.taxes': books,
    'reports.receivables': books,
    'customerStatements.send': ['accounting_document'],
    'exports.prepare': books,
    'taxes.create': books,
    'company.update': books,
    'contacts.create': books,
    'bank.accounts.create': books,
  },
  ownerCannot: {
    'invoices.update': isPosted,
    'invoices.remove': isPosted,
    'invoices.post': isPosted,
    'paymentsIn.takeOff': 'the payment of tests is put to another invoice',
    'bank.statements.import': 'the file of tests hangs on something else',
  },
}
