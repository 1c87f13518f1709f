import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modelMicro } from '../../../platform/credits/model-prices.ts'
import { toolInputSchema } from '../../../platform/catalog/tool-schema.ts'
import { MICRO } from '../../../shared/micro.ts'
import { giveCredits } from '../../../testing/give-credits.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { hear, read, say } from '../testing.ts'
import type { Heard } from '../testing.ts'
import { begin, callsTool, end, says, word } from './testing-provider.ts'
import type { FakeProvider } from './testing-provider.ts'
import { lastMessage, notices, paid, startModelHub, stopModelHub } from './testing.ts'

const READ_MICRO = MICRO / 100

let provider: FakeProvider
let hub: TestHub
let org: TestOrg
beforeEach(async () => {
  ;({ provider, hub, org } = await startModelHub())
})
afterEach(() => stopModelHub({ provider, hub }))

describe('a model behind the assistant', () => {
  test('streams its words; the tokens are charged and shown (AI-1, AI-4)', async () => {
    provider.next(says(['Good ', 'morning, ', 'Maeve.'], [1_200, 8]))
    const { events, sent } = await say(org.api, 'Good morning')
    const micro = modelMicro('test-model', { input: 1_200, output: 8 })
    expect(read(events)).toBe('Good morning, Maeve.')
    expect(events.at(-1)?.data).toEqual({
      type: 'finished',
      status: 'done',
      micro,
      tokens: { input: 1_200, output: 8 },
    })
    expect(await lastMessage(org, sent.conversationId)).toMatchObject({
      driver: 'test-model',
      micro,
      tokens: { input: 1_200, output: 8 },
    })
    expect(await paid(org)).toEqual({ spent: micro, held: 0 })
    expect(provider.requests[0]).toMatchObject({
      model: 'test-model',
      stream: true,
      authorization: 'Bearer sk-test-secret',
    })
  })

  test('is charged by our own estimate where its provider counts what cannot be', async () => {
    for (const counts of [
      [-5_000, -5_000],
      [1e300, 40],
    ] as const) {
      provider.next(says(['Good morning.'], [...counts]))
      const before = (await paid(org)).spent
      const { events } = await say(org.api, 'Good morning')
      const last = events.at(-1)?.data
      expect(last).toMatchObject({ type: 'finished', status: 'done' })
      const { spent, held } = await paid(org)
      expect({ micro: spent - before, held }).toEqual({
        micro: last && 'micro' in last ? last.micro : -1,
        held: 0,
      })
      expect(spent).toBeGreaterThan(before)
      expect(spent - before).toBeLessThan(10 * MICRO)
    }
  })

  test('waits for us less than 50 ms before its first word is on the wire (AI-4)', async () => {
    const MOST_MS = 50
    const MOST_ROUNDS = 60
    const ours: number[] = []
    while (ours.length < MOST_ROUNDS && Math.min(...ours) >= MOST_MS) {
      let asked = 0
      let spoke = 0
      provider.next(async (response) => {
        asked = performance.now()
        await sleep(50)
        begin(response)
        spoke = performance.now()
        word(response, 'Hello')
        end(response, 'stop', [100, 10])
      })
      const start = performance.now()
      const sent = await org.api.assistant.send({ text: 'Good morning' })
      for await (const { data } of hear(org.api, sent.answerId)) {
        if (data.type === 'text') ours.push(asked - start + (performance.now() - spoke))
        if (data.type === 'finished') break
      }
    }
    const best = Math.min(...ours)
    process.stdout.write(
      `model answer: our part before the first word ${best.toFixed(0)} ms, at best of ${ours.length}\n`,
    )
    // Other test files share the processor and can only add to our part, so the best round is the one that measures it.
    expect(best).toBeLessThan(MOST_MS)
  })

  test('reads through the same tools as everybody, at the price of a tool call (AI-3)', async () => {
    await org.api.modules.ops.tasks.create({ title: 'Call Altamira' })
    provider.next(callsTool('ops_tasks_list', { status: 'open' }), says(['One task: Call Altamira.']))
    const { events, sent } = await say(org.api, 'What is open?')
    expect(read(events)).toBe('One task: Call Altamira.')
    expect((await lastMessage(org, sent.conversationId))?.steps).toMatchObject([
      { tool: 'ops_tasks_list', status: 'done', micro: READ_MICRO },
    ])
    const toolMessage = provider.requests[1]?.messages.find(({ role }) => role === 'tool')
    expect(JSON.stringify(toolMessage)).toContain('Call Altamira')
    expect((await paid(org)).spent).toBe(modelMicro('test-model', { input: 2_000, output: 30 }) + READ_MICRO)
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
    await say(viewer.api, 'show the tasks, or add one')
    const tools = (provider.requests[0]?.tools ?? []).map((one) => one.function.name)
    expect(tools).toContain('ops_tasks_list')
    expect(tools).not.toContain('ops_tasks_create')
    expect(
      tools.filter((name) => /^(?:assistant|admin)_|approve|decline|api_keys_create/.test(name)),
    ).toEqual([])
    await say(org.api, 'show the tasks, or add one')
    expect((provider.requests[1]?.tools ?? []).map((one) => one.function.name)).toContain('ops_tasks_create')
  })

  test('reads the tools in the same slim form as an MCP client (MCP-2)', async () => {
    provider.next(says(['Hello.']))
    await say(org.api, 'hello')
    const tools = (provider.requests[0]?.tools ?? []).map((one) => one.function)
    expect(tools.length).toBeGreaterThan(10)
    for (const { name, parameters } of tools.filter((one) => !one.name.startsWith('hub_'))) {
      expect(parameters).toEqual(toolInputSchema(hub.hub.catalog.byTool(name)?.inputJson ?? {}))
    }
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
    // What is found is sent again with every round, so each costs more than the one before.
    for (let task = 0; task < 15; task += 1)
      await org.api.modules.ops.tasks.create({ title: `${task} ${'long '.repeat(30)}` })
    provider.next(...Array.from({ length: 8 }, () => callsTool('ops_tasks_list', {}, [6_000, 20])))
    const { events } = await say(org.api, 'read everything')
    expect(provider.requests.length).toBeLessThan(8)
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
    expect(await lastMessage(org, sent.conversationId)).toMatchObject({
      text: 'Once upon a time',
      status: 'stopped',
    })
    const { spent, held } = await paid(org)
    expect(spent).toBeGreaterThan(0)
    expect(held).toBe(0)
  })
})
