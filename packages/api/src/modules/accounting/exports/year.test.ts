import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFile } from '../../../open-file.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'
import { missingPrograms, readByBeancount, readByHledger } from './testing/programs.ts'
import type { Balances } from './testing/programs.ts'

let hub: TestHub
let shop: Shop
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2027-02-20T09:00:00Z') })
  // Taken over in mid-year from another program.
  shop = await openShop(hub, {
    startsOn: '2026-07-01',
    opening: [
      { code: '1100', debit: '8200.00' },
      { code: '1700', debit: '3000.00' },
      { code: '2700', credit: '5000.00' },
      { code: '3000', credit: '4000.00' },
    ],
  })
})
afterAll(() => hub.stop())

const by = (codes: readonly [debit: string, credit: string], amount: string, given: object = {}) =>
  shop.books.journals.post({
    date: '2026-08-01',
    memo: 'By hand',
    lines: [
      { accountId: shop.idOf(codes[0]), debit: amount },
      { accountId: shop.idOf(codes[1]), credit: amount },
    ],
    ...given,
  })

async function invoiced(unitPrice: string, issuedOn: string, given: object = {}): Promise<string> {
  const { books, customer, taxes } = shop
  const lines = [{ description: 'Work', unitPrice, taxCodeId: taxes.standard }]
  const { id } = await books.invoices.create({ contactId: customer.id, lines, issuedOn, ...given })
  await books.invoices.post({ id })
  return id
}

/** What a small firm does in a year. */
async function live(): Promise<void> {
  const { books, customer, taxes, idOf } = shop
  const contactId = customer.id
  // An invoice of the program before, that is still open: it earned and was taxed there.
  await invoiced('0', '2026-07-01', {
    dueOn: '2026-07-01',
    reference: 'Old 117',
    lines: [
      {
        description: 'Open from before',
        unitPrice: '595.00',
        taxCodeId: taxes.none,
        accountId: idOf('3900'),
      },
    ],
  })
  const part = await invoiced('1000.00', '2026-07-10')
  await books.paymentsIn.record({ invoiceId: part, amount: '500.00', paidOn: '2026-07-20' })
  await books.paymentsIn.record({ invoiceId: part, amount: '800.00', paidOn: '2026-08-02' })
  // The rate of tax changes.
  const { id: fresh } = await books.taxes.create({
    name: 'VAT 21 %',
    side: 'sale',
    percent: '21',
    category: 'S',
    components: [{ name: 'VAT', percent: '21', sign: 1, accountId: idOf('2200') }],
  })
  await books.taxes.archive({ id: taxes.standard })
  const dear = await invoiced('333.33', '2026-09-01', {
    lines: [{ description: 'Work', quantity: '3', unitPrice: '111.11', taxCodeId: fresh }],
  })
  await books.invoices.credit({ id: dear, quantity: '1', on: '2026-09-05' })
  await books.paymentsIn.record({ invoiceId: dear, paidOn: '2026-10-01' })
  await books.refunds.record({ contactId, amount: '50.00', currency: 'EUR', paidOn: '2026-10-02' })
  // Dollars: invoiced at one rate, paid in two parts at others, some of it paid back.
  const dollars = await books.accounts.create({
    code: '1110',
    name: 'Dollars',
    type: 'asset',
    subtype: 'bank',
    currency: 'USD',
  })
  const far = await invoiced('1000', '2026-10-05', {
    currency: 'USD',
    rate: '0.91',
    lines: [{ description: 'Abroad', unitPrice: '1000.00', taxCodeId: taxes.none }],
  })
  const usd = { accountId: dollars.id, currency: 'USD' }
  await books.paymentsIn.record({
    invoiceId: far,
    amount: '333.33',
    rate: '0.8765',
    paidOn: '2026-11-03',
    ...usd,
  })
  await books.invoices.credit({ id: far, amount: '66.67', on: '2026-11-10' })
  await books.paymentsIn.record({
    invoiceId: far,
    amount: '700.00',
    rate: '0.9301',
    paidOn: '2026-12-03',
    ...usd,
  })
  await books.refunds.record({ contactId, amount: '50.00', rate: '0.95', paidOn: '2026-12-20', ...usd })
  // A bill booked to the wrong account, found after its month was closed.
  const wrong = await by(['6300', '1100'], '240.00', { date: '2026-08-15', memo: 'Printer' })
  await books.book.close({ part: 'forNow', until: '2026-09-30' })
  await books.book.close({ part: 'sales', until: '2026-09-30' })
  await books.journals.reverse({ id: wrong.id, date: '2026-10-10' })
  await by(['1700', '1100'], '240.00', { date: '2026-10-10', memo: 'Printer' })
  await by(['3100', '1100'], '1500.00', { date: '2026-11-30', memo: 'Taken out' })
  await by(['6900', '1790'], '300.00', { date: '2026-12-31', memo: 'Depreciation' })
  await by(['2700', '1100'], '1000.00', { date: '2026-12-31', memo: 'Loan' })
  // Nobody will pay this one.
  const bad = await invoiced('100.00', '2026-10-15', {
    lines: [{ description: 'Lost', unitPrice: '100.00', taxCodeId: fresh }],
  })
  await books.invoices.void({ id: bad, on: '2026-12-31', reason: 'Not to be had' })
  // The next year.
  const next = await invoiced('10', '2027-01-10', {
    lines: [{ description: 'Work', unitPrice: '10.01', taxCodeId: fresh }],
  })
  const payment = await books.paymentsIn.record({ invoiceId: next, paidOn: '2027-01-12' })
  await books.paymentsIn.undo({ id: payment.id, on: '2027-01-15' })
}

