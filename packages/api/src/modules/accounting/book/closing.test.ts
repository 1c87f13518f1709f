import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { giveCredits, startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { say, read } from '../../../features/assistant/testing.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { move, openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'

const NOW = new Date('2026-11-20T10:00:00Z')
let hub: TestHub
let shop: Shop
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  shop = await openShop(hub)
})

const closed = (until: string, path = 'date') => ({
  code: 'BAD_REQUEST',
  details: {
    issues: [{ path, message: `The books are closed up to ${calendarDay(until)}. Choose a later day.` }],
  },
})
const rent = (date: string, by: Shop = shop) =>
  move(by, { debit: '6100', credit: '1100', amount: '10.00', date })

async function invoiceOf(issuedOn: string): Promise<string> {
  const { books, customer, taxes } = shop
  const lines = [{ description: 'Rolls', unitPrice: '10.00', taxCodeId: taxes.standard }]
  return (await books.invoices.create({ contactId: customer.id, issuedOn, lines })).id
}

/** Somebody who posts to the books and may not set them up. */
async function clerk(): Promise<Shop> {
  const person = await shop.join('viewer', { accounting: 'write' })
  return { ...shop, books: person.api.modules.accounting }
}

describe('days of the books that are closed (ACC-1)', () => {
  test('for good: nobody posts up to them, and they never open again', async () => {
    const { book } = shop.books
    expect(await book.close({ part: 'forGood', until: '2026-06-30' })).toMatchObject({
      closed: { forGood: '2026-06-30', forNow: null, sales: null, bank: null, taxes: null },
    })
    await expect(rent('2026-06-30')).rejects.toMatchObject(closed('2026-06-30'))
    await rent('2026-07-01')
    await expect(book.close({ part: 'forGood', until: '2026-05-31' })).rejects.toMatchObject({
      details: {
        issues: [{ path: 'until', message: expect.stringMatching(/closed for good up to 30 June 2026/) }],
      },
    })
    await expect(book.reopen({ part: 'forGood' as never })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect((await book.close({ part: 'forGood', until: '2026-09-30' })).closed.forGood).toBe('2026-09-30')
    await expect(rent('2026-07-01')).rejects.toMatchObject(closed('2026-09-30'))
  })

  test('for now: only who may set up the books posts up to them, until they are opened', async () => {
    const { book } = shop.books
    const other = await clerk()
    await rent('2026-06-30', other)
    await book.close({ until: '2026-06-30' })
    await expect(rent('2026-06-30', other)).rejects.toMatchObject(closed('2026-06-30'))
    await rent('2026-06-30')
    await rent('2026-07-01', other)
    expect((await book.close({ until: '2026-03-31' })).closed.forNow).toBe('2026-03-31')
    await rent('2026-06-30', other)
    expect((await book.reopen({})).closed.forNow).toBeNull()
    await rent('2026-03-31', other)
  })

  test('sales: invoices and credit notes wait, entries and payments do not', async () => {
    const { books } = shop
    const [early, late] = [await invoiceOf('2026-06-30'), await invoiceOf('2026-07-01')]
    await books.book.close({ part: 'sales', until: '2026-06-30' })
    await expect(books.invoices.post({ id: early })).rejects.toMatchObject(closed('2026-06-30', 'issuedOn'))
    await books.invoices.post({ id: late })
    await expect(books.invoices.void({ id: late, on: '2026-06-30' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await rent('2026-06-30')
    expect((await books.invoices.get({ id: early })).status).toBe('draft')
    await books.book.reopen({ part: 'sales' })
    await books.invoices.post({ id: early })
  })

  test('the bank: payments wait, invoices and entries do not', async () => {
    const { books, customer } = shop
    await books.book.close({ part: 'bank', until: '2026-06-30' })
    const id = await invoiceOf('2026-06-01')
    await books.invoices.post({ id })
    const pay = (paidOn: string) =>
      books.paymentsIn.record({
        contactId: customer.id,
        accountId: shop.idOf('1100'),
        amount: '11.90',
        currency: 'EUR',
        paidOn,
        allocations: [{ invoiceId: id, amount: '11.90' }],
      })
    await expect(pay('2026-06-15')).rejects.toMatchObject(closed('2026-06-30', 'paidOn'))
    await rent('2026-06-15')
    await pay('2026-07-01')
  })

  test('taxes: what has a tax waits, other entries do not', async () => {
    const { books } = shop
    await books.book.close({ part: 'taxes', until: '2026-06-30' })
    const id = await invoiceOf('2026-06-30')
    await expect(books.invoices.post({ id })).rejects.toMatchObject(closed('2026-06-30', 'issuedOn'))
    await rent('2026-06-30')
  })

  test('today is not over, nor is a day to come; there have to be books', async () => {
    for (const until of ['2026-11-20', '2027-01-31'])
      for (const part of ['forGood', 'forNow', 'sales', 'bank', 'taxes'] as const)
        await expect(shop.books.book.close({ part, until })).rejects.toMatchObject({
          details: { issues: [{ path: 'until', message: expect.stringMatching(/days that are over/) }] },
        })
    const { api } = await hub.newOrg()
    await expect(api.modules.accounting.book.close({ until: '2026-06-30' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await expect(api.modules.accounting.book.reopen({})).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('are closed by those who may set up the books alone, and the activity says so', async () => {
    const other = await clerk()
    await expect(other.books.book.close({ until: '2026-06-30' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(other.books.book.reopen({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await shop.books.book.close({ until: '2026-06-30' })
    await shop.books.book.reopen({})
    const { items } = await shop.api.audit.list({ limit: 10 })
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['accounting.book.closed', 'accounting.book.reopened']),
    )
  })

  test('of entries that are posted while days are closed, none comes after', async () => {
    const other = await clerk()
    const [done, ...posted] = await Promise.allSettled([
      shop.books.book.close({ part: 'forGood', until: '2026-06-30' }),
      ...Array.from({ length: 20 }, () => rent('2026-06-30', other)),
    ])
    expect(done.status).toBe('fulfilled')
    const kept = posted.filter(({ status }) => status === 'fulfilled').length
    const refused = posted.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    expect(refused).toMatchObject(refused.map(() => closed('2026-06-30')))
    const { items } = await shop.books.journals.list({ limit: 100 })
    expect(items).toHaveLength(kept)
    expect(await shop.books.book.verify({})).toEqual({ ok: true, faults: [] })
    await expect(rent('2026-06-30')).rejects.toMatchObject(closed('2026-06-30'))
  })

  test('the assistant closes them when asked, and says until when they are closed', async () => {
    await giveCredits(hub, shop.orgId, { micro: 1_000_000 })
    const { events } = await say(shop.api, 'close the books up to 31 October')
    expect(read(events)).toMatch(/close the books up to .*31 October/)
    const { items } = await shop.api.approvals.list({ status: 'pending' })
    await shop.api.approvals.approve({ id: items[0]?.id ?? '' })
    expect((await shop.books.book.get({})).book?.closed.forNow).toBe('2026-10-31')
    const year = await say(shop.api, 'close our fiscal year 2025')
    expect(read(year.events)).toMatch(/close the books up to .*31 December 2025/)
    const told = await say(shop.api, 'until when are our books closed')
    expect(read(told.events)).toMatch(
      /Only those who may set up the books post up to and including .*31 October/,
    )
  })
})
