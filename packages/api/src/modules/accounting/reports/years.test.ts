import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { move, openBooks } from '../testing.ts'
import type { Books } from '../testing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())

const sell = (place: Books, date: string, amount: string) =>
  move(place, { debit: '1100', credit: '4000', amount, date })
const spend = (place: Books, date: string, amount: string) =>
  move(place, { debit: '6100', credit: '1100', amount, date })

/** Three years: a profit of 700, a loss of 100, and 50 so far. */
async function threeYears(given: object = {}) {
  const place = await openBooks(hub, { startsOn: '2024-01-01', ...given })
  await sell(place, '2024-06-01', '1000.00')
  await spend(place, '2024-12-31', '300.00')
  await sell(place, '2025-01-01', '200.00')
  await spend(place, '2025-12-31', '300.00')
  await sell(place, '2026-01-01', '50.00')
  return place
}

const sheetOf = ({ books }: Books, asOf: string) => books.reports.balanceSheet({ asOf })
const trialOf = async ({ books }: Books, asOf: string) => {
  const { rows, carried, debit, isBalanced } = await books.reports.trialBalance({ asOf })
  const sides = rows.map(({ code, debit: left, credit }) => `${code} ${left ?? `-${credit ?? ''}`}`)
  return { sides, carried, debit, isBalanced }
}

describe('a new fiscal year (ACC-1, ACC-5)', () => {
  test('begins at zero, and has in equity what earlier ones earned', async () => {
    const place = await threeYears()
    expect(await sheetOf(place, '2024-12-31')).toMatchObject({
      yearFrom: '2024-01-01',
      carried: null,
      result: '700.00',
      isBalanced: true,
    })
    expect(await sheetOf(place, '2025-12-31')).toMatchObject({
      carried: { from: '2024-01-01', to: '2024-12-31', amount: '700.00' },
      result: '-100.00',
      isBalanced: true,
    })
    expect(await sheetOf(place, '2026-01-01')).toMatchObject({
      yearFrom: '2026-01-01',
      carried: { from: '2024-01-01', to: '2025-12-31', amount: '600.00' },
      result: '50.00',
      assets: { total: '650.00' },
      isBalanced: true,
    })
    const { profit, from, income, expense } = await place.books.reports.profitAndLoss({ to: '2026-01-31' })
    expect({ profit, from, income: income.total, expense: expense.rows }).toEqual({
      profit: '50.00',
      from: '2026-01-01',
      income: '50.00',
      expense: [],
    })
  })

  test('has in the trial balance its own income and expenses, and one sum of earlier years', async () => {
    const place = await threeYears()
    expect(await trialOf(place, '2025-12-31')).toEqual({
      sides: ['1100 600.00', '4000 -200.00', '6100 300.00'],
      carried: { from: '2024-01-01', to: '2024-12-31', debit: null, credit: '700.00' },
      debit: '900.00',
      isBalanced: true,
    })
    expect(await trialOf(place, '2026-06-30')).toEqual({
      sides: ['1100 650.00', '4000 -50.00'],
      carried: { from: '2024-01-01', to: '2025-12-31', debit: null, credit: '600.00' },
      debit: '650.00',
      isBalanced: true,
    })
  })

  test('follows whoever posts late into an old year that is open', async () => {
    const place = await threeYears()
    await spend(place, '2024-12-31', '750.00')
    expect(await sheetOf(place, '2026-06-30')).toMatchObject({
      carried: { amount: '-150.00' },
      result: '50.00',
      assets: { total: '-100.00' },
      isBalanced: true,
    })
    expect(await trialOf(place, '2026-06-30')).toMatchObject({
      carried: { debit: '150.00', credit: null },
      isBalanced: true,
    })
    expect(await place.books.book.verify({})).toEqual({ ok: true, faults: [] })
  })

  test('carries nothing where earlier years came to nothing, and yet begins at zero', async () => {
    const place = await openBooks(hub, { startsOn: '2025-01-01' })
    await sell(place, '2025-05-01', '80.00')
    await spend(place, '2025-06-01', '80.00')
    expect(await trialOf(place, '2026-06-30')).toEqual({
      sides: [],
      carried: null,
      debit: '0.00',
      isBalanced: true,
    })
  })

  test('begins where the books say, not with the calendar', async () => {
    const place = await openBooks(hub, { startsOn: '2024-04-06', yearStart: '04-06' })
    await sell(place, '2025-04-05', '10.00')
    await sell(place, '2025-04-06', '5.00')
    expect(await sheetOf(place, '2025-04-05')).toMatchObject({ carried: null, result: '10.00' })
    expect(await sheetOf(place, '2025-04-06')).toMatchObject({
      yearFrom: '2025-04-06',
      carried: { from: '2024-04-06', to: '2025-04-05', amount: '10.00' },
      result: '5.00',
    })
  })

  test('keeps what the owner put in and took out apart from what was earned', async () => {
    const opening = [
      { code: '1100', debit: '500.00' },
      { code: '3200', credit: '500.00' },
    ]
    const place = await threeYears({ opening })
    const { equity, carried } = await sheetOf(place, '2026-06-30')
    expect(equity).toMatchObject({ rows: [{ code: '3200', amount: '500.00' }], total: '500.00' })
    expect(carried?.amount).toBe('600.00')
  })
})
