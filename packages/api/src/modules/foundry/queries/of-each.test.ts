import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { LINE_SHOP_AT, bringLineShop, plainly } from '../asking/testing/line-shop.ts'
import { openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import type { RunQuery } from './schema.ts'

let hub: TestHub
let place: Data
let types: Awaited<ReturnType<typeof bringLineShop>>
beforeAll(async () => {
  hub = await startHub({ now: () => LINE_SHOP_AT })
  place = await openData(hub)
  types = await bringLineShop(place)
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const plainCell = (cell: unknown): unknown =>
  typeof cell === 'object' && cell !== null ? Number((cell as { amount: string }).amount) : cell

type Ask = Omit<RunQuery, 'typeId' | 'limit'> & { of: keyof typeof types; limit?: number }

const run = ({ of, ...input }: Ask) => place.data.queries.run({ typeId: types[of], ...input })
const rowsOf = async (ask: Ask) => (await run(ask)).rows.map(({ cells }) => cells.map(plainCell))

const SOLD = 'sum priceOfOne*quantity'
const soldEach = (order: string, first: number) =>
  `select month, item, total from (select *, row_number() over (partition by month order by total ${order}) as place from
    (select to_char(placed, 'YYYY-MM') as month, item, sum(came_to)::float8 as total from s group by 1, 2) as sold) as placed
   where place <= ${first} order by month, place`

describe('the first of each', () => {
  const ask = { of: 'line' as const, groupBy: 'order.placed by month, product', metrics: [SOLD] }

  test('come of each month, the largest first', async () => {
    expect(await rowsOf({ ...ask, limitEach: 2 })).toEqual(await plainly(hub, place, soldEach('desc', 2)))
  })

  test('come by what was asked to sort by', async () => {
    expect(await rowsOf({ ...ask, limitEach: 1, sort: SOLD })).toEqual(
      await plainly(hub, place, soldEach('asc', 1)),
    )
  })

  test('are said in words', async () => {
    expect((await run({ ...ask, limitEach: 2 })).words).toBe(
      'Total price of one × quantity of order lines by month of placed of order and product, the first 2 of each',
    )
  })

  test.each([
    [{ groupBy: 'product' }, 'So many of each come of two groupings'],
    [{}, 'Say by what to group'],
  ])('are refused where there are no two groupings: %o', async (input, message) => {
    await expect(run({ of: 'line', metrics: ['count'], ...input, limitEach: 2 })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path: 'limitEach', message: expect.stringContaining(message) }] },
    })
  })
})

describe('shares', () => {
  test('are of all that is added up, nobody’s orders among it', async () => {
    expect(
      await rowsOf({ of: 'order', groupBy: 'customer.country', metrics: ['sum total', 'share total'] }),
    ).toEqual(
      await plainly(
        hub,
        place,
        `select country, sum(total)::float8, round(100 * sum(total) / (select sum(total) from o), 2)::float8
         from o left join c on c.key = who group by 1 order by 2 desc`,
      ),
    )
  })

  test('are of one month where months come first', async () => {
    const rows = await rowsOf({ of: 'order', groupBy: 'placed by month, state', metrics: ['count', 'share'] })
    expect(rows).toEqual(
      await plainly(
        hub,
        place,
        `select to_char(placed, 'YYYY-MM'), state, count(*)::int, round(100.0 * count(*) / sum(count(*)) over (partition by
           to_char(placed, 'YYYY-MM')), 2)::float8 from o group by 1, 2 order by 1, 3 desc, 2`,
      ),
    )
  })

  test('hold of groups, and are numbers that are no money', async () => {
    const ask = { of: 'order' as const, groupBy: 'customer', metrics: ['sum total', 'share total'] }
    const { columns, rows } = await run({ ...ask, having: ['share total>=25'] })
    expect(columns.at(-1)).toEqual({ name: 'share total', title: 'Share of total', kind: 'number' })
    expect(rows.map(({ cells }) => cells[0])).toEqual(
      (
        await plainly(
          hub,
          place,
          'select name from o left join c on c.key = who group by 1 having sum(total) >= (select sum(total) from o) / 4 order by sum(total) desc',
        )
      ).flat(),
    )
  })
})

describe('by the first of what links lead to', () => {
  test('customers are put together by the month of their first order', async () => {
    expect(
      await rowsOf({
        of: 'customer',
        linked: ['orders>=1'],
        groupBy: 'first orders.placed by month',
        metrics: ['count'],
      }),
    ).toEqual(
      await plainly(
        hub,
        place,
        `select to_char(began, 'YYYY-MM'), count(*)::int from (select min(placed) as began from o join c on c.key = who group by who)
         as firsts group by 1 order by 1`,
      ),
    )
  })

  test('what they bought since is told by when they began', async () => {
    const answer = await run({
      of: 'order',
      linked: ['customer>=1'],
      groupBy: 'first customer.orders.placed by month, placed by month',
      metrics: ['count customer', 'sum total'],
    })
    expect(answer.words).toContain('by month of first placed of orders of customer and month')
    expect(answer.rows.map(({ cells }) => cells.map(plainCell))).toEqual(
      await plainly(
        hub,
        place,
        `select to_char(began, 'YYYY-MM') as cohort, to_char(placed, 'YYYY-MM') as month, count(distinct o.who)::int, sum(total)::float8
         from o join c on c.key = o.who join (select who as whose, min(placed) as began from o group by 1) as firsts on whose = o.who group by 1, 2 order by 1, 2`,
      ),
    )
  })

  test.each(['first placed by month', 'first customer', 'first orders'])(
    'is refused of what links do not lead to: %s',
    async (groupBy) => {
      await expect(run({ of: 'order', groupBy })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    },
  )
})

test('months of every year stand beside each other, by their names', async () => {
  expect(
    await rowsOf({ of: 'order', groupBy: 'placed by monthname, placed by year', metrics: ['count'] }),
  ).toEqual(
    await plainly(
      hub,
      place,
      `select to_char(placed, 'FMMonth') as name, to_char(placed, 'YYYY') as year, count(*)::int from o group by 1, 2, to_char(placed, 'MM')
       order by to_char(placed, 'MM'), 2`,
    ),
  )
})
