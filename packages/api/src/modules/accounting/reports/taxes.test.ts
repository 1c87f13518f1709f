import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { move, openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'
import { taxesTold } from './taxes-told.ts'

let hub: TestHub
let shop: Shop
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  shop = await openShop(hub)
})

const line = (unitPrice: string, taxCodeId: string, given: object = {}) => ({
  description: 'Coffee',
  unitPrice,
  taxCodeId,
  ...given,
})

async function sell(issuedOn: string, lines: ReturnType<typeof line>[], given: object = {}) {
  const draft = await shop.books.invoices.create({ contactId: shop.customer.id, issuedOn, lines, ...given })
  return shop.books.invoices.post({ id: draft.id })
}

const readTaxes = (days: object = {}) => shop.books.reports.taxes(days)
const quarter = { from: '2026-07-01', to: '2026-09-30' }
const rowsOf = ({ rows }: Awaited<ReturnType<typeof readTaxes>>['sales']) =>
  rows.map(({ percent, taxable, tax }) => [percent, taxable, tax])

describe('the taxes of a period (ACC-5)', () => {
  test('by rate, the highest first, also of what nothing is charged on', async () => {
    const { standard, reduced, none } = shop.taxes
    await sell('2026-06-30', [line('1.00', standard)])
    await sell('2026-07-01', [line('100.00', standard), line('50.00', reduced)])
    await sell('2026-09-30', [line('0.02', standard), line('30.00', none)])
    await sell('2026-10-01', [line('1.00', standard)])
    const report = await readTaxes(quarter)
    expect(rowsOf(report.sales)).toEqual([
      ['19', '100.02', '19.00'],
      ['7', '50.00', '3.50'],
      ['0', '30.00', '0.00'],
    ])
    expect(report).toMatchObject({
      ...quarter,
      sales: { taxable: '180.02', tax: '22.50' },
      purchases: { rows: [], taxable: '0.00', tax: '0.00' },
      due: '22.50',
      besides: '0.00',
      inBooks: '22.50',
      isBalanced: true,
    })
  })

  test('without days it is of the quarter so far', async () => {
    await sell('2026-09-30', [line('1.00', shop.taxes.standard)])
    await sell('2026-10-01', [line('100.00', shop.taxes.standard)])
    expect(await readTaxes()).toMatchObject({ from: '2026-10-01', to: '2026-11-20', due: '19.00' })
    expect(await readTaxes({ to: '2026-09-30' })).toMatchObject({ ...quarter, due: '0.19' })
    expect(await readTaxes({ to: '2026-03-31' })).toMatchObject({ from: '2026-01-01', due: '0.00' })
  })

  test('what is taken back is taken off on the day of its credit note', async () => {
    const { id } = await sell('2026-08-10', [line('100.00', shop.taxes.standard)])
    await shop.books.invoices.void({ id, on: '2026-10-05' })
    expect(await readTaxes(quarter)).toMatchObject({ due: '19.00', isBalanced: true })
    const after = await readTaxes({ from: '2026-10-01' })
    expect(rowsOf(after.sales)).toEqual([['19', '-100.00', '-19.00']])
    expect(after).toMatchObject({ due: '-19.00', inBooks: '-19.00', isBalanced: true })
    expect(taxesTold(after).text).toContain('The tax office owes you 19.00 EUR.')
  })

  test('is in the currency of the books, as it was posted', async () => {
    const lines = [line('100.00', shop.taxes.standard)]
    await sell('2026-08-10', lines, { currency: 'USD', rate: '0.8571428571' })
    const report = await readTaxes(quarter)
    expect(rowsOf(report.sales)).toEqual([['19', '85.71', '16.29']])
    expect(report.isBalanced).toBe(true)
  })

  test('prices with tax in them leave their cent out', async () => {
    await sell('2026-08-10', [line('0.03', shop.taxes.standard)], { pricesIncludeTax: true })
    expect(rowsOf((await readTaxes(quarter)).sales)).toEqual([['19', '0.03', '0.01']])
  })

  test('a tax of two parts stands on two accounts, and each figure leads to its lines', async () => {
    const { id: county } = await shop.books.accounts.create({
      code: '2210',
      name: 'County tax',
      type: 'liability',
    })
    const tax = await shop.books.taxes.create({
      name: 'Sales tax',
      percent: '8',
      components: [
        { name: 'State', percent: '6' },
        { name: 'County', percent: '2', accountId: county },
      ],
    })
    await sell('2026-08-10', [line('100.00', tax.id), line('10.00', shop.taxes.standard)])
    const { sales, isBalanced } = await readTaxes(quarter)
    const row = sales.rows.find(({ taxCodeId }) => taxCodeId === tax.id)
    expect(isBalanced).toBe(true)
    expect(row?.accounts.map(({ code, of, amount }) => [code, of, amount])).toEqual([
      ['2200', 'tax', '6.00'],
      ['2210', 'tax', '2.00'],
      ['4000', 'taxable', '100.00'],
    ])
    const lines = await shop.books.reports.ledger({
      accountId: shop.idOf('4000'),
      taxCodeId: tax.id,
      ...quarter,
    })
    expect(lines.items.map(({ credit }) => credit)).toEqual(['100.00'])
  })
})

