import type { EntityDeclaration } from '../../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../../platform/catalog/find.ts'
import { exampleCustomer } from '../example-book.ts'
import type { ExampleCall } from '../example-book.ts'
import { amountText } from '../ledger/amounts.ts'
import type { PaymentIn } from '../payments/schema.ts'
import type { Refund } from './schema.ts'

const findRefund: FindDeclaration<Refund> = {
  path: 'modules.accounting.refunds.list',
  words: 'search',
  row: ({ id, number, contact, amount, currency, paidOn, reference }) => ({
    id,
    name: `${number} ${amount} ${currency} to ${contact}`,
    detail: [paidOn, reference].filter((word) => word !== '').join(', '),
  }),
}

/** Money of a customer that nothing took yet. */
async function leftOver(call: ExampleCall): Promise<string> {
  const contactId = await exampleCustomer(call)
  const money = { contactId, amount: '30.00', paidOn: '2026-11-20' }
  return ((await call('modules.accounting.paymentsIn.record', money)) as PaymentIn).id
}

export const refundEntity = {
  noun: 'Refund',
  synonyms: ['money paid back', 'payment back to a customer'],
  find: findRefund,
  link: '/o/{org}/accounting/payments?refund={id}',
  names: async (db, ids) => {
    const rows = await db
      .selectFrom('accountingPayment as p')
      .innerJoin('accountingContact as c', 'c.id', 'p.contactId')
      .select(['p.id', 'p.amountMinor', 'p.currency', 'c.name as contact'])
      .where('p.id', 'in', ids)
      .where('p.direction', '=', 'out')
      .execute()
    return rows.map(({ id, amountMinor, currency, contact }) => ({
      id,
      name: `the refund of ${amountText(amountMinor, currency)} ${currency} to ${contact}`,
    }))
  },
  permission: 'accounting.sale.read',
  ofPerson: { file: 'payments.json', whenTheyLeave: 'kept' },
  target: 'refund',
  unnamed: 'a refund',
  verbs: {
    'accounting.refund.recorded': 'recorded {refund}',
    'accounting.refund.undone': 'took back {refund}',
  },
  example: async (call) => {
    const wish = { paymentId: await leftOver(call), amount: '10.00', paidOn: '2026-11-20' }
    return ((await call('modules.accounting.refunds.record', wish)) as Refund).id
  },
} as const satisfies EntityDeclaration
