import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { RunQuery } from '../queries/schema.ts'
import { newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { readDataQuestion } from './read-question.ts'
import { sayQuery } from './tell.ts'

let hub: TestHub
let place: Data
const NOW = new Date('2026-11-20T09:00:00Z')
const money = (title: string, field: string) => ({
  title,
  kind: 'money' as const,
  path: [field],
  currency: 'EUR',
})
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  place = await openData(hub)
  const { datasetId } = await newType(place, {
    title: 'Order',
    titleProperty: 'Number',
    properties: [
      { title: 'Number', kind: 'text', path: ['id'] },
      { title: 'Placed', kind: 'day', path: ['placed'] },
      { title: 'Payment', kind: 'choice', path: ['payment'] },
      money('Total', 'total'),
      money('Refunded', 'refunded'),
    ],
  })
  const records = [
    { id: 'O1', placed: '2026-10-02', payment: 'PAID', total: '40.00', refunded: '0.00' },
    { id: 'O2', placed: '2026-10-09', payment: 'PARTIALLY_REFUNDED', total: '30.00', refunded: '10.00' },
    { id: 'O3', placed: '2026-11-03', payment: 'REFUNDED', total: '0.00', refunded: '25.00' },
  ]
  await place.data.datasets.put({ id: datasetId, keyFields: ['id'], records })
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

async function said(question: string): Promise<string> {
  const at = { db: hub.hub.db.org(place.org.orgId), now: NOW, timeZone: 'Europe/Dublin', currency: 'EUR' }
  const read = await readDataQuestion(at, question)
  expect(read?.missed).toEqual([])
  return sayQuery(await place.data.queries.run(RunQuery.parse({ ...read?.input }))).text
}

test.each([
  ['how much did we refund?', '35.00 EUR'],
  ['how much was refunded in October', '10.00 EUR'],
  ['total refunds', '35.00 EUR'],
  ['refunds in October', '10.00 EUR'],
  ['total of refunded orders', '35.00 EUR'],
  ['how much did we sell in October?', '70.00 EUR'],
])('what was given back is told by what was given back: %s', async (question, figure) => {
  expect(await said(question)).toContain(figure)
})

test('refunds by month are told as such', async () => {
  expect(await said('refunds by month')).toMatch(/2026-10: 10\.00 EUR\n2\. 2026-11: 25\.00 EUR/)
})
