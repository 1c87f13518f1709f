import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { saidOfRow } from './said-of-row.ts'

const NOW = new Date('2026-11-20T10:00:00Z')
let hub: TestHub
let place: Data
let ids: ReadonlyMap<string, string>
beforeAll(async () => {
  let now = NOW
  hub = await startHub({ now: () => now })
  place = await openData(hub)
  const made = await newType(place, {
    title: 'Cottage',
    properties: [
      { title: 'Name', kind: 'text', path: ['name'] },
      { title: 'Landlord', kind: 'text', path: ['landlord'] },
      { title: 'Rent', kind: 'money', path: ['rent'], currency: 'EUR' },
    ],
  })
  const records = [
    { name: 'Heron House', landlord: 'Byrne', rent: '900' },
    { name: 'Otter Lodge', landlord: 'Quinn', rent: '750' },
    { name: 'Wren Cottage', landlord: 'Quinn', rent: '700' },
  ]
  await place.data.datasets.put({ id: made.datasetId, keyFields: ['name'], records })
  const { items } = await place.data.objects.find({ limit: 10 })
  ids = new Map(items.map(({ id, title }) => [title, id]))
  const edit = (name: string, property: string, value: string) =>
    place.data.objects.edit({ id: ids.get(name) ?? '', property, value })
  await edit('Heron House', 'landlord', 'Walsh')
  now = new Date('2026-11-20T11:00:00Z')
  await edit('Heron House', 'rent', '950 EUR')
  await edit('Otter Lodge', 'landlord', 'Byrne')
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

async function read(said: string, spoken: string | null = null) {
  const here = { db: hub.hub.db.org(place.org.orgId), now: NOW, timeZone: 'Europe/Dublin', currency: 'EUR' }
  const found = await saidOfRow(here, said, spoken === null ? null : (ids.get(spoken) ?? null))
  return found && [found.path.replace(/^.*\./, ''), found.name, found.input['property']]
}

describe('a correction is taken back', () => {
  test.each([
    ['go back to what the file had', 'rent'],
    ['the file had it right, back to what it said originally', 'rent'],
    ['put the landlord back to what the file says', 'landlord'],
    ['the landlord should be as in the file', 'landlord'],
    ['set the landlord to what it said originally', 'landlord'],
    ['no, revert the rent to the original', 'rent'],
    ['the source was right after all', 'rent'],
    ['can you put it back to how it was in the spreadsheet', 'rent'],
  ])('“%s” of the row that was spoken of', async (said, property) => {
    expect(await read(said, 'Heron House')).toEqual(['revert', 'Heron House', property])
    expect(await read(said)).toBeNull()
  })
  test('of the one that is named', async () => {
    const said = 'put the landlord of Otter Lodge back to what the file says'
    expect(await read(said, 'Heron House')).toEqual(['revert', 'Otter Lodge', 'landlord'])
  })
  test.each([
    'put the rent back to what the file says',
    'is it back to what the file says?',
    "don't go back to what the file had",
    'go back',
    'send the file back to the landlord',
  ])('“%s” takes none back of a row in which nothing, or something else, was corrected', async (said) => {
    expect(await read(said, 'Otter Lodge')).toBeNull()
    expect(await read(said, 'Wren Cottage')).toBeNull()
  })
})

describe('what became of a row', () => {
  test.each([
    'Has the Heron House record been amended since it was loaded, and by whom?',
    'Has anybody altered the Heron House cottage since it was first read in? I should like to see each change',
    'was the rent of Heron House ever changed',
    'who has edited Heron House so far, and when',
    'did somebody fiddle with Heron House',
    'did anyone touch Heron House since the import',
  ])('“%s” is asked', async (said) => {
    expect(await read(said)).toEqual(['history', 'Heron House', undefined])
  })
  test('of the row that was spoken of', async () => {
    const said = 'has anybody changed it since it was loaded?'
    expect(await read(said, 'Otter Lodge')).toEqual(['history', 'Otter Lodge', undefined])
    expect(await read(said)).toBeNull()
  })
  test.each([
    'was the rent of Heron House changed to 950',
    'has anybody changed the lock of Heron House',
    'what was the original rent of Heron House',
    'what is the rent of Heron House',
    'change the rent of Heron House',
  ])('“%s” is another question', async (said) => {
    expect(await read(said)).toBeNull()
  })
})
