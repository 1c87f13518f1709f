import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueKey, startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { move, openShop } from './testing.ts'
import type { Shop } from './testing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-03-05T12:00:00Z') })
})
afterAll(() => hub.stop())

/** Each act as a request of its own, as from a browser. */
const books = (shop: Shop) => shop.as({}).modules.accounting

async function sell(shop: Shop): Promise<void> {
  const lines = [{ description: 'House blend', unitPrice: '100.00' }]
  const { id } = await books(shop).invoices.create({
    contactId: shop.customer.id,
    lines,
    issuedOn: '2026-03-02',
  })
  await books(shop).invoices.post({ id })
  await books(shop).paymentsIn.record({ invoiceId: id, amount: '40.00' })
}

test('what an invoice and a payment do to the books is no second act of whoever made them', async () => {
  const shop = await openShop(hub)
  await sell(shop)
  await move({ ...shop, books: books(shop) }, { debit: '6100', credit: '1100', amount: '5.00' })
  const { items } = await shop.api.audit.activity({ limit: 5 })
  expect(items.map(({ action }) => action)).toEqual([
    'accounting.entry.posted',
    'accounting.payment.recorded',
    'accounting.invoice.posted',
    'accounting.invoice.created',
    'accounting.contact.created',
  ])
})

test('whoever may read the books and no sales hears of the entries', async () => {
  const shop = await openShop(hub)
  await sell(shop)
  const { orgId, owner } = shop
  const { text: key } = await issueKey(hub.hub, {
    orgId,
    userId: owner.userId,
    scopes: ['organization.read', 'accounting.book.read'],
  })
  const { items } = await hub
    .api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key } }))
    .audit.activity({ limit: 2 })
  expect(items.map(({ action }) => action)).toEqual(['accounting.entry.posted', 'accounting.entry.posted'])
})
