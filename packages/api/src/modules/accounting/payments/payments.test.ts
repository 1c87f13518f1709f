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

const stands = async (id: string) => {
  const { status, open } = await shop.books.invoices.get({ id })
  return [status, open]
}
const record = (amount: string, given: object = {}) => shop.books.paymentsIn.record({ amount, ...given })
const pay = (invoiceId: string, amount: string, given: object = {}) =>
  record(amount, { allocations: [{ invoiceId }], ...given })

async function held(code: string): Promise<number> {
  const { rows } = await shop.books.reports.trialBalance({})
  const row = rows.find((one) => one.code === code)
  return Number(row?.debit ?? `-${row?.credit ?? 0}`)
}

const verified = async () => expect(await verifyBooks(hub.hub.db.org(shop.orgId))).toEqual([])

describe('a payment and its invoice (ACC-2)', () => {
  test('pays in part, then wholly; the books follow', async () => {
    const id = await invoiced('100.00')
    await pay(id, '40.00')
    expect(await stands(id)).toEqual(['part_paid', '60.00'])
    await pay(id, '60.00', { method: 'cash', accountId: shop.idOf('1000') })
    expect(await stands(id)).toEqual(['paid', '0.00'])
    expect([await held('1200'), await held('1100'), await held('1000')]).toEqual([-0, 40, 60])
    await verified()
  })

  test('goes to several invoices, and what is left stays with the customer as credit', async () => {
    const [one, two] = [await invoiced('30.00'), await invoiced('50.00')]
    const payment = await record('100.00', {
      allocations: [{ invoiceId: one }, { invoiceId: two, amount: '20.00' }],
    })
    expect(payment).toMatchObject({ contact: 'Lantern Street Bakery', left: '50.00', paidOn: '2026-11-20' })
    expect(await stands(two)).toEqual(['part_paid', '30.00'])
    expect(await shop.books.reports.receivables({})).toMatchObject({
      isBalanced: true,
      totals: { notDue: '30.00', open: '30.00', credit: '50.00', total: '-20.00' },
    })
    const after = await shop.books.paymentsIn.allocate({ id: payment.id, allocations: [{ invoiceId: two }] })
    expect(after.left).toBe('20.00')
    expect(await stands(two)).toEqual(['paid', '0.00'])
    await verified()
  })

  test('is taken back, and what it paid is open again; an old day shows what it showed', async () => {
    const id = await invoiced('100.00', { issuedOn: '2026-10-01', dueOn: '2026-10-10' })
    const payment = await pay(id, '100.00', { paidOn: '2026-11-05' })
    const before = await shop.books.reports.receivables({ asOf: '2026-11-10' })
    const undone = await shop.books.paymentsIn.undo({ id: payment.id, on: '2026-11-15' })
    expect(undone).toMatchObject({ undoneOn: '2026-11-15', left: '0.00' })
    expect(await stands(id)).toEqual(['overdue', '100.00'])
    expect(await shop.books.reports.receivables({ asOf: '2026-11-10' })).toEqual(before)
    expect(await shop.books.reports.receivables({ asOf: '2026-11-15' })).toMatchObject({
      totals: { upTo60: '100.00', total: '100.00' },
      isBalanced: true,
    })
    await expect(shop.books.paymentsIn.undo({ id: payment.id })).rejects.toThrow('undone already')
    await verified()
  })

  test('is taken off one invoice alone: that is open again, and the money is credit (ACC-2)', async () => {
    const [one, two] = [await invoiced('30.00'), await invoiced('50.00')]
    const { id } = await record('100.00', { allocations: [{ invoiceId: one }, { invoiceId: two }] })
    expect((await shop.books.paymentsIn.get({ id })).invoices).toEqual([
      { invoiceId: one, number: 'INV-2026-0001', on: '2026-11-20', amount: '30.00' },
      { invoiceId: two, number: 'INV-2026-0002', on: '2026-11-20', amount: '50.00' },
    ])
    const before = await held('1200')
    const after = await shop.books.paymentsIn.takeOff({ id, invoiceId: two })
    expect(after).toMatchObject({ left: '70.00', undoneOn: null })
    expect([await stands(one), await stands(two)]).toEqual([
      ['paid', '0.00'],
      ['open', '50.00'],
    ])
    expect((await shop.books.invoices.get({ id: two })).settlements).toEqual([])
    expect((await shop.books.paymentsIn.get({ id })).invoices).toMatchObject([{ invoiceId: one }])
    expect(await held('1200')).toBe(before)
    await expect(shop.books.paymentsIn.takeOff({ id, invoiceId: two })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'Nothing of this payment is put to INV-2026-0002.',
    })
    await shop.books.paymentsIn.allocate({ id, allocations: [{ invoiceId: two, amount: '20.00' }] })
    await shop.books.paymentsIn.allocate({ id, allocations: [{ invoiceId: two, amount: '5.00' }] })
    expect((await shop.books.invoices.get({ id: two })).settlements).toMatchObject([{ amount: '25.00' }])
    await shop.books.paymentsIn.takeOff({ id, invoiceId: two })
    expect(await stands(two)).toEqual(['open', '50.00'])
    await shop.books.paymentsIn.undo({ id })
    await expect(shop.books.paymentsIn.takeOff({ id, invoiceId: one })).rejects.toThrow('undone already')
    await verified()
  })

  test('comes off by the day it was put to the invoice on, where only that is meant (ACC-2)', async () => {
    const invoiceId = await invoiced('100.00', { issuedOn: '2026-11-01' })
    const put = (amount: string) => [{ invoiceId, amount }]
    const { id } = await record('60.00', { paidOn: '2026-11-05', allocations: put('20.00') })
    await shop.books.paymentsIn.allocate({ id, allocations: put('30.00') })
    const takeOff = (putOn: string) => shop.books.paymentsIn.takeOff({ id, invoiceId, putOn })
    await expect(takeOff('2026-11-06')).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await takeOff('2026-11-20')).toMatchObject({ left: '40.00' })
    expect((await shop.books.invoices.get({ id: invoiceId })).settlements).toMatchObject([
      { on: '2026-11-05', amount: '20.00' },
    ])
    expect(await takeOff('2026-11-05')).toMatchObject({ left: '60.00' })
    expect(await stands(invoiceId)).toEqual(['overdue', '100.00'])
    await verified()
  })

  test('taken off, it leaves the days before as they were, closed ones too', async () => {
    const id = await invoiced('100.00', { issuedOn: '2026-10-01', dueOn: '2026-10-10' })
    const payment = await pay(id, '100.00', { paidOn: '2026-11-05' })
    const old = () => shop.books.reports.receivables({ asOf: '2026-11-10' })
    const before = await old()
    await shop.books.book.close({ part: 'forGood', until: '2026-11-19' })
    await shop.books.paymentsIn.takeOff({ id: payment.id, invoiceId: id })
    expect(await old()).toEqual(before)
    expect(await shop.books.reports.receivables({})).toMatchObject({
      totals: { open: '100.00', credit: '100.00', total: '0.00' },
      isBalanced: true,
    })
    await expect(shop.books.paymentsIn.undo({ id: payment.id, on: '2026-11-19' })).rejects.toThrow(
      'Choose 20 November 2026 or a later day',
    )
    await expect(shop.books.invoices.void({ id, on: '2026-11-19' })).rejects.toThrow(
      'Choose 20 November 2026 or a later day: a payment was taken off it on that day.',
    )
    await verified()
  })

  test('20 who take it off at once take it off once', async () => {
    const id = await invoiced('100.00')
    const payment = await pay(id, '40.00')
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => shop.books.paymentsIn.takeOff({ id: payment.id, invoiceId: id })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await stands(id)).toEqual(['open', '100.00'])
    await verified()
  })

  test('what nobody put to an invoice is not taken off it, and neither is another organization’s', async () => {
    const [id, other] = [await invoiced('10.00'), await openShop(hub)]
    const payment = await pay(id, '10.00')
    const { id: unpaid } = await shop.books.invoices.create({ contactId: shop.customer.id, lines: [] })
    await expect(shop.books.paymentsIn.takeOff({ id: payment.id, invoiceId: unpaid })).rejects.toThrow(
      'Nothing of this payment is put to a draft.',
    )
    await expect(other.books.paymentsIn.takeOff({ id: payment.id, invoiceId: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await stands(id)).toEqual(['paid', '0.00'])
  })

  test('an invoice is marked as paid without an amount: all that is open of it, once', async () => {
    const id = await invoiced('100.00')
    await pay(id, '40.00')
    const marks = await Promise.allSettled(
      Array.from({ length: 6 }, () => shop.books.paymentsIn.record({ invoiceId: id })),
    )
    expect(marks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect([await stands(id), await held('1100')]).toEqual([['paid', '0.00'], 100])
    await expect(shop.books.paymentsIn.record({ invoiceId: id })).rejects.toThrow('Nothing of this invoice')
  })

  test('20 who pay the last of it pay it once', async () => {
    const id = await invoiced('100.00')
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => pay(id, '100.00')))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect([await stands(id), await held('1100')]).toEqual([['paid', '0.00'], 100])
    await verified()
  })

  test('20 parts at once that are more than is open stop at the last cent', async () => {
    const id = await invoiced('10.00')
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => record('0.75', { allocations: [{ invoiceId: id, amount: '0.75' }] })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(13)
    expect(await stands(id)).toEqual(['part_paid', '0.25'])
    await verified()
  })
})

