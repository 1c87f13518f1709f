import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'

let hub: TestHub
let place: Data
let typeId: string
beforeAll(async () => {
  hub = await startHub()
  place = await openData(hub)
  const made = await newType(place, {
    title: 'Sale',
    titleProperty: 'Ware',
    properties: [
      { title: 'Ware', kind: 'choice', path: ['ware'] },
      { title: 'Total', kind: 'money', path: ['total'], currencyPath: ['in'] },
    ],
  })
  typeId = made.typeId
  const records = [
    { id: 1, ware: 'Mug', total: '12.00', in: 'EUR' },
    { id: 2, ware: 'Pot', total: '48.00', in: 'EUR' },
    { id: 3, ware: 'Mug', total: '9000', in: 'JPY' },
    { id: 4, ware: 'Tray', total: '700', in: 'JPY' },
    { id: 5, ware: 'Bowl', total: '3.100', in: 'KWD' },
  ]
  await place.data.datasets.put({ id: made.datasetId, keyFields: ['id'], records })
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const cells = async (ask: object) =>
  (await place.data.queries.run({ typeId, metrics: ['sum total'], ...ask })).rows.map((row) =>
    row.cells
      .map((cell) => (typeof cell === 'object' && cell !== null ? `${cell.amount} ${cell.currency}` : cell))
      .join(' '),
  )

test('amounts of several currencies are ranked each by itself, the own one first (FND-1)', async () => {
  await place.org.api.organizations.update({ currency: 'EUR' })
  expect(await cells({ groupBy: 'ware' })).toEqual([
    'Pot 48.00 EUR',
    'Mug 12.00 EUR',
    'Mug 9000 JPY',
    'Tray 700 JPY',
    'Bowl 3.100 KWD',
  ])
  expect(await cells({ groupBy: 'ware', sort: 'sum total', limit: 1 })).toEqual(['Mug 12.00 EUR'])
  expect(await cells({})).toEqual(['60.00 EUR', '9700 JPY', '3.100 KWD'])
})
