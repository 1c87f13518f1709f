import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'

let hub: TestHub
let place: Data
let typeId: string

const names = ['B-1234', 'B-12', 'Köln Müller', "O'Brien", 'O’Brien, nora@x.example']
const records = names.map((name, at) => ({ id: `p${at + 1}`, name, price: `${at + 1}.00` }))

beforeAll(async () => {
  hub = await startHub()
  place = await openData(hub)
  const type = await newType(place, {
    title: 'Part',
    properties: [
      { title: 'Name', kind: 'text', path: ['name'] },
      { title: 'Price', kind: 'money', path: ['price'], currency: 'EUR' },
    ],
  })
  typeId = type.typeId
  await place.data.datasets.put({ id: type.datasetId, records, keyFields: ['id'] })
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

test.each([
  ['B-1234', 'p1'],
  ['1234', 'p1'],
  ['b-12', 'p1 p2'],
  ['koln', 'p3'],
  ['Köln', 'p3'],
  ['muller', 'p3'],
  ["O'Brien", 'p4 p5'],
  ['O’Brien', 'p4 p5'],
  ['brien', 'p4 p5'],
  ['nora@x.example', 'p5'],
])('%j finds %s, as it is typed', async (search, keys) => {
  const { items } = await place.data.objects.search({ typeId, search })
  expect(
    items
      .map(({ key }) => key)
      .toSorted()
      .join(' '),
  ).toBe(keys)
})

test('what search finds is added up', async () => {
  const { rows, words } = await place.data.queries.run({ typeId, search: 'brien', metrics: ['sum price'] })
  expect(rows.map(({ cells }) => cells)).toEqual([[{ amount: '9.00', currency: 'EUR' }]])
  expect(words).toBe('Total price of parts found by “brien”')
})
