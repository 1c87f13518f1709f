import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { move, openBooks } from '../testing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())

describe('an entry by hand (ACC-1)', () => {
  test('is in the trial balance, the profit and loss and the balance sheet', async () => {
    const place = await openBooks(hub)
    const { books } = place
    const entry = await move(place, { debit: '6100', credit: '1100', amount: '1200.00' })
    expect(entry).toMatchObject({ number: 'J-2026-0001', total: '1200.00', currency: 'EUR' })
    const trial = await books.reports.trialBalance({ asOf: '2026-03-31' })
    expect(trial).toMatchObject({ debit: '1200.00', credit: '1200.00', isBalanced: true })
    expect(trial.rows.map(({ code, debit, credit }) => [code, debit, credit])).toEqual([
      ['1100', null, '1200.00'],
      ['6100', '1200.00', null],
    ])
    expect((await books.reports.trialBalance({ asOf: '2026-03-04' })).rows).toEqual([])
    const result = { from: '2026-01-01', profit: '-1200.00' }
    expect(await books.reports.profitAndLoss({ to: '2026-03-05' })).toMatchObject(result)
    const sheet = { result: '-1200.00', isBalanced: true }
    expect(await books.reports.balanceSheet({ asOf: '2026-12-31' })).toMatchObject(sheet)
  })

  test('is taken back by its mirror, once, on its day or later', async () => {
    const place = await openBooks(hub)
    const { books } = place
    const { id } = await move(place, { debit: '6100', credit: '1100', amount: '9.99' })
    await expect(books.journals.reverse({ id, date: '2026-03-04' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    const mirror = await books.journals.reverse({ id })
    expect(mirror).toMatchObject({ number: 'R-2026-0001', date: '2026-11-20', reversesId: id })
    expect((await books.journals.get({ id })).reversedById).toBe(mirror.id)
    expect((await books.reports.trialBalance({})).rows).toEqual([])
    await expect(books.journals.reverse({ id })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(books.journals.reverse({ id: mirror.id })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('in another currency comes to the same on both sides, whatever its parts round to', async () => {
    const { books, idOf } = await openBooks(hub)
    const lines = [
      { accountId: idOf('6100'), debit: '33.33' },
      { accountId: idOf('6200'), debit: '33.33' },
      { accountId: idOf('6300'), debit: '33.34' },
      { accountId: idOf('1100'), credit: '100.00' },
    ]
    const { id } = await books.journals.post({
      date: '2026-03-05',
      memo: 'Three parts',
      currency: 'USD',
      rate: '0.9155',
      lines,
    })
    const entry = await books.journals.get({ id })
    expect(entry.lines.map(({ baseDebit, baseCredit }) => baseDebit ?? `-${baseCredit}`)).toEqual([
      '30.52',
      '30.51',
      '30.52',
      '-91.55',
    ])
    expect(await books.reports.trialBalance({})).toMatchObject({ isBalanced: true, debit: '91.55' })
  })

  const rent = { debit: '6100', credit: '1100' }
  test.each([
    ['more digits than the currency has', { ...rent, amount: '1.005' }, 'lines.0.debit'],
    ['a negative amount', { ...rent, amount: '-5.00' }, 'lines.0.debit'],
    ['nothing', { ...rent, amount: '0.00' }, 'lines.0.debit'],
    ['an account that follows the invoices', { ...rent, debit: '1200', amount: '5.00' }, 'lines.0.accountId'],
    ['an account that follows the bills', { ...rent, credit: '2000', amount: '5.00' }, 'lines.1.accountId'],
    ['a day before the books begin', { ...rent, amount: '5.00', date: '2025-12-31' }, 'date'],
  ])('refuses %s and names the field', async (_what, moved, path) => {
    const place = await openBooks(hub)
    await expect(move(place, moved)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path }] },
    })
    expect((await place.books.journals.list({})).items).toEqual([])
  })

  test('refuses sides that differ, lines without a side or with both, and one line', async () => {
    const { books, idOf } = await openBooks(hub)
    const post = (lines: object[]) =>
      books.journals.post({ date: '2026-03-05', memo: 'Wrong', lines: lines as never })
    const [first, second] = [{ accountId: idOf('6100') }, { accountId: idOf('1100') }]
    const differing = [
      { ...first, debit: '5.00' },
      { ...second, credit: '4.99' },
    ]
    await expect(post(differing)).rejects.toMatchObject({
      message: 'Debit and credit differ by 0.01 EUR. They must be the same.',
    })
    for (const lines of [
      [first, { ...second, credit: '1.00' }],
      [{ ...first, debit: '1.00', credit: '1.00' }, second],
      [{ ...first, debit: '1.00' }],
      [],
    ])
      await expect(post(lines)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('refuses a rate at which an amount is past all bounds', async () => {
    const { books, idOf } = await openBooks(hub)
    const amount = '9999999999999.99'
    const lines = [
      { accountId: idOf('6100'), debit: amount },
      { accountId: idOf('1100'), credit: amount },
    ]
    const entry = { date: '2026-03-05', memo: 'Much', currency: 'USD', lines }
    await expect(books.journals.post({ ...entry, rate: '2' })).rejects.toMatchObject({
      details: { issues: [{ path: 'rate' }] },
    })
    await expect(books.journals.post({ ...entry, rate: '0' })).rejects.toMatchObject({
      details: { issues: [{ path: 'rate' }] },
    })
    expect((await books.journals.post({ ...entry, rate: '0.5' })).total).toBe('5000000000000.00')
  })

  test('an archived account takes nothing more, and one that the books use stays', async () => {
    const place = await openBooks(hub)
    await place.books.accounts.archive({ id: place.idOf('6100') })
    await expect(move(place, { debit: '6100', credit: '1100', amount: '5.00' })).rejects.toMatchObject({
      message: 'Account 6100 is archived. Choose another one.',
    })
    await expect(place.books.accounts.archive({ id: place.idOf('1200') })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })

  test('an account that takes one currency refuses another', async () => {
    const { books, idOf } = await openBooks(hub)
    const { id } = await books.accounts.create({
      code: '1110',
      name: 'Dollar account',
      type: 'asset',
      currency: 'USD',
    })
    const lines = [
      { accountId: id, debit: '5.00' },
      { accountId: idOf('1000'), credit: '5.00' },
    ]
    await expect(books.journals.post({ date: '2026-03-05', memo: 'Wrong', lines })).rejects.toMatchObject({
      message: 'Account 1110 takes USD only.',
    })
  })
})

describe('setting up the books (ACC-1)', () => {
  test('keeps what there was on the first day, and balances it', async () => {
    const { books } = await openBooks(hub, {
      startsOn: '2026-07-01',
      yearStart: '04-01',
      opening: [
        { code: '1100', debit: '5000.00' },
        { code: '2700', credit: '1200.50' },
      ],
    })
    const trial = await books.reports.trialBalance({ asOf: '2026-07-01' })
    expect(trial.rows.map(({ code, debit, credit }) => [code, debit ?? `-${credit}`])).toEqual([
      ['1100', '5000.00'],
      ['2700', '-1200.50'],
      ['3900', '-3799.50'],
    ])
    expect((await books.book.get({})).book).toMatchObject({
      yearStart: '04-01',
      closed: { forGood: '2026-06-30', forNow: null },
    })
    expect((await books.journals.list({})).items).toMatchObject([{ kind: 'opening' }])
  })

  test('is done once, also by twenty at the same time', async () => {
    const { api } = await hub.newOrg()
    const setUp = () =>
      api.modules.accounting.book.setUp({ baseCurrency: 'EUR', country: 'IE', startsOn: '2026-01-01' })
    const results = await Promise.allSettled(Array.from({ length: 20 }, setUp))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { items } = await api.modules.accounting.accounts.list({ limit: 100 })
    expect(new Set(items.map(({ code }) => code)).size).toBe(items.length)
  })

  test('leaves nothing behind where an opening amount is wrong', async () => {
    const { api } = await hub.newOrg()
    const books = api.modules.accounting
    const wrong = { baseCurrency: 'JPY', country: 'JP', startsOn: '2026-01-01' }
    await expect(
      books.book.setUp({ ...wrong, opening: [{ code: '1100', debit: '5.5' }] }),
    ).rejects.toMatchObject({ details: { issues: [{ path: 'opening.0.debit' }] } })
    await expect(
      books.book.setUp({ ...wrong, opening: [{ code: '1200', debit: '5' }] }),
    ).rejects.toMatchObject({ details: { issues: [{ path: 'opening.0.code' }] } })
    expect(await books.book.get({})).toEqual({ book: null })
    expect((await books.accounts.list({})).items).toEqual([])
    await expect(books.reports.trialBalance({})).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})
