import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { move, openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'
import { invoicedIn, onlyIn, openBank, saidIn } from './testing.ts'
import type { Row } from './testing.ts'

let hub: TestHub
let shop: Shop
let bankAccountId: string
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  shop = await openShop(hub)
  bankAccountId = (await openBank(shop)).id
})

const invoiced = (unitPrice: string) => invoicedIn(shop, unitPrice)
const said = (...rows: Row[]) => saidIn(shop, bankAccountId, rows)
const only = (row: Row) => onlyIn(shop, bankAccountId, row)

const accept = (bankLineId: string, given: object) =>
  shop.books.bank.matches.accept({ bankLineId, ...given } as never)

async function held(code: string): Promise<string> {
  const { rows } = await shop.books.reports.trialBalance({})
  const row = rows.find((one) => one.code === code)
  return row?.debit ?? (row?.credit === undefined ? '0' : `-${row.credit}`)
}

const stateOf = async (id: string) => {
  const { status, open } = await shop.books.invoices.get({ id })
  return [status, open]
}
const verified = async () => expect(await verifyBooks(hub.hub.db.org(shop.orgId))).toEqual([])

describe('a line of the bank (ACC-4)', () => {
  test('with the number and the amount of an open invoice is sure of it, with reasons', async () => {
    const invoice = await invoiced('312.00')
    const text = `SEPA CT ${invoice.number.replaceAll('-', ' ')} REF 88213`
    const [line] = await said(['2026-11-19', '312.00', text, 'LANTERN ST BKRY'])
    expect(line).toMatchObject({ best: 'sure', proposals: 1, isMatched: false })
    const { offers } = await shop.books.bank.lines.get({ id: line?.id ?? '' })
    expect(offers).toMatchObject([{ kind: 'invoice', id: invoice.id, amount: '312.00', strength: 'sure' }])
    expect(offers[0]?.reasons.map(({ what, agrees, why }) => [what, agrees, why])).toEqual([
      ['amount', true, 'Same to the cent'],
      ['who', true, 'The name is in it'],
      ['reference', true, 'Same number'],
      ['day', true, '8 days late'],
    ])
  })

  test('with the amount and the name is likely, with the amount alone possible, and with neither nothing', async () => {
    await invoiced('312.00')
    const lines = await said(
      ['2026-11-19', '312.00', 'Thanks', 'Lantern Street Bakery Ltd'],
      ['2026-11-18', '312.00', 'Thanks', 'Somebody'],
      ['2026-11-17', '311.99', 'Thanks', 'Lantern Street Bakery'],
      ['2026-11-16', '-312.00', 'Thanks', 'Lantern Street Bakery'],
    )
    expect(lines.map(({ best }) => best)).toEqual(['likely', 'possible', null, null])
  })

  test('pays its invoice and, undone, opens it again', async () => {
    const invoice = await invoiced('312.00')
    const line = await only(['2026-11-19', '312.00', invoice.number, 'Lantern'])
    const match = await accept(line, { kind: 'invoice', invoiceId: invoice.id })
    expect(match).toMatchObject({ amount: '312.00', title: 'Payment of Lantern Street Bakery' })
    expect(await stateOf(invoice.id)).toEqual(['paid', '0.00'])
    expect([await held('1100'), await held('1200')]).toEqual(['312.00', '0'])
    expect(await shop.books.bank.lines.get({ id: line })).toMatchObject({
      isMatched: true,
      match: { id: match.id },
      offers: [],
    })
    expect((await shop.books.bank.lines.list({ bankAccountId })).items).toEqual([])
    expect((await shop.books.bank.accounts.list({})).items[0]).toMatchObject({ lines: 1, toMatch: 0 })

    await shop.books.bank.matches.undo({ id: match.id })
    expect((await stateOf(invoice.id))[1]).toBe('312.00')
    expect([await held('1100'), await held('1200')]).toEqual(['0', '312.00'])
    expect(await shop.books.bank.lines.get({ id: line })).toMatchObject({ isMatched: false, best: 'sure' })
    await expect(shop.books.bank.matches.undo({ id: match.id })).rejects.toMatchObject({ code: 'CONFLICT' })
    await verified()
  })

  test('waits again once its payment or its entry is taken back elsewhere', async () => {
    const invoice = await invoiced('100.00')
    const [paid = '', posted = ''] = (
      await said(['2026-11-19', '100.00', invoice.number], ['2026-11-19', '-12.00', 'Fees'])
    )
      .toSorted((one, other) => Number(other.amount) - Number(one.amount))
      .map(({ id }) => id)
    await accept(paid, { kind: 'invoice', invoiceId: invoice.id })
    const fees = await accept(posted, { kind: 'account', accountId: shop.idOf('6850') })
    const { items } = await shop.books.paymentsIn.list({})
    await shop.books.paymentsIn.undo({ id: items[0]?.id ?? '' })
    await shop.books.journals.reverse({ id: fees.entryId ?? '' })
    const waiting = await shop.books.bank.lines.list({ bankAccountId, state: 'to-match' })
    expect(waiting.items.map(({ id }) => id).toSorted()).toEqual([paid, posted].toSorted())
    await verified()
  })

  test('of less than the invoice pays a part; of more leaves the rest with the customer', async () => {
    const [one, two] = [await invoiced('100.00'), await invoiced('50.00')]
    const part = await only(['2026-11-18', '40.00', one.number])
    await accept(part, { kind: 'invoice', invoiceId: one.id })
    expect((await stateOf(one.id))[1]).toBe('60.00')
    const more = await only(['2026-11-19', '70.00', two.number])
    await accept(more, { kind: 'invoice', invoiceId: two.id })
    expect((await shop.books.paymentsIn.list({ unallocated: true })).items).toMatchObject([{ left: '20.00' }])
    await verified()
  })

  test('goes to a payment that is there, which undoing leaves as it was', async () => {
    const invoice = await invoiced('312.00')
    const payment = await shop.books.paymentsIn.record({ invoiceId: invoice.id, paidOn: '2026-11-18' })
    const line = await only(['2026-11-19', '312.00', 'Thanks', 'Lantern Street'])
    const { offers } = await shop.books.bank.lines.get({ id: line })
    expect(offers).toMatchObject([{ kind: 'payment', id: payment.id, strength: 'likely' }])
    const match = await accept(line, { kind: 'payment', paymentId: payment.id })
    const other = await only(['2026-11-17', '312.00', 'Thanks', 'Lantern'])
    await expect(accept(other, { kind: 'payment', paymentId: payment.id })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await shop.books.bank.matches.undo({ id: match.id })
    expect(await shop.books.paymentsIn.get({ id: payment.id })).toMatchObject({ undoneOn: null })
    expect(await held('1100')).toBe('312.00')
  })

  test('goes straight to an account, and undone is reversed', async () => {
    const line = await only(['2026-11-19', '-41.20', 'Quarterly fees', 'AIB'])
    const match = await accept(line, { kind: 'account', accountId: shop.idOf('6850') })
    expect([await held('6850'), await held('1100')]).toEqual(['41.20', '-41.20'])
    expect(match.title).toMatch(/^Entry J-2026-\d{4}, AIB, Quarterly fees$/)
    await shop.books.bank.matches.undo({ id: match.id })
    expect([await held('6850'), await held('1100')]).toEqual(['0', '0'])
    await accept(line, { kind: 'account', accountId: shop.idOf('6300') })
    expect(await held('6300')).toBe('41.20')
    await verified()
  })

  test('that went out goes to an entry that was written by hand', async () => {
    const { id } = await move(shop, { debit: '6100', credit: '1100', amount: '1800.00', date: '2026-11-02' })
    const line = await only(['2026-11-03', '-1800.00', 'Rent', 'Landlord'])
    const { offers } = await shop.books.bank.lines.get({ id: line })
    expect(offers).toMatchObject([{ kind: 'entry', id, amount: '-1800.00', strength: 'possible' }])
    const match = await accept(line, { kind: 'entry', entryId: id })
    expect(
      (await shop.books.bank.lines.get({ id: await only(['2026-11-04', '-1800.00', 'Rent']) })).offers,
    ).toEqual([])
    await shop.books.bank.matches.undo({ id: match.id })
    expect((await shop.books.journals.get({ id })).reversedById).toBeNull()
  })

  test('wanted by twenty at once is matched once', async () => {
    const invoice = await invoiced('312.00')
    const line = await only(['2026-11-19', '312.00', invoice.number])
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => accept(line, { kind: 'invoice', invoiceId: invoice.id })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await held('1100')).toBe('312.00')
    await verified()
  })

  test('undone by twenty at once is undone once', async () => {
    const line = await only(['2026-11-19', '-41.20', 'Fees'])
    const { id } = await accept(line, { kind: 'account', accountId: shop.idOf('6850') })
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => shop.books.bank.matches.undo({ id })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await held('6850')).toBe('0')
  })
})

