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
const sorted = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).toSorted()

type Of = keyof typeof types
type Ask = Omit<RunQuery, 'typeId' | 'limit'> & { of: Of }

const asked: readonly (readonly [what: string, ask: Ask, plain: string])[] = [
  [
    'revenue by product is price times quantity',
    { of: 'line', groupBy: 'product', metrics: ['sum priceOfOne*quantity'] },
    'select item, sum(came_to)::float8 from s group by 1',
  ],
  [
    'sums by what two links lead to',
    { of: 'line', groupBy: 'order.customer', metrics: ['sum priceOfOne*quantity'] },
    `select coalesce(buyer, nullif(who, '')), sum(came_to)::float8 from s group by 1`,
  ],
  [
    'sums by a property that two links lead to',
    { of: 'line', groupBy: 'order.customer.country', metrics: ['sum quantity'] },
    'select country, sum(quantity)::float8 from s group by 1',
  ],
  [
    'months of what a link leads to',
    { of: 'line', groupBy: 'order.placed by month', metrics: ['sum priceOfOne*quantity'] },
    `select to_char(placed, 'YYYY-MM'), sum(came_to)::float8 from s group by 1`,
  ],
  [
    'conditions over links that lead to one',
    { of: 'payment', where: ['order.customer.country=Ireland|Italy'] },
    `select p.key from p join o on o.key = p."order" join c on c.key = o.who where country in ('Ireland', 'Italy')`,
  ],
  [
    'conditions over links that lead to many: any of them',
    { of: 'customer', where: ['orders.lines.product.name=Blue mug'] },
    `select distinct buyer from s where item = 'Blue mug' and buyer is not null`,
  ],
  [
    'not so: none of them',
    { of: 'customer', where: ['orders.lines.product.name!=Blue mug'] },
    `select name from c where not exists (select from s where s.who = c.key and item = 'Blue mug')`,
  ],
  [
    'empty: there is none that has one',
    { of: 'order', where: ['customer.country='] },
    'select o.key from o left join c on c.key = o.who where c.key is null',
  ],
  [
    'conditions over links of what is linked',
    { of: 'customer', linked: ['orders>=1: placed=2026-10; lines.product.name=Blue mug'] },
    `select distinct buyer from s where item = 'Blue mug' and to_char(placed, 'YYYY-MM') = '2026-10' and buyer is not null`,
  ],
  [
    'counts over several links are of things, and not of ways to them',
    { of: 'customer', linked: ['orders.lines.product>=2'] },
    'select buyer from s where buyer is not null group by 1 having count(distinct item) >= 2',
  ],
  [
    'none over several links',
    { of: 'product', linked: ['soldIn.order=0'] },
    'select name from i where not exists (select from l where l.product = i.key)',
  ],
  [
    'alternatives on both sides of a link',
    { of: 'order', where: ['state=Late||customer.town=Cork'] },
    `select o.key from o left join c on c.key = o.who where state = 'Late' or town = 'Cork'`,
  ],
  [
    'periods beside each other, also one in which nothing was',
    { of: 'order', groupBy: 'placed in 2026-08|2026-09|2026-10', metrics: ['count', 'sum total'] },
    `select m, count(o.key)::int, sum(total)::float8 from (values ('2026-08'), ('2026-09'), ('2026-10')) as v (m)
      left join o on to_char(placed, 'YYYY-MM') = m group by 1`,
  ],
  [
    'stretches of days over a link',
    {
      of: 'line',
      groupBy: 'order.placed in 2026-11-01..2026-11-15|2026-11-16..2026-11-30',
      metrics: ['sum quantity'],
    },
    `select case when placed <= '2026-11-15' then '2026-11-01..2026-11-15' else '2026-11-16..2026-11-30' end, sum(quantity)::float8
      from s where placed >= '2026-11-01' group by 1`,
  ],
  [
    'two groups at once, one of them over links',
    { of: 'line', groupBy: 'order.customer.country, order.placed by month', metrics: ['sum quantity'] },
    `select country, to_char(placed, 'YYYY-MM'), sum(quantity)::float8 from s group by 1, 2`,
  ],
  [
    'each order counted once, whatever lines it has',
    { of: 'line', groupBy: 'product', metrics: ['count order', 'count'] },
    'select item, count(distinct "order")::int as orders, count(*)::int as lines from s group by 1',
  ],
  [
    'each product, also those of which nothing was sold in these days',
    {
      of: 'line',
      where: ['order.placed>=2026-11-01'],
      groupBy: 'each product',
      metrics: ['sum quantity', 'count'],
    },
    `select i.name, coalesce(sum(s.quantity), 0)::float8, count(s.key)::int
      from i left join s on s.product = i.key and s.placed >= '2026-11-01' group by i.key, i.name`,
  ],
  [
    'groups of such a sum that hold',
    {
      of: 'line',
      groupBy: 'product',
      metrics: ['sum priceOfOne*quantity', 'sum quantity'],
      having: ['sum priceOfOne*quantity>100 EUR'],
    },
    'select item, sum(came_to)::float8 as came_to, sum(quantity)::float8 as quantity from s group by 1 having sum(came_to) > 100',
  ],
]

