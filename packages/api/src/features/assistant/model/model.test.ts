import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase, sql } from '@hub/db'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modelMicro } from '../../../platform/price-book.ts'
import { MICRO } from '../../../shared/micro.ts'
import { giveCredits } from '../../../testing/give-credits.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { hear, read, say } from '../testing.ts'
import type { Heard } from '../testing.ts'
import { begin, callsTool, end, says, startProvider, word } from './fake-provider.ts'
import type { FakeProvider } from './fake-provider.ts'

const READ_MICRO = MICRO / 100

let provider: FakeProvider
let hub: TestHub
let org: TestOrg
beforeEach(async () => {
  provider = await startProvider()
  hub = await startHub({
    now: () => new Date('2026-11-20T09:00:00Z'),
    settings: { model: { baseUrl: provider.baseUrl, apiKey: 'sk-test-secret', name: 'test-model' } },
  })
  org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: 100 * MICRO })
})
afterEach(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
  await provider.stop()
})

/** Ends every connection of the hub to its database, as a restarted server does. */
async function breakConnections(): Promise<void> {
  const { adminUrl } = hub.database
  const admin = openDatabase({ appUrl: adminUrl, systemUrl: adminUrl, onError: () => undefined })
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(admin.system)
  await admin.close()
}

const spent = async () => (await org.api.credits.balance()).spentTodayMicro
const held = async () => (await org.api.credits.balance()).heldMicro
const notices = (events: readonly Heard[]) =>
  events.flatMap(({ data }) => (data.type === 'notice' ? [data.text] : []))
const lastMessage = async (conversationId: string) =>
  (await org.api.assistant.conversations.get({ id: conversationId })).messages.at(-1)

describe('a model behind the assistant', () => {
  test('streams its words; the tokens are charged and shown (AI-1, AI-4)', async () => {
    provider.next(says(['Good ', 'morning, ', 'Maeve.'], [1_200, 40]))
    const { events, sent } = await say(org.api, 'Good morning')
    const micro = modelMicro('test-model', { input: 1_200, output: 40 })
    expect(read(events)).toBe('Good morning, Maeve.')
    expect(events.at(-1)?.data).toEqual({
      type: 'finished',
      status: 'done',
      micro,
      tokens: { input: 1_200, output: 40 },
    })
    expect(await lastMessage(sent.conversationId)).toMatchObject({
      driver: 'test-model',
      micro,
      tokens: { input: 1_200, output: 40 },
    })
    expect([await spent(), await held()]).toEqual([micro, 0])
    expect(provider.requests[0]).toMatchObject({
      model: 'test-model',
      stream: true,
      authorization: 'Bearer sk-test-secret',
    })
  })

  test('reads through the same tools as everybody, at the price of a tool call (AI-3)', async () => {
    await org.api.modules.ops.tasks.create({ title: 'Call Altamira' })
    provider.next(callsTool('ops_tasks_list', { status: 'open' }), says(['One task: Call Altamira.']))
    const { events, sent } = await say(org.api, 'What is open?')
    expect(read(events)).toBe('One task: Call Altamira.')
    expect((await lastMessage(sent.conversationId))?.steps).toMatchObject([
      { tool: 'ops_tasks_list', status: 'done', micro: READ_MICRO },
    ])
    const toolMessage = provider.requests[1]?.messages.find(({ role }) => role === 'tool')
    expect(JSON.stringify(toolMessage)).toContain('Call Altamira')
    expect(await spent()).toBe(modelMicro('test-model', { input: 2_000, output: 150 }) + READ_MICRO)
  })

  test('cannot write: its request waits for the person and the model is told so (AI-3)', async () => {
    provider.next(callsTool('ops_tasks_create', { title: 'Order beans' }), says(['It waits for you.']))
    const { events } = await say(org.api, 'order beans')
    expect(events.filter(({ data }) => data.type === 'approval')).toHaveLength(1)
    expect((await org.api.modules.ops.tasks.list({})).items).toEqual([])
    expect(JSON.stringify(provider.requests[1]?.messages.at(-1))).toContain('Not done yet')
    const [approval] = (await org.api.approvals.list({ status: 'pending' })).items
    expect(approval).toMatchObject({
      procedure: 'modules.ops.tasks.create',
      driver: 'test-model',
      args: { title: 'Order beans' },
    })
  })

  test('is offered only what the person may do, and never what tools may not', async () => {
    const viewer = await org.join('viewer')
    provider.next(says(['Hello.']), says(['Hello.']))
    await say(viewer.api, 'hello')
    const tools = (provider.requests[0]?.tools ?? []).map((one) => one.function.name)
    expect(tools).toContain('ops_tasks_list')
    expect(tools).not.toContain('ops_tasks_create')
    expect(
      tools.filter((name) => /^(?:assistant|admin)_|approve|decline|api_keys_create/.test(name)),
    ).toEqual([])
    await say(org.api, 'hello')
    expect((provider.requests[1]?.tools ?? []).map((one) => one.function.name)).toContain('ops_tasks_create')
  })

  test('that calls a tool it was not given gets an error and nothing runs', async () => {
    const viewer = await org.join('viewer')
    provider.next(callsTool('ops_tasks_create', { title: 'Sneaky' }), says(['I cannot do that.']))
    const { events } = await say(viewer.api, 'hello')
    expect(read(events)).toContain('I cannot do that.')
    expect((await org.api.approvals.list({})).items).toEqual([])
    expect((await org.api.modules.ops.tasks.list({})).items).toEqual([])
  })

  test('stops after eight rounds of tools', async () => {
    await giveCredits(hub, org.orgId, { micro: 1_000 * MICRO })
    provider.next(...Array.from({ length: 12 }, () => callsTool('ops_tasks_list', {}, [10, 10])))
    const { events } = await say(org.api, 'go on for ever')
    expect(provider.requests).toHaveLength(8)
    expect(notices(events)).toEqual([expect.stringContaining('more rounds')])
  })

  test('goes no further than what was set aside for its answer (CRED-2)', async () => {
    provider.next(callsTool('ops_tasks_list', {}, [60_000, 2_000]), says(['Never asked for.']))
    const { events } = await say(org.api, 'read everything')
    expect(provider.requests).toHaveLength(1)
    expect(notices(events)).toEqual([expect.stringContaining('more rounds')])
  })

  test('is stopped by the person: the words stay and what was used is charged', async () => {
    provider.next(async (response) => {
      begin(response)
      word(response, 'Once upon a time')
      await sleep(10_000, undefined, { ref: false })
    })
    const sent = await org.api.assistant.send({ text: 'Tell me a story' })
    const events: Heard[] = []
    for await (const event of hear(org.api, sent.answerId)) {
      events.push(event)
      if (event.data.type === 'text') await org.api.assistant.stop({ answerId: sent.answerId })
      if (event.data.type === 'finished') break
    }
    expect(events.at(-1)?.data).toMatchObject({ type: 'finished', status: 'stopped' })
    expect(await lastMessage(sent.conversationId)).toMatchObject({
      text: 'Once upon a time',
      status: 'stopped',
    })
    expect(await spent()).toBeGreaterThan(0)
    expect(await held()).toBe(0)
  })
})

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
  await expect.poll(async () => (await lastMessage(sent.conversationId))?.text).toBe('Once')
  await stopAnswers(hub.hub)
  expect(await lastMessage(sent.conversationId)).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('interrupted'),
  })
  const { answerId } = await org.api.assistant.retry({ answerId: sent.answerId })
  await expect
    .poll(() => lastMessage(sent.conversationId))
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
    .poll(() => lastMessage(sent.conversationId), { timeout: 8_000 })
    .toMatchObject({ text: 'Before and after.', status: 'done' })
})