describe('another currency (ACC-1, ACC-2)', () => {
  const usd = (rate: string) => ({ currency: 'USD', rate })

  test('what rates made of the money is a gain or a loss, and the customer owes nothing', async () => {
    const id = await invoiced('300.00', usd('0.9'))
    await pay(id, '100.00', usd('0.92'))
    await pay(id, '200.00', usd('0.85'))
    expect(await stands(id)).toEqual(['paid', '0.00'])
    expect([await held('1200'), await held('4950'), await held('6950')]).toEqual([-0, -2, 10])
    expect(await shop.books.reports.receivables({})).toMatchObject({ rows: [], isBalanced: true })
    await verified()
  })

  test('shares of odd amounts leave no cent behind, also when taken back', async () => {
    const id = await invoiced('100.00', usd('0.8571428571'))
    const payments = []
    for (const amount of ['33.33', '33.33', '33.34'])
      payments.push(await pay(id, amount, usd('0.8571428571')))
    // 28.57 twice and 28.58 came in for what was booked as 85.71.
    expect([await stands(id), await held('1200'), await held('4950')]).toEqual([['paid', '0.00'], -0, -0.01])
    for (const { id: paymentId } of payments) await shop.books.paymentsIn.undo({ id: paymentId })
    expect([await stands(id), await held('1200')]).toEqual([['open', '100.00'], 85.71])
    await verified()
  })

  test('taken off an invoice, the gain or loss is taken back with it', async () => {
    const [one, two] = [await invoiced('33.33', usd('0.857')), await invoiced('66.67', usd('0.857'))]
    const { id } = await record('100.00', {
      ...usd('0.9'),
      allocations: [{ invoiceId: one }, { invoiceId: two }],
    })
    expect([await held('1200'), await held('4950')]).toEqual([-0, -4.3])
    await shop.books.paymentsIn.takeOff({ id, invoiceId: two })
    expect([await held('1200'), await held('4950')]).toEqual([-2.86, -1.44])
    await verified()
    await shop.books.paymentsIn.allocate({ id, allocations: [{ invoiceId: two }] })
    expect([await held('1200'), await held('4950')]).toEqual([-0, -4.3])
    await verified()
  })

  test('money that came before is put to an invoice later, with its difference', async () => {
    const payment = await record('100.00', { contactId: shop.customer.id, ...usd('0.95') })
    const id = await invoiced('100.00', usd('0.9'))
    await shop.books.paymentsIn.allocate({ id: payment.id, allocations: [{ invoiceId: id }] })
    expect([await held('1200'), await held('4950')]).toEqual([-0, -5])
    await shop.books.paymentsIn.undo({ id: payment.id })
    expect([await held('1200'), await held('4950')]).toEqual([90, -0])
    expect(await shop.books.reports.receivables({})).toMatchObject({ isBalanced: true })
    await verified()
  })
})

