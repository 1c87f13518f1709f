import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'

let hub: TestHub
let shop: Shop
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  shop = await openShop(hub)
})

const paid = (amount: string, given: object = {}) =>
  shop.books.paymentsIn.record({ contactId: shop.customer.id, amount, ...given })
const payBack = (given: object) => shop.books.refunds.record(given)
const left = (given: object = {}) => shop.books.refunds.left({ contactId: shop.customer.id, ...given })

async function held(code: string): Promise<number> {
  const { rows } = await shop.books.reports.trialBalance({})
  const row = rows.find((one) => one.code === code)
  return Number(row?.debit ?? `-${row?.credit ?? 0}`)
}

describe('what can be paid back', () => {
  test('is all of a customer, by currency, whatever the number of payments', async () => {
    for (let at = 0; at < 105; at += 1) await paid('1.01', { paidOn: '2026-11-02' })
    const dollars = await paid('7.50', { currency: 'USD', rate: '0.9', paidOn: '2026-11-05' })
    await payBack({ paymentId: dollars.id, amount: '2.50', rate: '0.9' })
    expect(await left()).toEqual({
      contactId: shop.customer.id,
      contact: 'Lantern Street Bakery',
      left: [
        { currency: 'EUR', left: '106.05', from: '2026-11-02' },
        { currency: 'USD', left: '5.00', from: '2026-11-05' },
      ],
      exchange: null,
    })
    expect((await left({ paymentId: dollars.id })).left).toEqual([
      { currency: 'USD', left: '5.00', from: '2026-11-05' },
    ])
  })

  test('says to the cent what the rate books beside a refund, before it does', async () => {
    await paid('100.00', { currency: 'USD', rate: '0.9', paidOn: '2026-11-02' })
    await paid('33.33', { currency: 'USD', rate: '0.8571428571' })
    const [rate, amount] = ['0.9512345', '120.01']
    const { exchange } = await left({ amount, rate })
    expect(exchange).toEqual({ currency: 'EUR', now: '114.16', before: '107.15', gain: '-7.01' })
    await payBack({ contactId: shop.customer.id, amount, rate })
    expect([await held('6950'), await held('1100')]).toEqual([7.01, 4.41])
    const rest = (await left({ rate: '0.5' })).exchange
    expect(rest).toEqual({ currency: 'EUR', now: '6.66', before: '11.42', gain: '4.76' })
    await payBack({ contactId: shop.customer.id, rate: '0.5' })
    expect([await held('4950'), await held('1200')]).toEqual([-4.76, -0])
    expect(await verifyBooks(hub.hub.db.org(shop.orgId))).toEqual([])
  })

  test('promises nothing of more than is left, without a rate, or in the currency of the books', async () => {
    const own = await paid('10.00')
    const foreign = await paid('10.00', { currency: 'USD', rate: '0.9' })
    for (const given of [
      { paymentId: own.id, rate: '2' },
      { paymentId: foreign.id },
      { paymentId: foreign.id, rate: '0.9', amount: '10.01' },
      { paymentId: foreign.id, rate: '0.9', amount: '0.00' },
    ])
      expect((await left(given)).exchange).toBeNull()
  })

  test('is nobody else’s to see', async () => {
    const { id } = await paid('10.00')
    const stranger = await openShop(hub)
    const notFound = { code: 'NOT_FOUND' }
    await expect(stranger.books.refunds.left({ contactId: shop.customer.id })).rejects.toMatchObject(notFound)
    const asked = { contactId: stranger.customer.id, paymentId: id }
    await expect(stranger.books.refunds.left(asked)).rejects.toMatchObject(notFound)
    const other = await shop.books.contacts.create({ name: 'Somebody else' })
    await expect(left({ contactId: other.id, paymentId: id })).rejects.toThrow('another customer’s')
  })
})
