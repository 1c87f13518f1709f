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

const lines = ({ taxes }: Shop) => [
  { description: 'House blend, 1 kg', quantity: '12', unitPrice: '14.20', taxCodeId: taxes.reduced },
  { description: 'Paper filters', quantity: '4', unitPrice: '6.50', taxCodeId: taxes.standard },
]

const draft = (given: object = {}) =>
  shop.books.invoices.create({ contactId: shop.customer.id, lines: lines(shop), ...given })

const posted = async (given: object = {}) => shop.books.invoices.post({ id: (await draft(given)).id })

/** Accounts with what they hold, by code; minus is credit. */
async function held(): Promise<Record<string, number>> {
  const { rows } = await shop.books.reports.trialBalance({})
  return Object.fromEntries(rows.map(({ code, debit, credit }) => [code, Number(debit ?? `-${credit}`)]))
}

const verified = async () => expect(await verifyBooks(hub.hub.db.org(shop.orgId))).toEqual([])

describe('an invoice reaches the trial balance (ACC-2)', () => {
  test('a draft touches no books and has no number', async () => {
    const invoice = await draft()
    expect(invoice).toMatchObject({ number: null, status: 'draft', total: '213.27', open: '0.00' })
    expect(await held()).toEqual({})
  })

  test('a line without a tax takes the one this customer was charged last, and at first the highest rate', async () => {
    const line = { description: 'Catering', unitPrice: '100.00' }
    expect(await draft({ lines: [line] })).toMatchObject({ total: '119.00' })
    await draft({ lines: [{ ...line, taxCodeId: shop.taxes.reduced }] })
    const { id, total } = await draft({ lines: [line] })
    expect(total).toBe('107.00')
    expect(await shop.books.invoices.update({ id, lines: [line, line] })).toMatchObject({ total: '214.00' })
  })

  test('posting books what is owed, earned and taxed, and gives the number', async () => {
    const invoice = await posted()
    expect(invoice).toMatchObject({
      number: 'INV-2026-0001',
      status: 'open',
      open: '213.27',
    })
    const days = { issuedOn: '2026-11-20', dueOn: '2026-12-04' }
    expect(await shop.books.invoices.get({ id: invoice.id })).toMatchObject(days)
    expect(await held()).toEqual({ 1200: 213.27, 2200: -16.87, 4000: -196.4 })
    await verified()
  })

  test('each figure leads down to the invoice', async () => {
    const { id } = await posted()
    const whole = await shop.books.invoices.get({ id })
    const entry = await shop.books.journals.get({ id: whole.entryId ?? '' })
    expect(entry).toMatchObject({ number: 'INV-2026-0001', source: { kind: 'invoice', id } })
    expect(whole.taxes).toMatchObject([
      { percent: '19', taxable: '26.00', tax: '4.94' },
      { percent: '7', taxable: '170.40', tax: '11.93' },
    ])
  })

  test('what is printed stays as it was when it was posted', async () => {
    const { id } = await posted()
    await shop.books.contacts.update({ id: shop.customer.id, name: 'Lantern Lane Bakery', city: 'Cork' })
    const [whole, { buyer }] = [
      await shop.books.invoices.get({ id }),
      await shop.books.invoices.parties({ id }),
    ]
    expect([whole.contact, buyer]).toMatchObject(['Lantern Street Bakery', { city: '' }])
    await expect(shop.books.invoices.update({ id, message: 'Changed' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('INV-2026-0001 is posted') as string,
    })
    await expect(shop.books.invoices.remove({ id })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('prices with tax in them are what is paid; the cent between goes to rounding', async () => {
    const only = [{ description: 'Sticker', unitPrice: '0.03', taxCodeId: shop.taxes.standard }]
    const invoice = await posted({ pricesIncludeTax: true, lines: only })
    expect(invoice.total).toBe('0.03')
    expect(await held()).toEqual({ 1200: 0.03, 2200: -0.01, 4000: -0.03, 6990: 0.01 })
    await verified()
  })

  test('another currency is converted once, and comes to the same to the cent', async () => {
    const invoice = await posted({ currency: 'USD', rate: '0.8571428571' })
    expect(invoice).toMatchObject({ currency: 'USD', total: '213.27' })
    const { rows, isBalanced } = await shop.books.reports.trialBalance({})
    expect(rows.find(({ code }) => code === '1200')?.debit).toBe('182.80')
    expect(isBalanced).toBe(true)
    await verified()
  })

  test('a draft is changed and thrown away; given lines take the place of all', async () => {
    const { id, version } = await draft()
    const only = [{ description: 'One', unitPrice: '10.00', taxCodeId: shop.taxes.none }]
    const changed = await shop.books.invoices.update({ id, version, lines: only, dueOn: '2027-01-01' })
    expect(changed).toMatchObject({ total: '10.00', version: version + 1 })
    expect(await shop.books.invoices.get({ id })).toMatchObject({ dueOn: '2027-01-01' })
    await expect(shop.books.invoices.update({ id, version, message: 'Late' })).rejects.toMatchObject({
      code: 'STALE_VERSION',
    })
    await shop.books.invoices.remove({ id })
    await expect(shop.books.invoices.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('a draft of 20 at once is posted once', async () => {
    const { id } = await draft()
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => shop.books.invoices.post({ id })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await held()).toMatchObject({ 1200: 213.27 })
    await verified()
  })
})

describe('an invoice is voided (ACC-2)', () => {
  test('a credit note over all of it stands against it, in every account', async () => {
    const { id } = await posted()
    const invoice = await shop.books.invoices.void({ id, reason: 'Sent to the wrong shop' })
    expect(invoice).toMatchObject({ status: 'void', open: '0.00' })
    const { items } = await shop.books.invoices.list({})
    expect(items.map(({ number, status }) => [number, status])).toEqual([
      ['CN-2026-0001', 'paid'],
      ['INV-2026-0001', 'void'],
    ])
    const credit = await shop.books.invoices.get({ id: items[0]?.id ?? '' })
    expect(credit).toMatchObject({ kind: 'credit_note', correctsId: id, total: '213.27' })
    expect(await held()).toEqual({})
    expect(await shop.books.reports.receivables({})).toMatchObject({ rows: [], isBalanced: true })
    await verified()
  })

  test('neither twice, nor while a payment stands on it', async () => {
    const { id } = await posted()
    const { id: paymentId } = await shop.books.paymentsIn.record({
      amount: '13.27',
      allocations: [{ invoiceId: id }],
    })
    await expect(shop.books.invoices.void({ id })).rejects.toThrow('13.27 EUR of INV-2026-0001 is paid')
    await shop.books.paymentsIn.undo({ id: paymentId })
    await expect(shop.books.invoices.void({ id, on: '2026-11-19' })).rejects.toThrow(
      'Choose 20 November 2026 or a later day: the invoice is of that day.',
    )
    await shop.books.invoices.void({ id })
    await expect(shop.books.invoices.void({ id })).rejects.toThrow('void already')
    await verified()
  })

  test('also where an account of it was archived since, to which nothing new is posted', async () => {
    const account = { code: '4250', name: 'Workshops', type: 'income' } as const
    const { id: accountId } = await shop.books.accounts.create(account)
    const workshop = { description: 'Roasting workshop', unitPrice: '100.00', accountId }
    const whole = await posted({ lines: [workshop] })
    const part = await posted({ lines: [workshop] })
    const later = await draft({ lines: [workshop] })
    await shop.books.accounts.archive({ id: accountId })
    expect(await shop.books.invoices.void({ id: whole.id })).toMatchObject({ status: 'void' })
    await shop.books.invoices.credit({ id: part.id, amount: '40.00' })
    await expect(shop.books.invoices.post({ id: later.id })).rejects.toThrow('4250')
    await verified()
  })
})

describe('what cannot be written says which field (ACC-2)', () => {
  test.each([
    ['no lines', { lines: [] }, 'lines'],
    ['a line without words', { lines: [{ description: '', unitPrice: '1' }] }, 'lines.0.description'],
    ['a quantity of 0', { lines: [{ description: 'x', unitPrice: '1', quantity: '0' }] }, 'lines.0.quantity'],
    ['nothing to pay', { lines: [{ description: 'x', unitPrice: '0' }] }, 'lines'],
    ['days before the books', { issuedOn: '2025-12-31', dueOn: '2026-01-05' }, 'issuedOn'],
  ])('posting with %s', async (_what, given: object, path) => {
    const withTax = 'lines' in given ? { lines: withTaxes(given.lines as object[]) } : {}
    const { id } = await draft({ ...given, ...withTax })
    await expect(shop.books.invoices.post({ id })).rejects.toMatchObject({ details: { issues: [{ path }] } })
    expect(await held()).toEqual({})
  })

  const withTaxes = (given: object[]) => given.map((line) => ({ ...line, taxCodeId: shop.taxes.standard }))

  test.each([
    ['less than nothing', [{ description: 'x', unitPrice: '1', quantity: '-2' }], 'lines'],
    [
      'too much',
      [{ description: 'x', unitPrice: '999999999999', quantity: '999999999999' }],
      'lines.0.unitPrice',
    ],
  ])('a draft over %s', async (_what, given: object[], path) => {
    await expect(draft({ lines: withTaxes(given) })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path }] },
    })
  })

  test('a tax that was archived after the draft was written', async () => {
    const { id } = await draft()
    await shop.books.taxes.archive({ id: shop.taxes.reduced })
    await expect(shop.books.invoices.post({ id })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: {
        issues: [{ path: 'lines.0.taxCodeId', message: 'VAT 7 % is archived. Choose another tax.' }],
      },
    })
  })

  test('a due day before the invoice, another currency without a rate', async () => {
    await expect(draft({ issuedOn: '2026-11-20', dueOn: '2026-11-19' })).rejects.toMatchObject({
      details: { issues: [{ path: 'dueOn' }] },
    })
    await expect(draft({ currency: 'USD' })).rejects.toMatchObject({
      details: { issues: [{ path: 'rate' }] },
    })
    await expect(draft({ currency: 'USD', rate: '0' })).rejects.toMatchObject({
      details: { issues: [{ path: 'rate' }] },
    })
  })

  test('accounts that follow the documents, and rows of another organization', async () => {
    const other = await openShop(hub)
    const of = (line: object) => draft({ lines: [{ description: 'x', unitPrice: '1', ...line }] })
    const taxCodeId = shop.taxes.none
    await expect(of({ taxCodeId, accountId: shop.idOf('1200') })).rejects.toThrow('follows the documents')
    await expect(of({ taxCodeId, accountId: other.idOf('4000') })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(of({ taxCodeId: other.taxes.none })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(draft({ contactId: other.customer.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('what a document or a payment posted is not reversed by itself: the refusal says what to do (ACC-1, ACC-2)', async () => {
  const { id, number } = await posted()
  const { entryId: ofPayment } = await shop.books.paymentsIn.record({ invoiceId: id })
  const { entryId } = await shop.books.invoices.get({ id })
  await expect(shop.books.journals.reverse({ id: entryId ?? '' })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: `${number} was posted by an invoice. Void that invoice instead.`,
  })
  await expect(shop.books.journals.reverse({ id: ofPayment })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: 'PAY-2026-0001 was posted by a payment. Undo that payment instead.',
  })
  const part = await posted()
  await shop.books.invoices.credit({ id: part.id, lines: [{ line: 1, amount: '1.00' }] })
  const whole = await posted()
  await shop.books.invoices.void({ id: whole.id })
  const { items } = await shop.books.invoices.list({})
  for (const note of items.filter(({ kind }) => kind === 'credit_note')) {
    const { entryId: ofNote } = await shop.books.invoices.get({ id: note.id })
    await expect(shop.books.journals.reverse({ id: ofNote ?? '' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: `${note.number} was posted by a credit note, which stays. Write an invoice over what is owed after all instead.`,
    })
  }
})