async function exported(days: object): Promise<Record<'hledger' | 'beancount', string>> {
  const texts = { hledger: '', beancount: '' }
  for (const format of ['hledger', 'beancount'] as const) {
    const { path } = await shop.books.exports.prepare({ format, mode: 'base', ...days })
    const call = hub.call({ credential: { kind: 'person', userId: shop.owner.userId } })
    const { parts } = await openFile(hub.hub, call, path.split('/').at(-1) ?? '')
    for await (const piece of parts) texts[format] += piece
  }
  return texts
}

/** Cents of the accounts that begin so, as another program has them. */
const sumIn = (balances: Balances, beginnings: string) =>
  Object.entries(balances)
    .filter(([name]) => beginnings.includes(name[0] ?? ''))
    .reduce((sum, [, amount]) => sum + Math.round(Number(amount) * 100), 0)
const cents = (amount: string) => Math.round(Number(amount) * 100)

test.skipIf(missingPrograms().length > 0)(
  'a year of a small firm: reports, ageing and statements are what hledger and beancount make of its export (ACC-5)',
  async () => {
    await live()
    expect(await verifyBooks(hub.hub.db.org(shop.orgId))).toEqual([])
    const { reports, customerStatements } = shop.books
    for (const to of ['2026-07-31', '2026-09-30', '2026-11-30', '2026-12-31', '2027-01-31']) {
      const from = `${to.slice(0, 4)}-01-01`
      const [whole, year] = [await exported({ to }), await exported({ from, to })]
      const all = readByHledger(whole.hledger)
      expect(readByBeancount(whole.beancount)).toEqual(all)
      const ofYear = readByHledger(year.hledger)
      const profit = await reports.profitAndLoss({ from, to })
      const sheet = await reports.balanceSheet({ asOf: to })
      const trial = await reports.trialBalance({ asOf: to })
      const owed = await reports.receivables({ asOf: to })
      const taxes = await reports.taxes({ from, to })
      expect([sheet.isBalanced, trial.isBalanced, owed.isBalanced, taxes.isBalanced]).toEqual([
        true,
        true,
        true,
        true,
      ])
      expect(cents(profit.profit)).toBe(-sumIn(ofYear, '456'))
      expect(cents(sheet.assets.total)).toBe(sumIn(all, '19'))
      expect(cents(sheet.liabilities.total)).toBe(-sumIn(all, '2'))
      expect(cents(owed.totals.total)).toBe(cents(all['1200 EUR'] ?? '0'))
      expect(cents(taxes.sales.tax)).toBe(-cents(ofYear['2200 EUR'] ?? '0'))
      const { sections } = await customerStatements.get({
        contactId: shop.customer.id,
        from: '2026-07-01',
        to,
      })
      const euros = sections.find(({ currency }) => currency === 'EUR')
      const dollars = sections.find(({ currency }) => currency === 'USD')
      // While dollars are open the books hold them in euros too.
      const isInEuros = cents(dollars?.closing ?? '0') === 0
      expect(cents(euros?.closing ?? '0') === cents(owed.totals.total) || !isInEuros).toBe(true)
    }
  },
)
