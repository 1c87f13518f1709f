import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopAnswers } from '../../../features/assistant/run.ts'
import { read, say } from '../../../features/assistant/testing.ts'
import { giveCredits, startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'

// The assistant of a hub is asked for these over its own door: a correction waits for a yes, and nothing changes before it.
let hub: TestHub
let place: Data
beforeAll(async () => {
  hub = await startHub()
  place = await openData(hub)
  await giveCredits(hub, place.org.orgId, { micro: 1_000_000 })
  const made = await newType(place, {
    title: 'Visit',
    properties: [
      { title: 'Name', kind: 'text', path: ['name'] },
      { title: 'Town', kind: 'text', path: ['town'] },
      { title: 'Fee', kind: 'money', path: ['fee'], currency: 'EUR' },
    ],
  })
  const records = [
    { name: 'Moss roof', town: 'Sligo', fee: '640' },
    { name: 'Fern gutters', town: 'Galway', fee: '90' },
    { name: 'Oak shed', town: 'Galway Bay', fee: '75' },
  ]
  await place.data.datasets.put({ id: made.datasetId, keyFields: ['name'], records })
  await say(place.org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await place.stop()
  await hub.stop()
})

async function valueOf(title: string, property: string) {
  const { items } = await place.data.objects.find({ search: title })
  const object = await place.data.objects.get({ id: items[0]?.id ?? '' })
  return object.facts.find((fact) => fact.property === property)?.value
}

test('a value that is said to be wrong is corrected after a yes', async () => {
  const { events } = await say(place.org.api, 'Fern gutters should be 95, not 90')
  const wish = events.find(({ data }) => data.type === 'approval')?.data
  expect(wish).toMatchObject({ type: 'approval' })
  expect(await valueOf('Fern gutters', 'fee')).toEqual({ amount: '90.00', currency: 'EUR' })
  if (wish?.type === 'approval') await place.org.api.approvals.approve({ id: wish.approvalId })
  expect(await valueOf('Fern gutters', 'fee')).toEqual({ amount: '95.00', currency: 'EUR' })
})

test('of the row that was spoken of', async () => {
  const { sent } = await say(place.org.api, 'Show me the visit Moss roof')
  const { events } = await say(place.org.api, 'the town is wrong, it should be Galway', sent.conversationId)
  for (const { data } of events)
    if (data.type === 'approval') await place.org.api.approvals.approve({ id: data.approvalId })
  expect(await valueOf('Moss roof', 'town')).toBe('Galway')
})

test('and as its source says again, which is told with who did it', async () => {
  const { sent, events } = await say(
    place.org.api,
    "Oak shed wasn't in galway bay fyi, it was clifden. can u fix",
  )
  const approve = async (some: typeof events) => {
    for (const { data } of some)
      if (data.type === 'approval') await place.org.api.approvals.approve({ id: data.approvalId })
  }
  await approve(events)
  expect(await valueOf('Oak shed', 'town')).toBe('Clifden')
  const { events: back } = await say(
    place.org.api,
    'the sheet had it right, put it back',
    sent.conversationId,
  )
  await approve(back)
  expect(await valueOf('Oak shed', 'town')).toBe('Galway Bay')
  const { events: told } = await say(
    place.org.api,
    'Has the Oak shed record been amended since it was loaded?',
  )
  expect(read(told)).toContain(`Town is Galway Bay, was Clifden, by ${place.org.owner.name}`)
})

test('somebody who may not change data is told so, and nothing waits', async () => {
  const viewer = await place.org.join('viewer')
  const { events } = await say(viewer.api, 'Moss roof should be 700, not 640')
  expect(events.some(({ data }) => data.type === 'approval')).toBe(false)
  expect(await valueOf('Moss roof', 'fee')).toEqual({ amount: '640.00', currency: 'EUR' })
})

test('what a row is called is neither a tag nor a word to search for', async () => {
  const { events } = await say(place.org.api, 'show me the Moss roof visit')
  expect(read(events)).toContain('Moss roof')
  const { events: changes } = await say(place.org.api, 'who changed what on Moss roof')
  expect(read(changes)).toContain(`Town is Galway, was Sligo, by ${place.org.owner.name}`)
})

test('“and …” behind a question asks the same of others', async () => {
  const { sent } = await say(place.org.api, 'how many visits in Galway')
  const { events } = await say(place.org.api, 'and galway bay?', sent.conversationId)
  expect(read(events)).toContain('Number of visits where town is Galway Bay')
})
