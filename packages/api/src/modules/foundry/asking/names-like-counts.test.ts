import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { readDataQuestion } from './read-question.ts'
import { ASKED_AT, bringAskedShop } from './testing/asked-world.ts'

let hub: TestHub
let place: Data
beforeAll(async () => {
  hub = await startHub({ now: () => ASKED_AT })
  place = await openData(hub)
  await bringAskedShop(place)
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const read = (question: string) =>
  readDataQuestion(
    { db: hub.hub.db.org(place.org.orgId), now: ASKED_AT, timeZone: 'Europe/Dublin', currency: 'EUR' },
    question,
  )

test('a supplier called Twice takes over no question that counts, and is found by name (OPS-1)', async () => {
  const counting = ['which customers bought twice since October?', 'who ordered only once since September']
  const before = await Promise.all(counting.map(read))
  const { datasetId } = await newType(place, {
    title: 'Supplier',
    properties: [{ title: 'Name', kind: 'text', path: ['name'] }],
  })
  const records = [{ name: 'Twice' }, { name: 'Once Upon a Mill' }]
  await place.data.datasets.put({ id: datasetId, keyFields: ['name'], records })
  expect(await Promise.all(counting.map(read))).toEqual(before)
  expect(await read('suppliers called Twice')).toMatchObject({
    missed: [],
    input: { where: ['name=Twice'] },
  })
})