describe('questions over several links (FND-1)', () => {
  test.each(asked)('%s', async (_what, { of, ...ask }, plain) => {
    const { rows } = await place.data.queries.run({ typeId: types[of], ...ask })
    const isList = ask.groupBy === undefined && ask.metrics === undefined
    expect(sorted(rows.map(({ cells }) => (isList ? cells.slice(0, 1) : cells).map(plainCell)))).toEqual(
      sorted(await plainly(hub, place, plain)),
    )
  })

  test.each([
    [
      'customer',
      { linked: ['orders>=1: lines.product.name=Blue mug'] },
      'Customers with orders (product of lines is Blue mug)',
    ],
    [
      'payment',
      { where: ['order.customer.country=Italy'] },
      'Payments where country of customer of order is Italy',
    ],
    [
      'line',
      { groupBy: 'order.customer.town', metrics: ['sum priceOfOne*quantity'] },
      'Total price of one × quantity of order lines by town of customer of order',
    ],
    [
      'order',
      { groupBy: 'placed in 2026-09|2026-10', metrics: ['sum total'] },
      'Total of orders by placed in September 2026 and in October 2026',
    ],
    ['line', { groupBy: 'order.placed by month' }, 'Number of order lines by month of placed of order'],
    [
      'line',
      { groupBy: 'each product', metrics: ['count order'] },
      'Number of orders of order lines by product',
    ],
    [
      'order',
      { groupBy: 'customer.country, placed by month', metrics: ['max placed'] },
      'Last placed of orders by country of customer and month',
    ],
  ] as const)('of %s %j is said in words', async (of, ask, words) => {
    const told = await place.data.queries.run({ typeId: types[of], ...structuredClone(ask) } as RunQuery)
    expect(told.words).toBe(words)
  })

  test.each([
    ['customer', { groupBy: 'orders.state' }, /“Orders” leads to many/],
    ['order', { groupBy: 'lines.product' }, /“Lines” leads to many/],
    ['order', { metrics: ['count lines'] }, /“Lines” leads to many/],
    ['order', { where: ['customer.shoes=3'] }, /no property “shoes”/],
    ['order', { where: ['boss.name=Ann'] }, /no link “boss”/],
    ['order', { where: ['customer.orders.customer.orders.customer.name=A'] }, /more than 4 links/],
    ['line', { metrics: ['sum priceOfOne*product'] }, /no property “product”/],
    ['line', { metrics: ['sum priceOfOne*orderNumber'] }, /“Order number” is none/],
    ['order', { groupBy: 'placed in October' }, /“October” is no period/],
    ['order', { groupBy: 'state in 2026-10' }, /Only days and moments/],
    ['order', { groupBy: 'placed in 2026-10..2026-09' }, /no period/],
  ] as const)('of %s %j is refused in words', async (of, ask, words) => {
    const input = { typeId: types[of], ...structuredClone(ask) } as RunQuery
    await expect(place.data.queries.run(input)).rejects.toThrow(words)
  })
})