describe('what a line cannot be (ACC-4)', () => {
  test.each([
    ['an account that follows the invoices', { kind: 'account', code: '1200' }, 'accountId'],
    ['the account of the bank itself', { kind: 'account', code: '1100' }, 'accountId'],
    ['no account', { kind: 'account' }, 'accountId'],
    ['no invoice', { kind: 'invoice' }, 'invoiceId'],
  ])(
    '%s is refused, and the line stays open',
    async (_what, { code, ...given }: { kind: string; code?: string }, path) => {
      const line = await only(['2026-11-19', '41.20', 'Fees'])
      const accountId = code === undefined ? {} : { accountId: shop.idOf(code) }
      await expect(accept(line, { ...given, ...accountId })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        details: { issues: [{ path }] },
      })
      expect(await shop.books.bank.lines.get({ id: line })).toMatchObject({ isMatched: false })
    },
  )

  test('money that went out pays no invoice', async () => {
    const { id: invoiceId } = await invoiced('41.20')
    const line = await only(['2026-11-19', '-41.20', 'Fees'])
    await expect(accept(line, { kind: 'invoice', invoiceId })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('a day before the books begin takes nothing', async () => {
    const line = await only(['2025-12-31', '-41.20', 'Fees'])
    await expect(accept(line, { kind: 'account', accountId: shop.idOf('6850') })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    expect(await shop.books.bank.lines.get({ id: line })).toMatchObject({ isMatched: false })
  })

  test.each([['account'], ['invoice']])('a closed day of the bank takes a later one: %s', async (kind) => {
    const { id: invoiceId } = await invoiced('41.20')
    const line = await only(['2026-11-12', '41.20', 'Thanks'])
    await shop.books.book.close({ part: 'forGood', until: '2026-11-15' })
    const given = { kind, ...(kind === 'invoice' ? { invoiceId } : { accountId: shop.idOf('4000') }) }
    for (const on of [undefined, '2026-11-15', '2026-11-11'])
      await expect(accept(line, { ...given, on })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        details: { issues: [{ path: 'on' }] },
      })
    const { id } = await accept(line, { ...given, on: '2026-11-25' })
    const { rows } = await shop.books.reports.trialBalance({ asOf: '2026-11-24' })
    expect(rows.map(({ code }) => code)).not.toContain('1100')
    await shop.books.bank.matches.undo({ id })
    expect(await shop.books.bank.lines.get({ id: line })).toMatchObject({ isMatched: false })
    await verified()
  })

  test('of another organization nothing is seen, matched or undone', async () => {
    const other = await openShop(hub)
    const line = await only(['2026-11-19', '-41.20', 'Fees'])
    const { id } = await accept(line, { kind: 'account', accountId: shop.idOf('6850') })
    const { bank } = other.books
    const notFound = { code: 'NOT_FOUND' }
    await expect(bank.lines.get({ id: line })).rejects.toMatchObject(notFound)
    await expect(bank.lines.list({ bankAccountId })).rejects.toMatchObject(notFound)
    await expect(bank.matches.undo({ id })).rejects.toMatchObject(notFound)
    await expect(bank.statements.import({ bankAccountId, text: 'x' })).rejects.toMatchObject(notFound)
    const accepting = { bankLineId: line, kind: 'account', accountId: other.idOf('6850') } as const
    await expect(bank.matches.accept(accepting)).rejects.toMatchObject(notFound)
  })

  test('one who only reads sees lines and matches none', async () => {
    const line = await only(['2026-11-19', '-41.20', 'Fees'])
    const { api } = await shop.join('viewer', { accounting: 'read' })
    const { bank } = api.modules.accounting
    expect((await bank.lines.list({})).items).toHaveLength(1)
    const accepting = { bankLineId: line, kind: 'account', accountId: shop.idOf('6850') } as const
    await expect(bank.matches.accept(accepting)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

test('a transfer between two banks that is undone at one of them opens the line of the other one as well', async () => {
  const till = await openBank(shop, { name: 'Till', accountId: shop.idOf('1000') })
  const out = await only(['2026-11-19', '-80.00', 'To the till', 'Own'])
  const came = await onlyIn(shop, till.id, ['2026-11-19', '80.00', 'From the bank', 'Own'])
  const made = await accept(out, { kind: 'account', accountId: shop.idOf('1000') })
  const { offers } = await shop.books.bank.lines.get({ id: came })
  await accept(came, { kind: 'entry', entryId: offers[0]?.id })
  await shop.books.bank.matches.undo({ id: made.id })
  for (const id of [out, came])
    expect(await shop.books.bank.lines.get({ id })).toMatchObject({ isMatched: false })
  await verified()
})