describe('what cannot be paid says why (ACC-2)', () => {
  test('more than is open, twice the same, another customer, another currency, a draft', async () => {
    const id = await invoiced('10.00')
    const to = (...allocations: object[]) => record('50.00', { allocations })
    await expect(to({ invoiceId: id, amount: '10.01' })).rejects.toThrow('Only 10.00 EUR of INV-2026-0001')
    await expect(to({ invoiceId: id, amount: '1.00' }, { invoiceId: id })).rejects.toThrow('named twice')
    const other = await shop.books.contacts.create({ name: 'Somebody else' })
    await expect(pay(id, '1.00', { contactId: other.id })).rejects.toThrow('another customer')
    await expect(pay(id, '1.00', { currency: 'USD', rate: '1' })).rejects.toThrow('is in EUR')
    const { id: draft } = await shop.books.invoices.create({ contactId: shop.customer.id })
    await expect(pay(draft, '1.00')).rejects.toThrow('Post the invoice first')
    await pay(id, '10.00')
    await expect(pay(id, '1.00')).rejects.toThrow('INV-2026-0001 is paid already')
    const gone = await invoiced('10.00')
    await shop.books.invoices.void({ id: gone })
    await expect(pay(gone, '1.00')).rejects.toThrow('INV-2026-0002 is void')
    expect(await held('1100')).toBe(10)
  })

  test.each([
    ['nothing', { amount: '0.00' }, 'amount'],
    ['below nothing', { amount: '-1.00' }, 'amount'],
    ['too many digits', { amount: '1.005' }, 'amount'],
    ['an account without money', { accountId: 'sales' }, 'accountId'],
    ['a day before the books', { paidOn: '2025-12-31' }, 'paidOn'],
    ['a currency without a rate', { currency: 'USD' }, 'rate'],
  ])('%s', async (_what, given: object, path) => {
    const accountId = 'accountId' in given ? { accountId: shop.idOf('4000') } : {}
    const payment = record('1.00', { contactId: shop.customer.id, ...given, ...accountId })
    await expect(payment).rejects.toMatchObject({ code: 'BAD_REQUEST', details: { issues: [{ path }] } })
    expect(await held('1100')).toBe(-0)
  })

  test('nobody said who paid', async () => {
    await expect(record('1.00')).rejects.toThrow('Say who paid')
  })
})
