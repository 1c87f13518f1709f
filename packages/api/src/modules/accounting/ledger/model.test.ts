import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { asAdministrator, openBooks } from '../testing.ts'
import type { Books } from '../testing.ts'
import { verifyBooks } from './verify.ts'

const CODES = ['1000', '1100', '2700', '3000', '4000', '4900', '6100', '6400']
const DAYS = [
  '2026-01-01',
  '2026-01-31',
  '2026-02-01',
  '2026-02-28',
  '2026-03-15',
  '2026-12-31',
  '2027-01-01',
]

/** Books in plain arithmetic: cents by account, and which day they are closed up to. */
class Model {
  readonly entries: {
    id: string
    day: string
    cents: Map<string, number>
    isTaken: boolean
    takes: boolean
  }[] = []
  closed = '2025-12-31'

  sums(from: string, to: string): Map<string, number> {
    const sums = new Map<string, number>()
    for (const { day, cents } of this.entries)
      if (day >= from && day <= to)
        for (const [code, amount] of cents) sums.set(code, (sums.get(code) ?? 0) + amount)
    return new Map([...sums].filter(([, amount]) => amount !== 0))
  }
}

interface World {
  place: Books
  model: Model
}

const text = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
const day = fc.constantFrom(...DAYS)
const split = fc.record({
  day,
  debit: fc.constantFrom(...CODES),
  credits: fc.array(fc.tuple(fc.constantFrom(...CODES), fc.integer({ min: 1, max: 99_999 })), {
    minLength: 1,
    maxLength: 4,
  }),
})

async function post({ place, model }: World, act: typeof split extends fc.Arbitrary<infer T> ? T : never) {
  const total = act.credits.reduce((sum, [, cents]) => sum + cents, 0)
  const lines = [
    { accountId: place.idOf(act.debit), debit: text(total) },
    ...act.credits.map(([code, cents]) => ({ accountId: place.idOf(code), credit: text(cents) })),
  ]
  const posting = place.books.journals.post({ date: act.day, memo: 'Some', lines })
  if (act.day <= model.closed) return expect(posting).rejects.toThrow('closed up to')
  const cents = new Map([[act.debit, total]])
  for (const [code, amount] of act.credits) cents.set(code, (cents.get(code) ?? 0) - amount)
  const { id } = await posting
  model.entries.push({ id, day: act.day, cents, isTaken: false, takes: false })
}

async function reverse({ place, model }: World, pick: number, on: string) {
  const entry = model.entries[pick % Math.max(1, model.entries.length)]
  if (!entry) return
  const reversing = place.books.journals.reverse({ id: entry.id, date: on })
  if (entry.isTaken || entry.takes || on < entry.day || on <= model.closed)
    return expect(reversing).rejects.toMatchObject({ code: expect.stringMatching(/CONFLICT|BAD_REQUEST/) })
  const { id } = await reversing
  entry.isTaken = true
  const cents = new Map([...entry.cents].map(([code, amount]) => [code, -amount]))
  model.entries.push({ id, day: on, cents, isTaken: false, takes: true })
}

/** A lock is moved as a person does who closes and opens again. */
async function close({ place, model }: World, on: string) {
  model.closed = on
  await asAdministrator(hub, 'update app.accounting_book set hard_until = $2 where org_id = $1', [
    place.orgId,
    on,
  ])
}

const centsOf = (amount: string | null) => Math.round(Number(amount ?? 0) * 100)

async function compare({ place, model }: World, from: string, to: string) {
  const { reports } = place.books
  const trial = await reports.trialBalance({ asOf: to })
  const shown = trial.rows.map(({ code, debit, credit }) => [code, centsOf(debit) - centsOf(credit)] as const)
  const yearFrom = `${to.slice(0, 4)}-01-01`
  const isOfYear = ([code]: [string, number]) => /^[46]/.test(code)
  const held = [...model.sums('0000', to)].filter((one) => !isOfYear(one))
  const ofYear = [...model.sums(yearFrom, to)].filter(isOfYear)
  expect(new Map(shown)).toEqual(new Map([...held, ...ofYear]))
  const earlier = [...model.sums('0000', `${Number(to.slice(0, 4)) - 1}-12-31`)].filter(isOfYear)
  const carried = earlier.reduce((sum, [, cents]) => sum + cents, 0)
  expect(centsOf(trial.carried?.debit ?? null) - centsOf(trial.carried?.credit ?? null)).toBe(carried)
  expect(trial.isBalanced).toBe(true)
  if (from > to) return
  const { income, expense, profit } = await reports.profitAndLoss({ from, to })
  const moved = model.sums(from, to)
  const ofType = (digit: string, sign: number) =>
    new Map(
      [...moved].filter(([code]) => code.startsWith(digit)).map(([code, cents]) => [code, cents * sign]),
    )
  expect(new Map(income.rows.map(({ code, amount }) => [code, centsOf(amount)]))).toEqual(ofType('4', -1))
  expect(new Map(expense.rows.map(({ code, amount }) => [code, centsOf(amount)]))).toEqual(ofType('6', 1))
  expect(centsOf(profit)).toBe(centsOf(income.total) - centsOf(expense.total))
  const sheet = await reports.balanceSheet({ asOf: to })
  expect(sheet.isBalanced).toBe(true)
  expect(centsOf(sheet.carried?.amount ?? null)).toBe(-carried || 0)
  expect(centsOf(sheet.result)).toBe(-ofYear.reduce((sum, [, cents]) => sum + cents, 0) || 0)
}

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())

const acts = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: split.map((act) => (world: World) => post(world, act)) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.nat(50), day).map(
        ([pick, on]) =>
          (world: World) =>
            reverse(world, pick, on),
      ),
    },
    {
      weight: 1,
      arbitrary: day.map((on) => (world: World) => close(world, on < '2026-03' ? on : '2025-12-31')),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(day, day).map(
        ([from, to]) =>
          (world: World) =>
            compare(world, from, to),
      ),
    },
  ),
  { minLength: 8, maxLength: 20 },
)

test('whatever is posted, taken back and closed, every report is plain arithmetic over it (ACC-1, ACC-5)', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (all) => {
      const world = { place: await openBooks(hub), model: new Model() }
      for (const act of all) await act(world)
      await compare(world, '2026-01-01', '2027-01-01')
      expect(await verifyBooks(hub.hub.db.org(world.place.orgId))).toEqual([])
    }),
    { numRuns: 12 },
  )
})
