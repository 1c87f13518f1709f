import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { read, say } from '../testing.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
  org = await hub.newOrg()
  // The first message of a hub waits until it has learnt.
  await say(org.api, 'hello')
}, 90_000)
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
