import { inTx } from '@hub/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordStream } from '../../../platform/records/records.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { RunQuery } from '../queries/schema.ts'
import { foundryRecords } from '../streams/store.ts'
import { openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { readDataQuestion } from './read-question.ts'
import { sayQuery } from './tell.ts'

const NOW = new Date('2026-11-20T09:00:00Z')

const orders = (shop: string): RecordStream => ({
  key: `shopify:${shop}:orders`,
  title: `Orders of ${shop}`,
  service: 'Shopify',
  type: {
    name: 'order',
    title: 'Order',
    plural: 'Orders',
    titleProperty: 'number',
    properties: [
      { name: 'number', title: 'Number', kind: 'text' },
      { name: 'placed', title: 'Placed', kind: 'instant' },
      { name: 'total', title: 'Total', kind: 'money' },
    ],
    links: [],
  },
  mapping: {
    number: { path: ['name'] },
    placed: { path: ['at'] },
    total: { path: ['total'], currencyPath: ['currency'] },
  },
})

let hub: TestHub
let place: Data
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  place = await openData(hub)
  for (const [shop, totals] of [
    ['tide-and-fennel', ['40.00', '10.00']],
    ['moss-and-oak', ['70.00']],
  ] as const)
    await inTx(hub.hub.db.org(place.org.orgId), async (tx) => {
      const at = { orgId: place.org.orgId, now: NOW }
      const datasetId = await foundryRecords.open(tx, at, orders(shop))
      const loadId = await foundryRecords.begin(tx, { ...at, datasetId }, shop)
      const records = totals.map((total, n) => ({
        key: `${shop}/${n}`,
        raw: { name: `#${n}`, at: '2026-10-02T10:00:00Z', total, currency: 'EUR' },
        sourceAt: null,
      }))
      await foundryRecords.put(tx, { ...at, datasetId, loadId }, records)
      await foundryRecords.end(tx, { ...at, datasetId, loadId }, 'done')
    })
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const said = async (question: string) => {
  const at = { db: hub.hub.db.org(place.org.orgId), now: NOW, timeZone: 'Europe/Dublin', currency: 'EUR' }
  const read = await readDataQuestion(at, question)
  expect(read?.missed).toEqual([])
  return sayQuery(await place.data.queries.run(RunQuery.parse({ ...read?.input }))).text.split('\n')
}

test.each(['sales by shop', 'revenue per store', 'how much did each shop sell?'])(
  'what two shops brought is told apart: %s (FND-1)',
  async (question) => {
    expect(await said(question)).toEqual([
      'Total of orders by source, 2 in all:',
      '1. Orders of moss-and-oak: 70.00 EUR',
      '2. Orders of tide-and-fennel: 50.00 EUR',
    ])
  },
)

test('also as shares, by month, and the first alone', async () => {
  expect(await said('share of sales by shop')).toContain('1. Orders of moss-and-oak: 70.00 EUR, 58.33 %')
  expect(await said('orders by shop and month')).toContain('2. Orders of tide-and-fennel, 2026-10: 2')
  expect(await said('which shop sold the most?')).toEqual([
    'Total of orders by source:',
    '1. Orders of moss-and-oak: 70.00 EUR',
    'There are more.',
  ])
})
