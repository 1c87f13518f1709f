import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { customers, orders } from './testing/shop-data.ts'
import { newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { questions, shop } from './testing/shop-questions.ts'

const NOW = new Date('2026-11-20T09:00:00Z')
const day = (daysAgo: number) => new Date(NOW.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10)

let hub: TestHub
let place: Data
let customerType: string
let orderType: string

async function bringShop(): Promise<void> {
  const who = await newType(place, {
    title: 'Customer',
    properties: [
      { title: 'Name', kind: 'text', path: ['name'] },
      { title: 'Town', kind: 'choice', path: ['town'] },
      { title: 'Since', kind: 'day', path: ['since'] },
    ],
  })
  const sold = await newType(place, {
    title: 'Order',
    titleProperty: 'Number',
    properties: [
      { title: 'Number', kind: 'text', path: ['id'] },
      { title: 'Customer number', kind: 'text', path: ['who', 'id'] },
      { title: 'Placed', kind: 'instant', path: ['placed'] },
      { title: 'State', kind: 'choice', path: ['state'] },
      { title: 'Items', kind: 'number', path: ['items'] },
      { title: 'Total', kind: 'money', path: ['total'], currencyPath: ['currency'] },
    ],
  })
  customerType = who.typeId
  orderType = sold.typeId
  await place.data.datasets.put({
    id: who.datasetId,
    keyFields: ['id'],
    records: customers.map(([name, , town, since], at) => ({ id: `C${at}`, name, town, since: day(since) })),
  })
  await place.data.datasets.put({
    id: sold.datasetId,
    keyFields: ['id'],
    // The last two of the customers never bought; a tenth paid in pounds; one order names nobody there is.
    records: orders(customers.length - 2).map(({ id, daysAgo, customer, state, items, total }, at) => ({
      id,
      who: { id: at === 7 ? 'C99' : `C${customer}` },
      placed: `${day(daysAgo)}T${String((at * 5) % 24).padStart(2, '0')}:30:00Z`,
      state,
      items: Number(items),
      total,
      currency: at % 10 === 3 ? 'GBP' : 'EUR',
    })),
  })
  await place.data.links.create({
    fromTypeId: orderType,
    fromProperty: 'customerNumber',
    toTypeId: customerType,
    title: 'Customer',
    inverseTitle: 'Orders',
  })
}

beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  place = await openData(hub)
  await place.org.api.organizations.update({ timeZone: 'Europe/Dublin' })
  await bringShop()
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const cellText = (cell: unknown): unknown => {
  if (typeof cell !== 'object' || cell === null) return cell
  const { amount, currency } = cell as { amount: string; currency: string }
  return `${amount} ${currency}`
}

const sorted = (rows: readonly unknown[][]) => rows.map((row) => JSON.stringify(row)).toSorted()

describe('questions have the answers that plain SQL has (FND-1)', () => {
  test.each(questions)('%s', async (_question, { of, limit = 1_000, ...ask }, plain) => {
    const answer = await place.data.queries.run({
      typeId: of === 'orders' ? orderType : customerType,
      limit,
      ...ask,
    })
    const rows = (await asSuperuser(hub.database, `${shop} ${plain}`, [place.org.orgId])) as Record<
      string,
      unknown
    >[]
    expect(rows.length).toBeGreaterThan(0)
    const isList = ask.groupBy === undefined && ask.metrics === undefined
    const cells = answer.rows.map((row) => (isList ? row.cells.slice(0, 1) : row.cells).map(cellText))
    expect(sorted(cells)).toEqual(sorted(rows.map((row) => Object.values(row))))
    expect(answer.isAll).toBe(limit > 3)
  })

  test('what was asked is said in words', async () => {
    const { words } = await place.data.queries.run({
      typeId: customerType,
      linked: ['orders>=2: placed>=2026-05-01'],
    })
    expect(words).toBe('Customers with at least 2 orders (placed from 1 May 2026)')
  })

  test('conditions on groups, and groups over a link, are said in words', async () => {
    const { words } = await place.data.queries.run({
      typeId: orderType,
      groupBy: 'customer.town',
      metrics: ['sum total'],
      having: ['sum total>=150 EUR'],
    })
    expect(words).toBe('Total of orders by town of customer, at least 150 EUR')
  })

  test('a group of a link leads to its object', async () => {
    const { rows } = await place.data.queries.run({ typeId: orderType, groupBy: 'customer', limit: 1 })
    const object = await place.data.objects.get({ id: rows[0]?.objectId ?? '' })
    expect(object.title).toBe(rows[0]?.cells[0])
    expect(object.links).toMatchObject([{ name: 'orders', count: rows[0]?.cells[1] }])
    const { items } = await place.data.objects.linked({ id: object.id, link: 'orders', limit: 100 })
    expect(items).toHaveLength(Number(rows[0]?.cells[1]))
  })

  test.each([
    [{ groupBy: 'nothing' }, /no property “nothing”/],
    [{ groupBy: 'total' }, /“Total” is no text/],
    [{ groupBy: 'customer.age' }, /no property “age”/],
    [{ groupBy: 'customer.town.name' }, /no link “town”/],
    [{ groupBy: 'town.customer' }, /no link “town”/],
    [{ groupBy: 'customer.since' }, /“Since of customer” is no text.*“customer.since by month”/],
    [{ having: ['count>2'] }, /needs groups/],
    [{ groupBy: 'state', having: ['many'] }, /no condition on groups in “many”/],
    [{ groupBy: 'state', having: ['sum total>2'] }, /Ask for “sum total” as well: the metrics are count/],
    [{ groupBy: 'state', having: ['count>few'] }, /“few” is no number/],
    [{ groupBy: 'state', metrics: ['max placed'], having: ['max placed>3'] }, /is no number/],
    [{ groupBy: 'placed by minute' }, /by day, week, month, quarter, year, weekday, monthname or hour/],
    [{ groupBy: 'state, placed by month, customer' }, /Group by 2 at most/],
    [{ groupBy: 'state, placed in 2026-10|2026-11' }, /grouped by alone/],
    [{ groupBy: 'each state' }, /“State” is none/],
    [{ metrics: ['sum state'] }, /something else: “State”/],
    [{ metrics: ['mode total'] }, /no metric/],
    [{ metrics: ['count total'] }, /no link “total”/],
    [{ linked: ['payments>=1'] }, /no link “payments”/],
    [{ linked: ['orders'] }, /nothing about links/],
    [{ linked: ['customer>=1: age>3'] }, /no property “age”/],
    [{ sort: 'turnover' }, /no property “turnover”/],
    [{ groupBy: 'state', sort: 'turnover' }, /Sort by one of: state, count/],
  ])('%j is refused in words', async (ask, words) => {
    await expect(place.data.queries.run({ typeId: orderType, ...ask })).rejects.toThrow(words)
  })
})
