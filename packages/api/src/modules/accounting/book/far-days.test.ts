import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { importRows, openBank } from '../bank/testing.ts'
import { move, openBooks, openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'

const TODAY = new Date('2026-11-20T09:00:00Z')
let now = TODAY
let hub: TestHub
let shop: Shop
beforeAll(async () => {
  hub = await startHub({ now: () => now })
  shop = await openShop(hub, { startsOn: '1998-01-01' })
})
afterAll(() => hub.stop())

const refused = (path: string, message = '21 November 2036 is more than a year ahead. Check the year.') => ({
  code: 'BAD_REQUEST',
  details: { issues: [{ path, message }] },
})

const invoice = (given: object) => ({
  contactId: shop.customer.id,
  lines: [{ description: 'Coffee', unitPrice: '10.00', taxCodeId: shop.taxes.none }],
  ...given,
})

describe('2036 typed for 2026 (ACC-1)', () => {
  test('is refused for an entry and what takes it back; a year ahead and long ago are not', async () => {
    const by = { debit: '6100', credit: '1100', amount: '5.00' }
    await expect(move(shop, { ...by, date: '2036-11-21' })).rejects.toMatchObject(refused('date'))
    const { id } = await move(shop, { ...by, date: '2027-11-20' })
    await expect(shop.books.journals.reverse({ id, date: '2036-11-21' })).rejects.toMatchObject(
      refused('date'),
    )
    await move(shop, { ...by, date: '1998-01-01' })
  })

  test('is refused for an invoice before it is posted, and for the day it is due', async () => {
    const { invoices } = shop.books
    const far = invoice({ issuedOn: '2036-11-21' })
    await expect(invoices.create(far)).rejects.toMatchObject(refused('issuedOn'))
    const late = '21 November 2036 is more than 5 years after the day of the invoice. Check the year.'
    await expect(
      invoices.create(invoice({ issuedOn: '2026-11-20', dueOn: '2036-11-21' })),
    ).rejects.toMatchObject(refused('dueOn', late))
    const { id } = await invoices.create(invoice({ issuedOn: '2026-11-20', dueOn: '2028-11-20' }))
    await expect(invoices.update({ id, issuedOn: '2036-11-21', dueOn: '2036-12-01' })).rejects.toMatchObject(
      refused('issuedOn'),
    )
    await invoices.post({ id })
    await expect(invoices.void({ id, on: '2036-11-21' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    const pay = { contactId: shop.customer.id, amount: '10.00', currency: 'EUR', paidOn: '2036-11-21' }
    await expect(shop.books.paymentsIn.record(pay)).rejects.toMatchObject(refused('paidOn'))
  })

  test('is refused in the file of a bank, with its line, and nothing of the file comes in', async () => {
    const account = await openBank(shop)
    await expect(
      importRows(shop, account.id, [
        ['2026-11-19', '-5.00', 'Fees'],
        ['2036-11-21', '-6.00', 'Fees'],
      ]),
    ).rejects.toThrow('Line 3: 21 November 2036 is more than a year ahead. Check the year.')
    expect((await shop.books.bank.lines.list({ state: 'all' })).items).toEqual([])
    await importRows(shop, account.id, [['1999-11-19', '-5.00', 'Fees']])
    const [line] = (await shop.books.bank.lines.list({})).items
    await expect(
      shop.books.bank.matches.accept({
        bankLineId: line?.id ?? '',
        kind: 'account',
        accountId: shop.idOf('6850'),
        on: '2036-11-21',
      }),
    ).rejects.toMatchObject(refused('on'))
  })

  test('that an earlier hub posted is taken back on its own day, and no later', async () => {
    const { paymentsIn, book } = shop.books
    now = new Date('2036-11-21T09:00:00Z')
    const { id } = await paymentsIn.record({ contactId: shop.customer.id, amount: '10.00', currency: 'EUR' })
    now = TODAY
    await expect(paymentsIn.undo({ id, on: '2036-11-22' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await paymentsIn.undo({ id, on: '2036-11-21' })
    await expect(book.verify({})).resolves.toEqual({ ok: true, faults: [] })
  })

  test('is refused as the first day of books, which would close all days before it for good', async () => {
    await expect(openBooks(hub, { startsOn: '2036-11-21' })).rejects.toMatchObject(refused('startsOn'))
  })
})