describe('the built-in assistant takes over and says so', () => {
  const ask = async () => {
    const { events, sent } = await say(org.api, 'What can you do?')
    const message = await lastMessage(sent.conversationId)
    return {
      notices: notices(events),
      text: read(events),
      driver: message?.driver,
      kept: message?.notices,
      spent: await spent(),
      held: await held(),
    }
  }
  const takenOver = (why: string) => {
    const notice: unknown = expect.stringContaining(why)
    const text: unknown = expect.stringContaining('Here is what you can ask me for')
    return { notices: [notice], text, driver: 'built-in', kept: [notice], spent: 0, held: 0 }
  }

  test('when the model answers with an error', async () => {
    provider.next(
      (response) =>
        void response
          .writeHead(500, { 'content-type': 'application/json' })
          .end('{"error":{"message":"sk-test-secret"}}'),
    )
    expect(await ask()).toEqual(takenOver('refused the request'))
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
    expect(performance.now() - start).toBeLessThan(6_000)
  })

  test('when there are not enough credits, without asking the model', async () => {
    org = await hub.newOrg()
    expect(await ask()).toEqual(takenOver('not enough credits'))
    expect(provider.requests).toHaveLength(0)
  })

  test('at once after three failures in a row', async () => {
    provider.next(
      ...Array.from(
        { length: 3 },
        () => (response: Parameters<typeof begin>[0]) => void response.writeHead(503).end(),
      ),
    )
    for (let round = 0; round < 3; round += 1) expect(await ask()).toEqual(takenOver('refused the request'))
    expect(await ask()).toEqual(takenOver('failed several times'))
    expect(provider.requests).toHaveLength(3)
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
  expect(await lastMessage(sent.conversationId)).toMatchObject({
    text: 'The first half',
    status: 'failed',
    driver: 'test-model',
  })
  expect(await held()).toBe(0)
  provider.next(says(['Whole.']))
  const { answerId } = await org.api.assistant.retry({ answerId: sent.answerId })
  const again: Heard[] = []
  for await (const event of hear(org.api, answerId)) {
    again.push(event)
    if (event.data.type === 'finished') break
  }
  expect(read(again)).toBe('Whole.')
})