describe('what is entered by hand on the accounts of taxes', () => {
  const expense = (date: string) =>
    shop.books.journals.post({
      date,
      memo: 'Flour, with tax',
      lines: [
        { accountId: shop.idOf('6300'), debit: '100.00' },
        { accountId: shop.idOf('1400'), debit: '13.50' },
        { accountId: shop.idOf('1100'), credit: '113.50' },
      ],
    })

  test('an expense with its tax is taken off; taken back it is not', async () => {
    await sell('2026-08-10', [line('100.00', shop.taxes.standard)])
    const { id } = await expense('2026-08-11')
    const report = await readTaxes(quarter)
    expect(report.purchases.rows).toMatchObject([
      { taxCodeId: null, name: 'Tax paid on purchases', percent: null, taxable: null, tax: '13.50' },
    ])
    expect(report).toMatchObject({ due: '5.50', inBooks: '5.50', isBalanced: true })
    await shop.books.journals.reverse({ id, date: '2026-09-01' })
    expect(await readTaxes(quarter)).toMatchObject({ due: '19.00', isBalanced: true })
  })

  test('what is paid to the tax office is no tax of these days', async () => {
    await sell('2026-05-10', [line('100.00', shop.taxes.standard)])
    await expense('2026-05-11')
    await shop.books.journals.post({
      date: '2026-08-15',
      memo: 'Tax of the second quarter',
      lines: [
        { accountId: shop.idOf('2200'), debit: '19.00' },
        { accountId: shop.idOf('1400'), credit: '13.50' },
        { accountId: shop.idOf('1100'), credit: '5.50' },
      ],
    })
    await sell('2026-08-20', [line('10.00', shop.taxes.standard)])
    const report = await readTaxes(quarter)
    expect(report).toMatchObject({ due: '1.90', besides: '-5.50', inBooks: '-3.60', isBalanced: true })
    expect(taxesTold(report).text).toBe(
      [
        'From Wednesday 1 July to Wednesday 30 September, tax on sales is 1.90 EUR, on purchases 0.00 EUR. Due to the tax office: 1.90 EUR.',
        '5.50 EUR was paid to it in these days.',
        '- VAT 19 %: 1.90 EUR on sales, on 10.00 EUR',
      ].join('\n'),
    )
  })

  test('an expense on the card of the business is one', async () => {
    await move(shop, { debit: '1400', credit: '2100', amount: '5.00', date: '2026-08-11' })
    expect(await readTaxes(quarter)).toMatchObject({ purchases: { tax: '5.00' }, due: '-5.00' })
  })
})

test('nothing posted is said, and days the wrong way round are refused', async () => {
  expect(taxesTold(await readTaxes(quarter)).text).toBe(
    'From Wednesday 1 July to Wednesday 30 September, nothing is posted with a tax. Invoices count once they are posted.',
  )
  await expect(readTaxes({ from: '2026-09-30', to: '2026-07-01' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    details: { issues: [{ path: 'from' }] },
  })
})
