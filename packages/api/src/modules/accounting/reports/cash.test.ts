import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { move, openBooks, openShop } from '../testing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-03-05T12:00:00Z') })
})
afterAll(() => hub.stop())

describe('reports.cash', () => {
  test('says what is at the bank and in cash, and how that came about', async () => {
    const place = await openBooks(hub)
    await move(place, { debit: '1100', credit: '4000', amount: '900.00', date: '2026-02-10' })
    await move(place, { debit: '1000', credit: '4000', amount: '50.00', date: '2026-03-04' })
    await move(place, { debit: '6000', credit: '1100', amount: '120.00', date: '2026-03-05' })
    const { cash } = await place.books.reports.cash({ days: 3 })
    expect(cash).toEqual({
      asOf: '2026-03-05',
      currency: 'EUR',
      amount: '830.00',
      accounts: 2,
      points: [
        { on: '2026-03-03', amount: '900.00' },
        { on: '2026-03-04', amount: '950.00' },
        { on: '2026-03-05', amount: '830.00' },
      ],
      profit: '-70.00',
      owed: { open: '0.00', overdue: '0.00' },
    })
  })

  test('holds the same as the balance sheet, whatever was posted for later', async () => {
    const place = await openBooks(hub)
    await move(place, { debit: '1100', credit: '4000', amount: '10.00', date: '2026-01-31' })
    await move(place, { debit: '1100', credit: '4000', amount: '7.00', date: '2026-03-06' })
    const { cash } = await place.books.reports.cash({})
    const { assets } = await place.books.reports.balanceSheet({})
    expect(cash?.amount).toBe(assets.total)
    expect(cash?.points.at(0)).toEqual({ on: '2026-01-31', amount: '10.00' })
    expect(cash?.points.at(-1)).toEqual({ on: '2026-03-05', amount: '10.00' })
  })

  test('begins where the books do: before anything was posted it knows nothing', async () => {
    const place = await openBooks(hub)
    const points = async () => (await place.books.reports.cash({ days: 4 })).cash?.points
    expect(await points()).toEqual([{ on: '2026-03-05', amount: '0.00' }])
    await move(place, { debit: '6000', credit: '4000', amount: '5.00', date: '2026-03-04' })
    await move(place, { debit: '1100', credit: '4000', amount: '7.00', date: '2026-03-05' })
    expect(await points()).toEqual([
      { on: '2026-03-04', amount: '0.00' },
      { on: '2026-03-05', amount: '7.00' },
    ])
    await move(place, { debit: '1100', credit: '4000', amount: '3.00', date: '2026-02-01' })
    expect((await points())?.at(0)).toEqual({ on: '2026-03-02', amount: '3.00' })
  })

  test('says what is still to come, and how much of it is late', async () => {
    const { books, customer, taxes } = await openShop(hub)
    const invoiced = async (unitPrice: string, dueOn: string) => {
      const lines = [{ description: 'Coffee', unitPrice, taxCodeId: taxes.none }]
      const days = { issuedOn: '2026-02-01', deliveredOn: '2026-02-01', dueOn }
      const { id } = await books.invoices.create({ contactId: customer.id, lines, ...days })
      await books.invoices.post({ id })
      return id
    }
    await invoiced('100.00', '2026-03-04')
    const late = await invoiced('40.00', '2026-03-01')
    await invoiced('7.00', '2026-03-05')
    await books.paymentsIn.record({ amount: '15.00', allocations: [{ invoiceId: late }] })
    await books.paymentsIn.record({ contactId: customer.id, amount: '50.00' })
    const { cash } = await books.reports.cash({})
    expect(cash?.owed).toEqual({ open: '132.00', overdue: '125.00' })
    const { totals } = await books.reports.receivables({})
    expect(cash?.owed?.open).toBe(totals.open)
  })

  test('is nothing, and no error, until the books are set up', async () => {
    const org = await hub.newOrg()
    expect(await org.api.modules.accounting.reports.cash({})).toEqual({ cash: null })
  })
})
