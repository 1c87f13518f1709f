import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
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

const opened = (code: string, currency: string, subtype: 'bank' | 'cash' = 'bank') =>
  shop.books.accounts.create({ code, name: `Account in ${currency}`, type: 'asset', subtype, currency })
const paid = (given: object = {}) =>
  shop.books.paymentsIn.record({ contactId: shop.customer.id, amount: '50.00', ...given })
const dollars = { currency: 'USD', rate: '0.9' }

describe('money that nobody says a place for (ACC-1)', () => {
  test('in another currency is on the account opened for that, and comes from there when it goes back', async () => {
    await opened('1105', 'EUR')
    const usd = await opened('1150', 'USD')
    await opened('1160', 'GBP')
    expect((await paid(dollars)).account).toBe('1150 Account in USD')
    expect((await paid()).account).toBe('1100 Bank')
    const back = await shop.books.refunds.record({ contactId: shop.customer.id, ...dollars })
    expect(back.account).toBe('1150 Account in USD')
    await shop.books.accounts.archive({ id: usd.id })
    expect((await paid(dollars)).account).toBe('1100 Bank')
  })

  test('in cash is in the till of its currency, or in one that takes any', async () => {
    expect((await paid({ ...dollars, method: 'cash' })).account).toBe('1000 Cash')
    await opened('1050', 'USD', 'cash')
    expect((await paid({ ...dollars, method: 'cash' })).account).toBe('1050 Account in USD')
    expect((await paid({ method: 'cash' })).account).toBe('1000 Cash')
  })
})

test('an account that takes another currency is refused at its own field', async () => {
  const { id: accountId } = await opened('1150', 'USD')
  const refused = {
    code: 'BAD_REQUEST',
    details: { issues: [{ path: 'accountId', message: 'Account 1150 takes USD only.' }] },
  }
  await expect(paid({ accountId })).rejects.toMatchObject(refused)
  await paid()
  const back = shop.books.refunds.record({ contactId: shop.customer.id, accountId })
  await expect(back).rejects.toMatchObject(refused)
})
