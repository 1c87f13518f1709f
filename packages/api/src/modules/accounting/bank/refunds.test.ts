import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { openShop } from '../testing.ts'
import { onlyIn, openBank } from './testing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())

test('money that went out is the refund that was recorded, and waits again where that is undone (ACC-4)', async () => {
  const shop = await openShop(hub)
  const { id: bankAccountId } = await openBank(shop)
  const { books, customer } = shop
  const payment = await books.paymentsIn.record({ contactId: customer.id, amount: '40.00' })
  const refund = await books.refunds.record({ paymentId: payment.id, reference: 'Sorry' })
  const lineId = await onlyIn(shop, bankAccountId, [
    '2026-11-20',
    '-40.00',
    'SEPA CT',
    'Lantern Street Bakery',
  ])
  const { offers } = await books.bank.lines.get({ id: lineId })
  expect(offers).toMatchObject([
    {
      kind: 'payment',
      id: refund.id,
      title: 'Refund to Lantern Street Bakery, 20 November 2026',
      strength: 'likely',
    },
  ])
  const match = await books.bank.matches.accept({ bankLineId: lineId, kind: 'payment', paymentId: refund.id })
  expect(match).toMatchObject({ title: 'Refund to Lantern Street Bakery', amount: '-40.00' })
  await books.refunds.undo({ id: refund.id })
  expect((await books.bank.lines.get({ id: lineId })).isMatched).toBe(false)
  expect(await verifyBooks(hub.hub.db.org(shop.orgId))).toEqual([])
})
