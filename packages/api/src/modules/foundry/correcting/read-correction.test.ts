import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { readCorrection } from './read-correction.ts'

const NOW = new Date('2026-11-20T10:00:00Z')
let hub: TestHub
let place: Data
let ids: ReadonlyMap<string, string>
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  place = await openData(hub)
  const made = await newType(place, {
    title: 'Visit',
    properties: [
      { title: 'Name', kind: 'text', path: ['name'] },
      { title: 'Town', kind: 'text', path: ['town'] },
      { title: 'Fee', kind: 'money', path: ['fee'], currency: 'EUR' },
      { title: 'Booked for', kind: 'day', path: ['day'] },
      { title: 'Hands', kind: 'number', path: ['hands'] },
    ],
  })
  const records = [
    { name: 'Moss roof', town: 'Sligo', fee: '640', day: '2026-11-12', hands: 2 },
    { name: 'Fern gutters', town: 'Galway', fee: '90', day: '2026-12-01', hands: 1 },
    { name: 'Elm fence', town: 'Galway', fee: '55', day: '2026-09-12', hands: 1 },
    { name: 'Oak', town: 'Galway', fee: '75', day: '2026-12-07', hands: 1 },
    { name: 'Twins', town: 'Sligo', fee: '10', day: '2026-12-08', hands: 1, key: 1 },
    { name: 'Twins', town: 'Sligo', fee: '20', day: '2026-12-09', hands: 1, key: 2 },
  ]
  await place.data.datasets.put({
    id: made.datasetId,
    keyFields: ['name', 'fee'],
    records,
  })
  const { items } = await place.data.objects.find({ limit: 10 })
  ids = new Map(items.map(({ id, title }) => [title, id]))
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const here = () => ({
  db: hub.hub.db.org(place.org.orgId),
  now: NOW,
  timeZone: 'Europe/Dublin',
  currency: 'EUR',
})

const read = async (said: string, spoken: string | null = null) => {
  const found = await readCorrection(here(), said, spoken === null ? null : (ids.get(spoken) ?? null))
  return found && [found.name, found.input['property'], found.input['value']]
}

test.each([
  ['moss roof should be 660 not 640, fix that', ['Moss roof', 'fee', '660 EUR']],
  ['Change the fee of Moss roof to €655.50 please', ['Moss roof', 'fee', '655.5 EUR']],
  ['the Moss roof fee is 700', ['Moss roof', 'fee', '700 EUR']],
  ['set Fern gutters fee to 95', ['Fern gutters', 'fee', '95 EUR']],
  ['can you correct the town of Fern gutters, it was Sligo?', ['Fern gutters', 'town', 'Sligo']],
  ['Fern gutters is in sligo now, not Galway', ['Fern gutters', 'town', 'Sligo']],
  ['the town of Moss roof should be Ballina', ['Moss roof', 'town', 'Ballina']],
  ["Moss roof's town is wrong, it should be Galway", ['Moss roof', 'town', 'Galway']],
  ['Moss roof was booked for the 14th of November, not the 12th', ['Moss roof', 'bookedFor', '2026-11-14']],
  ['move on: update Fern gutters booked for to 3 December', null],
  ['Fern gutters should be booked for 3 December', ['Fern gutters', 'bookedFor', '2026-12-03']],
  ['change Fern gutters hands from 1 to 2', ['Fern gutters', 'hands', '2']],
  [
    'we only finished Moss roof on the 10th of November, fix the date',
    ['Moss roof', 'bookedFor', '2026-11-10'],
  ],
  ['Moss roof was on the 10th of November, fix the date', ['Moss roof', 'bookedFor', '2026-11-10']],
  ['the price of Moss roof is meant to be 650', ['Moss roof', 'fee', '650 EUR']],
  ['oak is 80, not 75', ['Oak', 'fee', '80 EUR']],
  ['moss roof came to 660 in the end not 640, fix the price', ['Moss roof', 'fee', '660 EUR']],
  ['Moss roof turned out at six fifty and not six forty', ['Moss roof', 'fee', '650 EUR']],
  [
    'The Moss roof was done on 14 November, not on the 12th; please amend our records',
    ['Moss roof', 'bookedFor', '2026-11-14'],
  ],
  ['Elm fence was booked for 14 September, not the 12th', ['Elm fence', 'bookedFor', '2026-09-14']],
  ['Elm fence was on the 14th, not on the 12th', ['Elm fence', 'bookedFor', '2026-09-14']],
  ['the oak was really in ballina and not in galway so fix the town', ['Oak', 'town', 'Ballina']],
  ['we charged 660 for the Moss roof in the end, not 640', ['Moss roof', 'fee', '660 EUR']],
  ['Moss roof ended up being 660 instead of 640, can you amend that', ['Moss roof', 'fee', '660 EUR']],
  ['the fee of Moss roof was 660 not 640, fix the fee', ['Moss roof', 'fee', '660 EUR']],
  ['Moss roof has three hands, not two; please correct our records', ['Moss roof', 'hands', '3']],
  [
    'Elm fence was booked since 14 September, not since the 12th; please amend our records',
    ['Elm fence', 'bookedFor', '2026-09-14'],
  ],
  ["fern gutters wasn't in galway fyi, it was ennis. can u fix", ['Fern gutters', 'town', 'Ennis']],
  ['fern gutters wasnt in Galway, it was Sligo', ['Fern gutters', 'town', 'Sligo']],
  ["the price of the Moss roof visit isn't right, it should be 655", ['Moss roof', 'fee', '655 EUR']],
])('“%s” is a correction', async (said, correction) => {
  expect(await read(said)).toEqual(correction)
})

