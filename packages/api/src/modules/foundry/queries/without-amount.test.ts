import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
    title: 'Order',
    titleProperty: 'Number',
    properties: [
      { title: 'Number', kind: 'text', path: ['id'] },
      { title: 'Town', kind: 'choice', path: ['town'] },
      { title: 'Total', kind: 'money', path: ['total'], currency: 'EUR' },
    ],
  })
  typeId = made.typeId
  await place.data.datasets.put({
    id: made.datasetId,
    keyFields: ['id'],
    records: [
      { id: '1', town: 'Galway', total: '2.00' },
      { id: '2', town: 'Galway', total: '' },
      { id: '3', town: 'Cork', total: 'on the house' },
    ],
  })
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const euros = { amount: '2.00', currency: 'EUR' }

describe('objects without an amount (FND-1)', () => {
  test.each([
    ['make no line of a sum', {}, [[euros]]],
    [
      'make one beside that of their group only where it has no other',
      { groupBy: 'town' },
      [
        ['Galway', euros],
        ['Cork', null],
      ],
    ],
    [
      'count where they are counted',
      { metrics: ['sum total', 'count'] },
      [
        [euros, 1],
        [null, 2],
      ],
    ],
    ['come to nothing where there is no other', { where: ['town=Cork'] }, [[null]]],
  ])('%s', async (_what, ask, cells) => {
    const { rows } = await place.data.queries.run({ typeId, metrics: ['sum total'], ...ask })
    expect(rows.map((row) => row.cells)).toEqual(cells)
  })
})
