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

/** A posted invoice over so much, without tax. */
async function invoiced(unitPrice: string, given: object = {}): Promise<string> {
  const { books, customer, taxes } = shop
  const lines = [{ description: 'Coffee', unitPrice, taxCodeId: taxes.none }]
  const { id } = await books.invoices.create({ contactId: customer.id, lines, ...given })
  await books.invoices.post({ id })
  return id
}

const paid = (amount: string, given: object = {}) =>
  shop.books.paymentsIn.record({ contactId: shop.customer.id, amount, ...given })
const payBack = (given: object) => shop.books.refunds.record(given)
const leftOf = async (id: string) => (await shop.books.paymentsIn.get({ id })).left

async function held(code: string): Promise<number> {
  const { rows } = await shop.books.reports.trialBalance({})
  const row = rows.find((one) => one.code === code)
  return Number(row?.debit ?? `-${row?.credit ?? 0}`)
}

const verified = async () => expect(await verifyBooks(hub.hub.db.org(shop.orgId))).toEqual([])

describe('money that a customer paid too much (ACC-2)', () => {
  test('goes back in part, then wholly, and the books follow', async () => {
    const invoiceId = await invoiced('60.00')
    const payment = await paid('100.00', { allocations: [{ invoiceId }] })
    const first = await payBack({ paymentId: payment.id, amount: '15.00', reference: 'Sorry' })
    expect(first).toMatchObject({
      number: 'PAY-2026-0002',
      contact: 'Lantern Street Bakery',
      amount: '15.00',
      account: '1100 Bank',
      undoneOn: null,
    })
    expect(await shop.books.reports.receivables({})).toMatchObject({
      isBalanced: true,
      totals: { open: '0.00', credit: '25.00', total: '-25.00' },
    })
    await payBack({ contactId: shop.customer.id, method: 'cash' })
    expect([await held('1100'), await held('1000'), await held('1200')]).toEqual([85, -25, -0])
    expect(await shop.books.reports.receivables({})).toMatchObject({ rows: [], isBalanced: true })
    const whole = await shop.books.paymentsIn.get({ id: payment.id })
    expect([whole.left, whole.refunds.map(({ amount }) => amount)]).toEqual(['0.00', ['15.00', '25.00']])
    expect((await shop.books.refunds.get({ id: first.id })).payments).toEqual([
      { paymentId: payment.id, number: 'PAY-2026-0001', amount: '15.00' },
    ])
    await verified()
  })

  test('is taken from the oldest payment first, and each says what of it went back', async () => {
    const late = await paid('50.00', { paidOn: '2026-11-10' })
    const early = await paid('30.00', { paidOn: '2026-11-02' })
    const { id } = await payBack({ contactId: shop.customer.id, amount: '45.00' })
    expect([await leftOf(early.id), await leftOf(late.id)]).toEqual(['0.00', '35.00'])
    expect((await shop.books.refunds.get({ id })).payments).toHaveLength(2)
    await shop.books.refunds.undo({ id })
    expect([await leftOf(early.id), await leftOf(late.id)]).toEqual(['30.00', '50.00'])
    await verified()
  })

  test('of an invoice that was paid and then voided goes back as well', async () => {
    const invoiceId = await invoiced('80.00', { issuedOn: '2026-11-01' })
    const { id } = await paid('80.00', { paidOn: '2026-11-05', allocations: [{ invoiceId }] })
    await expect(shop.books.invoices.void({ id: invoiceId })).rejects.toThrow(
      '80.00 EUR of INV-2026-0001 is paid. Take that payment off it first: the money stays as credit.',
    )
    await shop.books.paymentsIn.takeOff({ id, invoiceId })
    await shop.books.invoices.void({ id: invoiceId })
    await expect(payBack({ paymentId: id, paidOn: '2026-11-19' })).rejects.toThrow(
      'Choose 20 November 2026 or a later day: the money is free since then.',
    )
    await payBack({ paymentId: id })
    expect([await held('1100'), await held('1200'), await held('4000')]).toEqual([-0, -0, -0])
    await verified()
  })

  test('is never more than is left, of 20 who ask at once', async () => {
    const { id } = await paid('10.00')
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        payBack(
          at % 2 === 0 ? { paymentId: id, amount: '0.75' } : { contactId: shop.customer.id, amount: '0.75' },
        ),
      ),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(13)
    expect([await leftOf(id), await held('1200')]).toEqual(['0.25', -0.25])
    await verified()
  })

  test('is used for an invoice or goes back, and is not used twice', async () => {
    const invoiceId = await invoiced('10.00')
    const { id } = await paid('10.00')
    const both = await Promise.allSettled(
      Array.from({ length: 10 }, (_, at) =>
        at % 2 === 0
          ? payBack({ paymentId: id })
          : shop.books.paymentsIn.allocate({ id, allocations: [{ invoiceId }] }),
      ),
    )
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await verified()
  })
})