test.each([
  ['the town is wrong, should be Sligo', ['Oak', 'town', 'Sligo']],
  ['that was in Sligo, can you correct the town', ['Oak', 'town', 'Sligo']],
  ['it should be 85 not 75', ['Oak', 'fee', '85 EUR']],
  ['and the fee was 85 as well', ['Oak', 'fee', '85 EUR']],
  ['the fee should be 85', ['Oak', 'fee', '85 EUR']],
  ['price is meant to be 85 there', ['Oak', 'fee', '85 EUR']],
  ['that was eighty five not seventy five so fix the price on that visit', ['Oak', 'fee', '85 EUR']],
])('“%s” is one of the object that was spoken of', async (said, correction) => {
  expect(await read(said, 'Oak')).toEqual(correction)
  expect(await read(said)).toBeNull()
})

test('what says as well what a value is now is surely a correction', async () => {
  expect(await readCorrection(here(), 'oak is 80, not 75', null)).toMatchObject({ isSure: true })
  expect(await readCorrection(here(), 'oak is 80, not 70', null)).toBeNull()
  expect(await readCorrection(here(), 'the fee of oak should be 80', null)).not.toHaveProperty('isSure')
})

test('a row of something else that was spoken of is none of these, whatever its ids look like', async () => {
  const said = 'the fee should be 85'
  expect(await readCorrection(here(), said, 'LIS')).toBeNull()
  expect(await readCorrection(here(), said, place.org.orgId)).toBeNull()
})

test.each([
  'is the fee of Moss roof 660?',
  'what should the fee of Moss roof be',
  'Moss roof is 640',
  'Moss roof should be done by Friday',
  'Moss roof should be 5',
  'put Moss roof on the list for Monday',
  'Moss roof fee should be 660 and its town Galway',
  'the fee of Twins should be 15',
  'Moss roof town and fee are wrong',
  'make a task to fix the fee of Moss roof to 660',
  'the fee of Nowhere should be 3',
  'Moss roof was lovely',
  'Moss roof should not be 700',
  'the fee of Moss roof is not 640',
  'the town of Moss roof should not be Galway',
  "Moss roof shouldn't be 700",
  'the town of Moss roof should be 12',
  "Moss roof wasn't in Sligo",
  "the price of Moss roof isn't right",
])('“%s” is none', async (said) => {
  expect(await read(said)).toBeNull()
})
