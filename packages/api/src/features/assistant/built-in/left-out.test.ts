import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { read, say } from '../testing.ts'
import { openDataFirm } from './testing/data.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
  org = await hub.newOrg()
  // The first message of a hub waits until it has learnt.
  await say(org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

test('a look-up is answered without everyday words that nothing was made of, and names them (AI-2)', async () => {
  await org.api.modules.security.sites.add({ address: 'tideandfennel.example' })
  const { events } = await say(org.api, 'which findings did we mute')
  expect(read(events)).toMatch(/I did not understand “mute”, and left that out\.\n\S/)
})

test('any other word may be a name, and is asked about', async () => {
  const { events } = await say(org.api, 'list the overdue tasks of Zoltan')
  expect(read(events)).toMatch(/zoltan/i)
  expect(events.some(({ data }) => data.type === 'step')).toBe(false)
})

test('what “in” leads to is asked about though it is a word of other requests', async () => {
  const { events } = await say(org.api, 'list the overdue tasks in Lisbon')
  expect(read(events)).toContain('I did not understand “lisbon” in “list the overdue tasks in Lisbon”.')
  expect(events.some(({ data }) => data.type === 'step')).toBe(false)
})

test('objects are counted, and never more of them than were asked for (AI-2)', async () => {
  const firm = await openDataFirm(hub)
  const answerTo = async (sentence: string) => read((await say(firm.org.api, sentence)).events)
  expect(await answerTo('how many products are there in our data')).toContain('There are 2 in all.')
  expect(await answerTo('how many products are in Lisbon in our data?')).toContain(
    'I did not understand “lisbon”',
  )
  expect(await answerTo('how many products from Zagreb are in our data')).toContain('“zagreb”')
})
