import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { openShop } from '../testing.ts'
import { importRows, onlyIn, openBank } from './testing.ts'

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

describe('money that went out and that nothing explains yet (ACC-4)', () => {
  const out = (day: string, amount: string, who = 'Lantern Street Bakery') =>
    [day, amount, 'SEPA CT', who] as const

  test('is proposed as what a customer paid too much, posted as a refund, and taken back with its match', async () => {
    const shop = await openShop(hub)
    const { id: bankAccountId } = await openBank(shop)
    const { books, customer } = shop
    const contactId = customer.id
    const paid = { contactId, amount: '25.00', paidOn: '2026-11-02' }
    const [one, two] = [await books.paymentsIn.record(paid), await books.paymentsIn.record(paid)]
    const bankLineId = await onlyIn(shop, bankAccountId, out('2026-11-18', '-50.00'))
    const { offers } = await books.bank.lines.get({ id: bankLineId })
    expect(offers).toMatchObject([
      {
        kind: 'refund',
        id: contactId,
        amount: '-50.00',
        strength: 'likely',
        title: 'Refund to Lantern Street Bakery',
      },
    ])
    expect(offers[0]?.reasons.map(({ why }) => why)).toEqual([
      'Same to the cent',
      'The name is in it',
      '16 days after it came in',
    ])
    const match = await books.bank.matches.accept({ bankLineId, kind: 'refund', contactId })
    expect(match).toMatchObject({ title: 'Refund to Lantern Street Bakery', amount: '-50.00' })
    const { items } = await books.refunds.list({})
    expect(items).toMatchObject([
      {
        id: match.paymentId,
        amount: '50.00',
        paidOn: '2026-11-18',
        reference: 'SEPA CT',
        account: '1100 Bank',
      },
    ])
    const lefts = async () =>
      Promise.all([one, two].map(async ({ id }) => (await books.paymentsIn.get({ id })).left))
    expect(await lefts()).toEqual(['0.00', '0.00'])
    await books.bank.matches.undo({ id: match.id })
    expect(await lefts()).toEqual(['25.00', '25.00'])
    expect((await books.refunds.get({ id: items[0]?.id ?? '' })).undoneOn).toBe('2026-11-20')
    // The money is free since that day, so a second match is of that day, unless one is said.
    const wish = { bankLineId, kind: 'refund', contactId } as const
    await expect(books.bank.matches.accept({ ...wish, on: '2026-11-19' })).rejects.toThrow(
      'Choose 20 November 2026 or a later day: the money is free since then.',
    )
    const again = await books.bank.matches.accept(wish)
    expect(await books.refunds.get({ id: again.paymentId ?? '' })).toMatchObject({ paidOn: '2026-11-20' })
    expect(await lefts()).toEqual(['0.00', '0.00'])
    expect(await verifyBooks(hub.hub.db.org(shop.orgId))).toEqual([])
  })

  test('is possibly that where a part went, or the name is another; never before it came, nor more than is left', async () => {
    const shop = await openShop(hub)
    const { id: bankAccountId } = await openBank(shop)
    const { books, customer } = shop
    await books.paymentsIn.record({ contactId: customer.id, amount: '50.00', paidOn: '2026-11-10' })
    await importRows(shop, bankAccountId, [
      out('2026-11-11', '-20.00'),
      out('2026-11-12', '-50.00', 'Somebody'),
      out('2026-11-13', '-20.00', 'Somebody'),
      out('2026-11-14', '-50.01'),
      out('2026-11-09', '-50.00'),
    ])
    const { items } = await books.bank.lines.list({ bankAccountId })
    const best = items.map(({ day, best: strength }) => [day.slice(-2), strength])
    expect(best).toEqual([
      ['14', null],
      ['13', null],
      ['12', 'possible'],
      ['11', 'possible'],
      ['09', null],
    ])
    const accept = (at: number, contactId = customer.id) =>
      books.bank.matches.accept({ bankLineId: items[at]?.id ?? '', kind: 'refund', contactId })
    await expect(accept(0)).rejects.toThrow('Only 50.00 EUR of this customer is left.')
    await expect(accept(4)).rejects.toMatchObject({ details: { issues: [{ path: 'on' }] } })
    const stranger = await openShop(hub)
    await expect(accept(3, stranger.customer.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await accept(3)
    expect((await books.refunds.left({ contactId: customer.id })).left).toMatchObject([{ left: '30.00' }])
    expect(await verifyBooks(hub.hub.db.org(shop.orgId))).toEqual([])
  })

  test('in another currency asks for its rate, and books what that made of the money', async () => {
    const shop = await openShop(hub)
    const { books, customer } = shop
    const usd = await books.accounts.create({
      code: '1150',
      name: 'Dollars',
      type: 'asset',
      subtype: 'bank',
      currency: 'USD',
    })
    const { id: bankAccountId } = await openBank(shop, { accountId: usd.id })
    const paid = { contactId: customer.id, amount: '100.00', currency: 'USD', rate: '0.9', accountId: usd.id }
    await books.paymentsIn.record({ ...paid, paidOn: '2026-11-02' })
    const bankLineId = await onlyIn(shop, bankAccountId, out('2026-11-18', '-100.00'))
    const wish = { bankLineId, kind: 'refund', contactId: customer.id } as const
    await expect(books.bank.matches.accept(wish)).rejects.toMatchObject({
      details: { issues: [{ path: 'rate' }] },
    })
    await books.bank.matches.accept({ ...wish, rate: '0.95' })
    const { rows } = await books.reports.trialBalance({})
    expect(rows.find(({ code }) => code === '6950')).toMatchObject({ debit: '5.00' })
    expect(rows.find(({ code }) => code === '1200')).toBeUndefined()
    expect(await verifyBooks(hub.hub.db.org(shop.orgId))).toEqual([])
  })
})