describe('a refund is taken back', () => {
  test('and the money is credit again; an old day shows what it showed', async () => {
    const payment = await paid('40.00', { paidOn: '2026-11-02' })
    const refund = await payBack({ paymentId: payment.id, paidOn: '2026-11-05' })
    const old = () => shop.books.reports.receivables({ asOf: '2026-11-10' })
    const before = await old()
    await expect(shop.books.paymentsIn.undo({ id: payment.id })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: '40.00 EUR of this payment was paid back. Undo that refund first.',
    })
    await expect(shop.books.refunds.undo({ id: refund.id, on: '2026-11-04' })).rejects.toThrow(
      'Choose 5 November 2026 or a later day',
    )
    expect(await shop.books.refunds.undo({ id: refund.id })).toMatchObject({ undoneOn: '2026-11-20' })
    expect(await old()).toEqual(before)
    expect([await leftOf(payment.id), await held('1100')]).toEqual(['40.00', 40])
    await expect(shop.books.refunds.undo({ id: refund.id })).rejects.toThrow('refund was undone already')
    await shop.books.paymentsIn.undo({ id: payment.id })
    await expect(payBack({ paymentId: payment.id })).rejects.toThrow('undone already')
    expect(await shop.books.reports.receivables({})).toMatchObject({ rows: [], isBalanced: true })
    await verified()
  })

  test('by one of 20 at once', async () => {
    const payment = await paid('40.00')
    const { id } = await payBack({ paymentId: payment.id })
    const undoing = await Promise.allSettled(
      Array.from({ length: 20 }, () => shop.books.refunds.undo({ id })),
    )
    expect(undoing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await leftOf(payment.id)).toBe('40.00')
    await verified()
  })

  test('by its own act alone: its entries are none that were written by hand', async () => {
    const payment = await paid('100.00', { currency: 'USD', rate: '0.9' })
    const refund = await payBack({ paymentId: payment.id, rate: '0.8' })
    const { items } = await shop.books.journals.list({})
    const [own, exchange] = ['Paid back', 'on exchange'].map((words) =>
      items.find(({ memo }) => memo.includes(words)),
    )
    for (const entry of [own, exchange]) {
      const { source } = await shop.books.journals.get({ id: entry?.id ?? '' })
      expect(source).toEqual({ kind: 'refund', id: refund.id })
      await expect(shop.books.journals.reverse({ id: entry?.id ?? '' })).rejects.toThrow('Undo that refund')
    }
  })
})

