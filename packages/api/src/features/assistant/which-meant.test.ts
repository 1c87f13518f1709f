import { afterAll, beforeAll, expect, test } from 'vitest'
import { ASKED_AT } from '../../modules/foundry/asking/testing/asked-world.ts'
import { bringStays } from '../../modules/foundry/asking/testing/said-otherwise.ts'
import { openData } from '../../modules/foundry/testing.ts'
import type { Data } from '../../modules/foundry/testing.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { stopAnswers } from './run.ts'
import { read, say } from './testing.ts'

let hub: TestHub
let place: Data
beforeAll(async () => {
  hub = await startHub({ now: () => ASKED_AT })
  place = await openData(hub)
  await bringStays(place)
  // The first message of a hub waits until it has learnt.
  await say(place.org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await place.stop()
  await hub.stop()
})

test('a question that may mean two sums asks which, and is answered once that was said', async () => {
  const { sent, events } = await say(place.org.api, 'revenue by channel?')
  const asked = events.flatMap(({ data }) => (data.type === 'question' ? [data] : []))
  expect(asked).toMatchObject([{ choices: ['Paid', 'Deposit'] }])
  const next = await say(place.org.api, 'paid', sent.conversationId)
  expect(read(next.events)).toContain('Direct: 860')
})

test('so does one that may mean two days', async () => {
  const { sent } = await say(place.org.api, 'stays in October')
  const next = await say(place.org.api, 'Booked on', sent.conversationId)
  const text = read(next.events)
  expect(text).toContain('Olsen')
  expect(text).not.toContain('Moretti')
})

test('outside a conversation it is answered by what it may mean, and each of these is understood', async () => {
  const { assistant } = place.org.api
  const answer = await assistant.ask({ question: 'biggest stay' })
  expect(answer).toMatchObject({
    isUnderstood: false,
    near: ['biggest stay (Paid)', 'biggest stay (Deposit)'],
  })
  const { isUnderstood, rows } = await assistant.ask({ question: 'biggest stay (Deposit)' })
  expect(isUnderstood).toBe(true)
  expect(rows.map(({ cells }) => cells[0])).toEqual(['Rossi'])
})
