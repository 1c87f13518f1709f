import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase, sql } from '@hub/db'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { hear, read, say } from '../testing.ts'
import type { Heard } from '../testing.ts'
import { begin, end, refuses, says, startProvider, word } from './testing-provider.ts'
import type { FakeProvider } from './testing-provider.ts'
import { lastMessage, notices, paid, startModelHub, stopModelHub } from './testing.ts'

let provider: FakeProvider
let hub: TestHub
let org: TestOrg
beforeEach(async () => {
  ;({ provider, hub, org } = await startModelHub())
})
afterEach(() => stopModelHub({ provider, hub }))

/** Ends every connection of the hub to its database, as a restarted server does. */
async function breakConnections(): Promise<void> {
  const { adminUrl } = hub.database
  const admin = openDatabase({ appUrl: adminUrl, systemUrl: adminUrl, onError: () => undefined })
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(admin.system)
  await admin.close()
}

test('a stop asked for at another server is noticed by the one that writes', async () => {
  provider.next((response) => {
    begin(response)
    word(response, 'Once')
  })
  const sent = await org.api.assistant.send({ text: 'Tell me a story' })
  const events: Heard[] = []
  for await (const event of hear(org.api, sent.answerId)) {
    events.push(event)
    // What assistant.stop leaves behind when the writer is not in its process.
    if (event.data.type === 'text') {
      await hub.hub.db
        .org(org.orgId)
        .updateTable('assistantMessage')
        .set({ stopRequestedAt: new Date() })
        .where('id', '=', sent.answerId)
        .execute()
    }
    if (event.data.type === 'finished') break
  }
  expect(events.at(-1)?.data).toMatchObject({ status: 'stopped' })
})

test('an answer cut off by the end of the process says so and can be made again', async () => {
  provider.next(
    (response) => {
      begin(response)
      word(response, 'Once')
    },
    says(['Twice.']),
  )
  const sent = await org.api.assistant.send({ text: 'Tell me a story' })
  await expect.poll(async () => (await lastMessage(org, sent.conversationId))?.text).toBe('Once')
  await stopAnswers(hub.hub)
  expect(await lastMessage(org, sent.conversationId)).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('interrupted'),
  })
  const { answerId } = await org.api.assistant.retry({ answerId: sent.answerId })
  await expect
    .poll(() => lastMessage(org, sent.conversationId))
    .toMatchObject({ id: answerId, text: 'Twice.', status: 'done' })
})

test('an answer outlives the connections to the database', async () => {
  provider.next(async (response) => {
    begin(response)
    word(response, 'Before ')
    await sleep(300)
    await breakConnections()
    word(response, 'and after.')
    end(response, 'stop', [100, 10])
  })
  const sent = await org.api.assistant.send({ text: 'Tell me' })
  await expect
    .poll(() => lastMessage(org, sent.conversationId), { timeout: 8_000 })
    .toMatchObject({ text: 'Before and after.', status: 'done' })
})

describe('the built-in assistant takes over and says so', () => {
  const ask = async () => {
    const { events, sent } = await say(org.api, 'What can you do?')
    const message = await lastMessage(org, sent.conversationId)
    return {
      notices: notices(events),
      text: read(events),
      driver: message?.driver,
      kept: message?.notices,
      ...(await paid(org)),
    }
  }
  const takenOver = (why: string) => {
    const notice: unknown = expect.stringContaining(why)
    const text: unknown = expect.stringContaining('Here is what you can ask me for')
    return { notices: [notice], text, driver: 'built-in', kept: [notice], spent: 0, held: 0 }
  }

  test('when the model answers with an error', async () => {
    provider.next(refuses(500), refuses(500), refuses(500))
    expect(await ask()).toEqual(takenOver('has a fault on its side'))
  })

  test('when the model sends garbage', async () => {
    provider.next(
      (response) =>
        void response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: {not json\n\n'),
    )
    expect(await ask()).toEqual(takenOver('broke off'))
  })

  test('when nobody listens at its address', async () => {
    await provider.stop()
    expect(await ask()).toEqual(takenOver('could not be reached'))
    provider = await startProvider()
  })

  test('when the model is silent for four seconds (AI-4)', async () => {
    provider.next((response) => begin(response))
    const start = performance.now()
    expect(await ask()).toEqual(takenOver('did not answer in time'))
    expect(performance.now() - start).toBeGreaterThan(3_900)
    // Not asked a second time: that is how long a silent model may hold anybody up.
    expect(provider.requests).toHaveLength(1)
  })

  test('when there are not enough credits, without asking the model', async () => {
    org = await hub.newOrg()
    expect(await ask()).toEqual(takenOver('not enough credits'))
    expect(provider.requests).toHaveLength(0)
  })

  test('at once after three failures in a row', async () => {
    provider.next(...Array.from({ length: 9 }, () => refuses(503)))
    for (let round = 0; round < 3; round += 1)
      expect(await ask()).toEqual(takenOver('has a fault on its side'))
    expect(await ask()).toEqual(takenOver('failed several times'))
    // Each answer asked three times.
    expect(provider.requests).toHaveLength(9)
  })
})

test('a model that breaks off in the middle keeps what it said, and the answer says so', async () => {
  provider.next(async (response) => {
    begin(response)
    word(response, 'The first half')
    await sleep(100)
    response.destroy()
  })
  const { events, sent } = await say(org.api, 'Tell me')
  expect(read(events)).toBe('The first half')
  expect(events.at(-1)?.data).toMatchObject({
    type: 'failed',
    message: expect.stringContaining('broke off here'),
  })
  expect(await lastMessage(org, sent.conversationId)).toMatchObject({
    text: 'The first half',
    status: 'failed',
    driver: 'test-model',
  })
  expect((await paid(org)).held).toBe(0)
  provider.next(says(['Whole.']))
  const { answerId } = await org.api.assistant.retry({ answerId: sent.answerId })
  const again: Heard[] = []
  for await (const event of hear(org.api, answerId)) {
    again.push(event)
    if (event.data.type === 'finished') break
  }
  expect(read(again)).toBe('Whole.')
})
