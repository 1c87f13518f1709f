import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { RunQuery } from '../queries/schema.ts'
import { newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { readDataQuestion } from './read-question.ts'

const NOW = new Date('2026-11-20T09:00:00Z')
let hub: TestHub
let place: Data
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  place = await openData(hub)
  const { datasetId } = await newType(place, {
    title: 'Order',
    titleProperty: 'Number',
    properties: [
      { title: 'Number', kind: 'text', path: ['id'] },
      { title: 'Placed', kind: 'day', path: ['placed'] },
      { title: 'Total', kind: 'money', path: ['total'], currency: 'EUR' },
      { title: 'Test', kind: 'yesno', path: ['test'] },
      { title: 'Cancelled', kind: 'instant', path: ['cancelledAt'] },
    ],
  })
  const order = (id: string, total: string, more = {}) => ({ id, total, placed: '2026-11-03', ...more })
  await place.data.datasets.put({
    id: datasetId,
    keyFields: ['id'],
    records: [
      order('1', '10.00', { test: false }),
      order('2', '20.00'),
      order('3', '400.00', { test: true }),
      order('4', '5000.00', { cancelledAt: '2026-11-04T10:00:00Z' }),
    ],
  })
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

async function told(question: string) {
  const at = { db: hub.hub.db.org(place.org.orgId), now: NOW, timeZone: 'Europe/Dublin', currency: 'EUR' }
  const read = await readDataQuestion(at, question)
  if (!read || read.missed.length > 0) return null
  const { rows, words } = await place.data.queries.run(RunQuery.parse({ ...read.input }))
  return { cells: rows[0]?.cells, words }
}

test.each([
  ['how much did we sell this month?', '30.00'],
  ['average order value', '15.00'],
])('trials and what was called off were never sold: "%s" (FND-1)', async (question, amount) => {
  const answer = await told(question)
  expect(answer?.cells).toEqual([{ amount, currency: 'EUR' }])
  expect(answer?.words).toMatch(/where .*test is not yes and cancelled is empty$/)
})

test('they are orders all the same', async () => {
  expect((await told('how many orders do we have'))?.cells).toEqual([4])
})
