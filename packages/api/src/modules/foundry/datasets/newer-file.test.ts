import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { attach, loadText, newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'

let hub: TestHub
let place: Data
let id: string
beforeAll(async () => {
  hub = await startHub()
  place = await openData(hub)
  const made = await newType(place, {
    title: 'Sale',
    properties: [
      { title: 'Name', kind: 'text', path: ['Name'] },
      { title: 'Town', kind: 'choice', path: ['Town'] },
      { title: 'Total', kind: 'money', path: ['Total'], decimal: ',', currency: 'EUR' },
    ],
  })
  id = made.datasetId
  await loadText(place, { id, text: 'Id;Name;Town;Total\n1;Bread;Cork;2,00', keyFields: ['Id'] })
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const look = async (text: string) =>
  place.data.datasets.preview({ id, fileId: await attach(place, id, { name: 'newer.csv', text }) })

describe('a newer file is looked into before it is read in (FND-1)', () => {
  test('what its types would not understand is said, and which rows could not be taken', async () => {
    const { unread, problems, keyFields } = await look('Id;Name;Total\n1;Bread;much\n;Cake;3,00\n3;Rye;4,00')
    expect(unread).toEqual(['Town: no row has “Town”', 'Total: 1 of 3 cannot be read as an amount'])
    expect(problems).toEqual(['Row 3: there is nothing in “Id”'])
    expect(keyFields).toEqual(['Id'])
  })

  test('nothing is said of one that fits', async () => {
    expect(await look('Id;Name;Town;Total\n1;Bread;;2,50')).toMatchObject({ unread: [], problems: [] })
  })

  test('one whose rows nothing tells apart is refused before a row of it is read', async () => {
    const text = 'Number;Name;Town;Total\n1;Bread;Cork;2,00'
    await expect(look(text)).rejects.toThrow('No row of this file has “Id”')
    await expect(loadText(place, { id, text })).rejects.toThrow('No row of this file has “Id”')
    expect((await place.data.datasets.get({ id })).loads).toBe(1)
  })

  test('what was missing is said of what came as well', async () => {
    const { load } = await loadText(place, { id, text: 'Id;Name;Total\n1;Bread;2,00' })
    expect(load.unread).toEqual(['Town: no row has “Town”'])
  })
})
