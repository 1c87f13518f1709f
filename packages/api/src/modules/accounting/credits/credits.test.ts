import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'
import { creditDesk } from './testing.ts'

let hub: TestHub
let shop: Shop
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  shop = await openShop(hub)
})

const { coffee, filters, posted, held, creditsOf, faults } = creditDesk(() => ({ hub, shop }))

const verified = async () => expect(await faults()).toEqual([])

const linesLeft = async (id: string) => (await shop.books.invoices.creditPreview({ id })).lines

describe('part of an invoice is credited (ACC-2)', () => {
  test('two bags of twelve come off with their tax, in a number of their own, and the rest stays open', async () => {
    const { id } = await posted()
    const saved = await shop.books.invoices.credit({ id, line: 1, quantity: '2', reason: 'Two bags torn' })
    expect(saved).toMatchObject({ number: 'INV-2026-0001', status: 'open', total: '213.27', open: '182.88' })
    const [note] = await creditsOf(id)
    expect(note).toMatchObject({
      number: 'CN-2026-0001',
      net: '28.40',
      tax: '1.99',
      total: '30.39',
      message: 'Two bags torn',
      lines: [{ quantity: '2', unitPrice: '14.2', amount: '28.40' }],
      taxes: [{ percent: '7', taxable: '28.40', tax: '1.99' }],
    })
    const printed = await shop.books.invoices.parties({ id: note?.id ?? '' })
    expect(printed).toMatchObject({ corrects: 'INV-2026-0001', buyer: { name: 'Lantern Street Bakery' } })
    const invoice = await shop.books.invoices.get({ id })
    expect(invoice).toMatchObject({ open: '182.88', settlements: [{ paymentId: null, amount: '30.39' }] })
    expect(await linesLeft(id)).toEqual([
      { line: 1, quantity: '10', amount: '142.00' },
      { line: 2, quantity: '4', amount: '26.00' },
    ])
    expect(await held()).toMatchObject({ 1200: 182.88, 4000: -168 })
    await verified()
  })

  test('line by line and bag by bag it comes to the invoice to the cent, on every account', async () => {
    const { id } = await posted()
    for (let bag = 0; bag < 12; bag += 1) await shop.books.invoices.credit({ id, line: 1, quantity: '1' })
    await shop.books.invoices.credit({ id, line: 2, amount: '9.99' })
    expect(await shop.books.invoices.get({ id })).toMatchObject({ status: 'open' })
    await verified()
    expect(await shop.books.invoices.credit({ id, line: 2 })).toMatchObject({ status: 'void', open: '0.00' })
    expect(await held()).toEqual({})
    expect((await shop.books.reports.taxes({})).sales).toMatchObject({ taxable: '0.00', tax: '0.00' })
    await verified()
    const notes = await creditsOf(id)
    expect(notes.map(({ number }) => number).at(-1)).toBe('CN-2026-0014')
  })

  test('one of three, three times, is the line: the cents between are no rest', async () => {
    const { id } = await posted({ lines: [{ ...coffee(), quantity: '3', unitPrice: '3.333333' }, filters()] })
    for (const _time of [1, 2, 3]) await shop.books.invoices.credit({ id, line: 1, quantity: '1' })
    expect((await linesLeft(id))[0]).toEqual({ line: 1, quantity: '0', amount: '0.00' })
    await verified()
  })

  test('what was voided in part is voided for the rest of it', async () => {
    const { id } = await posted()
    await shop.books.invoices.credit({ id, line: 1, amount: '0.01' })
    await shop.books.invoices.void({ id })
    const [, rest] = await creditsOf(id)
    expect(rest).toMatchObject({ total: '213.26' })
    expect(await held()).toEqual({})
    await expect(shop.books.invoices.credit({ id, line: 1, amount: '0.01' })).rejects.toThrow('void already')
    await verified()
  })

  test('with tax in the price and a discount on the whole, what was shown comes back', async () => {
    const { id, total } = await posted({ pricesIncludeTax: true, discountPercent: '10' })
    expect(total).toBe('176.76')
    await shop.books.invoices.credit({ id, line: 1, quantity: '5' })
    const [note] = await creditsOf(id)
    expect(note).toMatchObject({ total: '63.90', discount: '7.10' })
    await verified()
    await shop.books.invoices.credit({ id, lines: [{ line: 1 }, { line: 2 }] })
    expect(await held()).toEqual({})
    await verified()
  })

  test('who owes us, and how long, follows on its day and not before', async () => {
    const { id } = await posted({ issuedOn: '2026-10-01', dueOn: '2026-10-15' })
    await shop.books.invoices.credit({ id, line: 2, on: '2026-11-10' })
    const asOf = (day: string) => shop.books.reports.receivables({ asOf: day })
    expect(await asOf('2026-11-09')).toMatchObject({
      totals: { upTo30: '213.27', credit: '0.00' },
      isBalanced: true,
    })
    expect(await asOf('2026-11-10')).toMatchObject({
      totals: { upTo30: '182.33', credit: '0.00' },
      isBalanced: true,
    })
    expect((await shop.books.reports.taxes({ from: '2026-11-01', to: '2026-11-30' })).sales).toMatchObject({
      taxable: '-26.00',
      tax: '-4.94',
    })
  })

  test('the same act twice is one credit note', async () => {
    const { id } = await posted()
    const act = { id, line: 1, quantity: '2', idempotencyKey: 'credit-two-bags' }
    await shop.books.invoices.credit(act)
    await shop.books.invoices.credit(act)
    expect(await creditsOf(id)).toHaveLength(1)
  })

  test('20 at once never take back more than was invoiced', async () => {
    const { id } = await posted()
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => shop.books.invoices.credit({ id, line: 1, quantity: '5' })),
    )
    const refusals = results.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as Error).message] : [],
    )
    expect(refusals).toEqual(Array<string>(18).fill('Only 2 of line 1 is left to credit.'))
    expect((await linesLeft(id))[0]).toMatchObject({ quantity: '2', amount: '28.40' })
    await verified()
  })
})

