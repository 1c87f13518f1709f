import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { readDataQuestion } from './read-question.ts'

let hub: TestHub
let place: Data
let typeId: string
beforeAll(async () => {
  hub = await startHub()
  place = await openData(hub)
  const made = await newType(place, {
    title: 'Visit',
    properties: [
      { title: 'Name', kind: 'text', path: ['name'] },
      { title: 'Town', kind: 'text', path: ['town'] },
      { title: 'Fee', kind: 'money', path: ['fee'], currency: 'EUR' },
    ],
  })
  typeId = made.typeId
  const records = [
    { name: 'Moss roof', town: 'Sligo', fee: '640' },
    { name: 'Fern gutters', town: 'Galway Bay', fee: '90' },
  ]
  await place.data.datasets.put({ id: made.datasetId, keyFields: ['name'], records })
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const read = (question: string) =>
  readDataQuestion(
    { db: hub.hub.db.org(place.org.orgId), now: new Date(), timeZone: 'Europe/Dublin', currency: 'EUR' },
    question,
  )

test.each([
  ['visits in sligo', { where: ['town=Sligo'] }],
  ['how many visits from Galway Bay', { where: ['town=Galway Bay'], metrics: ['count'] }],
  ['visits in the sligo', { where: ['town=Sligo'] }],
  ['the Sligo visits', { where: ['town=Sligo'] }],
  ['visits sligo', { where: ['town=Sligo'] }],
  ['list the visits, dearest first', { sort: '-fee' }],
  ['cheapest visits first', { sort: 'fee' }],
  ['which visits did we do down in sligo', { where: ['town=Sligo'] }],
  ['the visits, dearest on top', { sort: '-fee' }],
  ['pull up the sligo visits', { where: ['town=Sligo'] }],
  ['average fee of a visit, town by town', { groupBy: 'town', metrics: ['avg fee'] }],
  ['our two biggest visits by fee', { sort: '-fee', limit: 2 }],
])('“%s” is heard to its last word', async (question, input) => {
  expect(await read(question)).toMatchObject({ missed: [], input: { typeId, ...input } })
})

test.each(['visits in Dublin', 'visits dublin', 'biggest visits by town'])(
  'what no text of theirs holds, or makes no sense, is left: “%s”',
  async (question) => {
    expect((await read(question))?.missed).not.toEqual([])
  },
)

test('“and …” behind a question of theirs is asked of them, and of nothing else', async () => {
  const goneOn = (question: string, path = 'modules.foundry.queries.run') =>
    readDataQuestion(
      { db: hub.hub.db.org(place.org.orgId), now: new Date(), timeZone: 'Europe/Dublin', currency: 'EUR' },
      question,
      { path, input: { typeId, where: ['town=Sligo'] } },
    )
  expect(await goneOn('and Galway Bay?')).toMatchObject({
    missed: [],
    input: { typeId, where: ['town=Galway Bay'] },
  })
  expect(await goneOn('and galway bay')).toMatchObject({ missed: [] })
  expect(await goneOn('same for Galway Bay')).toMatchObject({ missed: [] })
  expect(await goneOn('Galway Bay?')).toBeNull()
  expect(await goneOn('and Galway Bay?', 'modules.ops.tasks.list')).toBeNull()
  expect((await goneOn('and who is off tomorrow?'))?.missed).not.toEqual([])
})
