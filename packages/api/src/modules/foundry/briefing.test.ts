import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { attach, loadText, newType, openData } from './testing.ts'
import type { Data } from './testing.ts'
import type { NewProperty } from './types/schema.ts'

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

const properties: NewProperty[] = [{ title: 'Name', kind: 'text', path: ['Name'] }]
const keyFields = ['Id']

const told = async () => {
  const { lines } = await place.org.api.system.briefing({})
  return lines.filter(({ name }) => name === 'foundry.unread')
}

test('a file that was not read in full is in the briefing, until one is (FND-1, OPS-1)', async () => {
  const orders = await newType(place, { title: 'Order', properties })
  await loadText(place, { id: orders.datasetId, text: 'Id;Name\n1;Bread', keyFields })
  expect(await told()).toEqual([])

  await loadText(place, { id: orders.datasetId, text: 'Id;Name\n1;Bread\n;Cake', keyFields })
  expect(await told()).toMatchObject([
    { words: '1 row for Orders could not be taken', count: 1, rows: [{ name: 'Orders' }] },
  ])

  const guests = await newType(place, { title: 'Guest', properties })
  const rows = Array.from({ length: 3_000 }, (_, at) => `${at};Guest ${at}`)
  // Broken far below what is looked at before it is begun.
  const text = ['Id;Name', ...rows, `1;"${'x'.repeat(300_000)}`].join('\n')
  const fileId = await attach(place, guests.datasetId, { name: 'guests.csv', text })
  await place.data.datasets.load({ id: guests.datasetId, fileId, keyFields })
  await vi.waitFor(
    async () =>
      expect(await told()).toMatchObject([{ words: '2 sources of data were not read in full', count: 2 }]),
    { timeout: 10_000, interval: 50 },
  )

  await loadText(place, { id: orders.datasetId, text: 'Id;Name\n1;Bread\n2;Cake', keyFields })
  await vi.waitFor(
    async () =>
      expect(await told()).toMatchObject([
        { words: 'guests.csv could not be read into Guests', rows: [{ name: 'Guests' }] },
      ]),
    { timeout: 10_000, interval: 50 },
  )

  await asSuperuser(hub.database, `update app.foundry_load set ended_at = ended_at - interval '8 days'`)
  expect(await told()).toEqual([])
})
