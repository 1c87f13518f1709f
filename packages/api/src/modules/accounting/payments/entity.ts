import type { EntityDeclaration } from '../../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../../platform/catalog/find.ts'
import { exampleInvoice } from '../example-book.ts'
import { amountText } from '../ledger/amounts.ts'
import type { PaymentIn } from './schema.ts'

const findPayment: FindDeclaration<PaymentIn> = {
  path: 'modules.accounting.paymentsIn.list',
  words: 'search',
  row: ({ id, number, contact, amount, currency, paidOn, reference }) => ({
    id,
    name: `${number} ${amount} ${currency} of ${contact}`,
    detail: [paidOn, reference].filter((word) => word !== '').join(', '),
  }),
}

export const paymentEntity = {
  noun: 'Payment',
  synonyms: ['payment of a customer', 'money received'],
  find: findPayment,
  link: '/o/{org}/accounting/payments?payment={id}',
  names: async (db, ids) => {
    const rows = await db
      .selectFrom('accountingPayment as p')
      .innerJoin('accountingContact as c', 'c.id', 'p.contactId')
      .select(['p.id', 'p.direction', 'p.amountMinor', 'p.currency', 'c.name as contact'])
      .where('p.id', 'in', ids)
      .execute()
    return rows.map(({ id, direction, amountMinor, currency, contact }) => {
      const money = `${amountText(amountMinor, currency)} ${currency}`
      // A line of the bank is matched to either.
      return {
        id,
        name:
          direction === 'in'
            ? `the payment of ${money} by ${contact}`
            : `the refund of ${money} to ${contact}`,
      }
    })
  },
  permission: 'accounting.sale.read',
  ofPerson: { file: 'payments.json', whenTheyLeave: 'kept' },
  target: 'payment',
  unnamed: 'a payment',
  verbs: {
    'accounting.payment.recorded': 'recorded {payment}',
    'accounting.payment.allocated': 'put {payment} to invoices',
    'accounting.payment.takenOff': 'took {payment} off {invoice}',
    'accounting.payment.undone': 'took back {payment}',
  },
  example: async (call) => {
    const invoiceId = await exampleInvoice(call)
    // More than the invoice comes to, so that something is left to be put to another.
    const wish = { invoiceId, amount: '500.00', paidOn: '2026-11-20' }
    const payment = (await call('modules.accounting.paymentsIn.record', wish)) as PaymentIn
    return payment.id
  },
} as const satisfies EntityDeclaration
