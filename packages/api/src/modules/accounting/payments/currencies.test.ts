import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { openShop } from '../testing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())

test('lists of invoices, payments and refunds are narrowed to one currency (ACC-2)', async () => {
  const { books, customer, taxes } = await openShop(hub)
  const contactId = customer.id
  const invoiced = async (given: object) => {
    const lines = [{ description: 'Coffee', unitPrice: '10', taxCodeId: taxes.none }]
    const { id } = await books.invoices.create({ contactId, lines, ...given })
    return (await books.invoices.post({ id })).number
  }
  const dollars = { currency: 'USD', rate: '0.90' }
  const numbers = [await invoiced({}), await invoiced(dollars)]
  for (const given of [{ currency: 'EUR' }, dollars]) {
    const paid = await books.paymentsIn.record({ contactId, amount: '20.00', ...given })
    await books.refunds.record({ paymentId: paid.id, amount: '5.00', ...given })
  }
  for (const [at, currency] of ['EUR', 'USD'].entries()) {
    const invoices = await books.invoices.list({ contactId, currency, status: 'unpaid' })
    expect(invoices.items.map(({ number }) => number)).toEqual([numbers[at]])
    const payments = await books.paymentsIn.list({ contactId, currency, unallocated: true })
    expect(payments.items).toMatchObject([{ currency, left: '15.00' }])
    expect((await books.refunds.list({ currency })).items).toMatchObject([{ currency, amount: '5.00' }])
  }
  expect((await books.paymentsIn.list({ contactId, currency: 'GBP' })).items).toEqual([])
})