describe('another currency (ACC-1)', () => {
  const usd = (rate: string) => ({ currency: 'USD', rate })

  test('what rates made of the money meanwhile is a gain or a loss', async () => {
    const one = await paid('100.00', usd('0.9'))
    const two = await paid('33.33', usd('0.8571428571'))
    expect(await held('1200')).toBe(-118.57)
    await payBack({ paymentId: one.id, amount: '40.00', rate: '0.95' })
    // 40 USD stood for 36.00 and cost 38.00.
    expect([await held('1200'), await held('6950')]).toEqual([-82.57, 2])
    const { id } = await payBack({ contactId: shop.customer.id, rate: '0.5' })
    expect([await held('1200'), await held('4950')]).toEqual([-0, -35.9])
    await verified()
    await shop.books.refunds.undo({ id })
    expect([await held('1200'), await held('4950')]).toEqual([-82.57, -0])
    expect(await leftOf(two.id)).toBe('33.33')
    await verified()
  })

  test('one who has credit in two currencies is asked for which', async () => {
    await paid('10.00')
    await paid('5.00', usd('0.9'))
    const contactId = shop.customer.id
    await expect(payBack({ contactId })).rejects.toThrow('Say in which currency: EUR or USD.')
    await expect(payBack({ contactId, currency: 'USD' })).rejects.toMatchObject({
      details: { issues: [{ path: 'rate' }] },
    })
    await expect(payBack({ contactId, currency: 'GBP' })).rejects.toThrow(
      'Nothing is left to pay back in GBP.',
    )
    expect(await payBack({ contactId, currency: 'EUR' })).toMatchObject({ amount: '10.00', currency: 'EUR' })
    expect(await payBack({ contactId, rate: '0.9' })).toMatchObject({ amount: '5.00', currency: 'USD' })
    await expect(payBack({ contactId })).rejects.toThrow('nothing left to pay back')
  })
})

describe('what cannot be paid back says why', () => {
  test.each([
    ['nothing', { amount: '0.00' }, 'amount'],
    ['below nothing', { amount: '-1.00' }, 'amount'],
    ['too many digits', { amount: '1.005' }, 'amount'],
    ['more than is left', { amount: '20.01' }, 'amount'],
    ['before it came', { paidOn: '2026-11-01' }, 'paidOn'],
    ['a currency it is not in', { currency: 'USD' }, 'currency'],
  ])('%s', async (_what, given: object, path) => {
    const { id } = await paid('20.00', { paidOn: '2026-11-02' })
    await expect(payBack({ paymentId: id, ...given })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path }] },
    })
    expect([await leftOf(id), await held('1100')]).toEqual(['20.00', 20])
  })

  test('another customer, an account without money, a closed day, nobody, somebody else’s', async () => {
    const { id } = await paid('20.00', { paidOn: '2026-10-02' })
    const other = await shop.books.contacts.create({ name: 'Somebody else' })
    await expect(payBack({ paymentId: id, contactId: other.id })).rejects.toThrow('another customer')
    await expect(payBack({ contactId: other.id })).rejects.toThrow('nothing left to pay back')
    await expect(payBack({ paymentId: id, accountId: shop.idOf('4000') })).rejects.toThrow('holds no money')
    await expect(payBack({})).rejects.toThrow('Say who is paid back')
    await shop.books.book.close({ part: 'forGood', until: '2026-10-31' })
    await expect(payBack({ paymentId: id, paidOn: '2026-10-05' })).rejects.toMatchObject({
      details: { issues: [{ path: 'paidOn' }] },
    })
    const stranger = await openShop(hub)
    await expect(stranger.books.refunds.record({ paymentId: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    const refund = await payBack({ paymentId: id })
    for (const act of [stranger.books.refunds.get, stranger.books.refunds.undo])
      await expect(act({ id: refund.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    for (const act of [shop.books.paymentsIn.get, shop.books.paymentsIn.undo])
      await expect(act({ id: refund.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(payBack({ paymentId: refund.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await verified()
  })

  test('the same request twice pays back once', async () => {
    const { id } = await paid('20.00')
    const wish = { paymentId: id, amount: '5.00', idempotencyKey: 'refund-of-the-deposit' }
    const [one, two] = [await payBack(wish), await payBack(wish)]
    expect([two.id, await leftOf(id)]).toEqual([one.id, '15.00'])
  })
})

test('cash that nobody says a place for is in the till', async () => {
  expect((await paid('15.00', { method: 'cash' })).account).toBe('1000 Cash')
  await shop.books.accounts.archive({ id: shop.idOf('1000') })
  expect((await paid('15.00', { method: 'cash' })).account).toBe('1100 Bank')
})
