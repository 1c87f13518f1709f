import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { loadText, newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import type { NewProperty } from '../types/schema.ts'

let hub: TestHub
let place: Data
beforeAll(async () => {
  hub = await startHub()
  place = await openData(hub)
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const properties: NewProperty[] = [
  { title: 'Name', kind: 'text', path: ['Name'] },
  { title: 'Total', kind: 'money', path: ['Total'], decimal: ',', currency: 'EUR' },
]

test('a row whose id stood there before is counted and named, and the later one counts', async () => {
  const { datasetId: id, typeId } = await newType(place, { title: 'Sale', properties })
  const before = ['Id;Name;Total', '1;Bread;2,00', '9;Rye;2,00'].join('\n')
  await loadText(place, { id, text: before, keyFields: ['Id'] })
  const text = ['Id;Name;Total', '1;Bread;2,00', '2;Cake;much', '2;Scone;1,00', ';Nobody;1,00'].join('\n')
  const { load, job } = await loadText(place, { id, text, keyFields: ['Id'], isWhole: true })
  expect(load).toMatchObject({
    read: 4,
    created: 1,
    changed: 0,
    removed: 0,
    refused: 1,
    repeated: 1,
    isWhole: true,
    problems: [
      'Row 4: “2” stands in an earlier row already; this one counts',
      'Row 5: there is nothing in “Id”',
    ],
    unread: ['Total: 1 of 3 cannot be read as an amount'],
  })
  expect(job.result).toMatchObject({ repeated: 1 })
  const { items } = await place.data.objects.search({ typeId })
  expect(items.map(({ title }) => title)).toEqual(['Bread', 'Rye', 'Scone'])
})

test('the sum under a whole table is told, is no object, and keeps what the file lacks from staying', async () => {
  const { datasetId: id, typeId } = await newType(place, { title: 'Takings', properties })
  const before = ['Id;Name;Total', '1;Bread;2,00', '9;Rye;2,00'].join('\n')
  await loadText(place, { id, text: before, keyFields: ['Id'] })
  const text = ['Id;Name;Total', '1;Bread;2,00', '2;Cake;3,00', 'Total;;5,00'].join('\n')
  const { load } = await loadText(place, { id, text, keyFields: ['Id'], isWhole: true })
  expect(load).toMatchObject({
    read: 2,
    refused: 0,
    removed: 1,
    problems: ['Row 4: it is the sum of the rows above, and no row of its own'],
  })
  const { items } = await place.data.objects.search({ typeId })
  expect(items.map(({ title }) => title)).toEqual(['Bread', 'Cake'])
})

test('a moment in no year that a database has is marked in its record, and keeps no other from coming', async () => {
  const { datasetId: id, typeId } = await newType(place, {
    title: 'Visit',
    properties: [
      { title: 'Name', kind: 'text', path: ['Name'] },
      { title: 'Seen', kind: 'instant', path: ['Seen'] },
    ],
  })
  const records = [
    { Id: '1', Name: 'In microseconds', Seen: 1_764_500_000_000_000 },
    { Id: '2', Name: 'In seconds', Seen: 1_764_500_000 },
  ]
  expect(await place.data.datasets.put({ id, records, keyFields: ['Id'] })).toMatchObject({ created: 2 })
  const { items } = await place.data.objects.search({ typeId })
  expect(items.map(({ title, values }) => [title, values['seen']])).toEqual([
    ['In microseconds', null],
    ['In seconds', '2025-11-30T10:53:20.000Z'],
  ])
})