describe('what was paid for it stays with the customer (ACC-2)', () => {
  test('of a paid invoice so much of the payment comes off, is credit, and is paid back', async () => {
    const { id } = await posted()
    const { id: paymentId } = await shop.books.paymentsIn.record({ invoiceId: id, paidOn: '2026-11-02' })
    const ask = { id, line: 1, quantity: '2' }
    const shown = await shop.books.invoices.creditPreview({ id, lines: [1], quantities: ['2'] })
    expect(shown).toEqual({
      currency: 'EUR',
      net: '28.40',
      tax: '1.99',
      total: '30.39',
      left: '182.88',
      free: '30.39',
      lines: [
        { line: 1, quantity: '12', amount: '170.40' },
        { line: 2, quantity: '4', amount: '26.00' },
      ],
    })
    expect(await shop.books.invoices.credit(ask)).toMatchObject({ status: 'paid', open: '0.00' })
    expect(await shop.books.paymentsIn.get({ id: paymentId })).toMatchObject({
      left: '30.39',
      invoices: [{ number: 'INV-2026-0001', amount: '182.88' }],
    })
    await verified()
    await shop.books.refunds.record({ paymentId })
    expect(await held()).toMatchObject({ 1100: 182.88 })
    expect((await held())[1200]).toBeUndefined()
    await verified()
  })

  test('what is open goes first; only what is over comes off, of the last payment', async () => {
    const { id } = await posted()
    const pay = (amount: string) =>
      shop.books.paymentsIn.record({ contactId: shop.customer.id, amount, allocations: [{ invoiceId: id }] })
    const [first, last] = [await pay('100.00'), await pay('90.00')]
    await shop.books.invoices.credit({ id, line: 1, quantity: '5' })
    const { settlements, open } = await shop.books.invoices.get({ id })
    expect(open).toBe('0.00')
    expect(
      settlements
        .map(({ amount, creditId }) => `${creditId === null ? 'paid' : 'credited'} ${amount}`)
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(['credited 75.97', 'paid 100.00', 'paid 37.30'])
    expect(await shop.books.paymentsIn.get({ id: first.id })).toMatchObject({ left: '0.00' })
    expect(await shop.books.paymentsIn.get({ id: last.id })).toMatchObject({ left: '52.70' })
    await verified()
    await shop.books.paymentsIn.undo({ id: last.id })
    expect(await shop.books.invoices.get({ id })).toMatchObject({ open: '37.30', status: 'part_paid' })
    await verified()
  })

  test('a foreign currency comes back at the rate of the invoice, to the cent of the books', async () => {
    const { id } = await posted({ currency: 'USD', rate: '0.9137' })
    const dollars = { currency: 'USD', rate: '0.8811', accountId: shop.idOf('1100') }
    const { id: paymentId } = await shop.books.paymentsIn.record({
      ...dollars,
      invoiceId: id,
      amount: '200.00',
    })
    await verified()
    for (const quantity of ['1', '3', '2.5']) {
      await shop.books.invoices.credit({ id, line: 1, quantity })
      await verified()
    }
    await shop.books.invoices.credit({ id, line: 2, amount: '7.77' })
    await verified()
    await shop.books.paymentsIn.undo({ id: paymentId })
    await shop.books.invoices.void({ id })
    await verified()
    expect(await held()).toEqual({})
  })

  test('credits and payments at once leave books that add up', async () => {
    const { id } = await posted()
    const { id: paymentId } = await shop.books.paymentsIn.record({ invoiceId: id, amount: '150.00' })
    await Promise.allSettled([
      ...Array.from({ length: 6 }, () => shop.books.invoices.credit({ id, line: 1, quantity: '2' })),
      ...Array.from({ length: 4 }, () => shop.books.paymentsIn.record({ invoiceId: id, amount: '20.00' })),
      shop.books.paymentsIn.takeOff({ id: paymentId, invoiceId: id }),
      shop.books.refunds.record({ contactId: shop.customer.id }),
    ])
    await verified()
    expect((await shop.books.reports.receivables({})).isBalanced).toBe(true)
  })
})
