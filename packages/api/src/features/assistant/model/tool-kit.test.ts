import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CatalogEntry } from '../../../platform/catalog/catalog.ts'
import { MICRO } from '../../../shared/micro.ts'
import { giveCredits, startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { manyModules } from '../../../testing/many-modules.ts'
import { modules } from '../../../modules/index.ts'
import { rankerOf } from '../built-in/ranking/hub-ranker.ts'
import { read, say } from '../testing.ts'
import { bytesOf } from './budget.ts'
import { callsTool, callsTools, says, startProvider } from './testing-provider.ts'
import type { ChatRequest, FakeProvider } from './testing-provider.ts'
import { paid, stopModelHub } from './testing.ts'

let provider: FakeProvider
let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  provider = await startProvider()
  hub = await startHub({
    modules: [...modules, ...manyModules],
    settings: { model: { baseUrl: provider.baseUrl, apiKey: 'sk-test-secret', name: 'test-model' } },
  })
  await rankerOf(hub.hub)
})
beforeEach(async () => {
  provider.requests.length = 0
  org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: 100 * MICRO })
})
afterAll(() => stopModelHub({ provider, hub }))

const toolsOf = (request: ChatRequest | undefined) => request?.tools ?? []
const names = (round: number) => toolsOf(provider.requests[round]).map((one) => one.function.name)
/** What a round's tools take, at four bytes a token. */
const tokens = (round: number) => bytesOf(JSON.stringify(toolsOf(provider.requests[round]))) / 4
const told = (round: number) => JSON.stringify(provider.requests[round]?.messages.at(-1))
const pending = async () => (await org.api.approvals.list({ status: 'pending' })).items
const catalogNames = ['hub_find', 'hub_describe', 'hub_read', 'hub_write']

describe('the tools of a round', () => {
  test('are twelve at most and 3,000 tokens, among more than 440 procedures', async () => {
    expect(hub.hub.catalog.entries.length).toBeGreaterThan(440)
    provider.next(says(['Hello.']))
    await say(org.api, 'Hello')
    expect(names(0)).toHaveLength(12)
    expect(names(0)).toEqual(expect.arrayContaining(catalogNames))
    expect(tokens(0)).toBeLessThanOrEqual(3_000)
  })

  test('are those that the words of the message speak of', async () => {
    provider.next(says(['Done.']), says(['Done.']))
    await say(org.api, 'Please archive the expense of the journeys to Porto')
    expect(names(0)).toContain('journeys_expense_archive')
    await say(org.api, 'pls note down to ring the plumber')
    expect(names(1)).toContain('ops_tasks_create')
    expect(names(1)).not.toContain('journeys_expense_archive')
  })

  test('grow by what the model asks about, and stay within 3,000 tokens', async () => {
    const asked = hub.hub.catalog.entries.filter(({ tool }) =>
      /^(?:fleet|people)_.*(?:list|update)$/.test(tool),
    )
    const calls = asked.slice(0, 22).map(({ tool }) => ({ name: 'hub_describe', args: { tool } }))
    provider.next(callsTools(calls, [100, 10]), says(['I see.'], [100, 10]))
    await say(org.api, 'What can you do with our estates budget?')
    expect(names(0)).not.toContain('fleet_vehicle_list')
    expect(told(1)).toContain('amountCents')
    const grown = asked.filter(({ tool }) => names(1).includes(tool))
    expect(grown.length).toBeGreaterThan(2)
    expect(grown.length).toBeLessThan(calls.length)
    expect(tokens(1)).toBeGreaterThan(tokens(0))
    expect(tokens(1)).toBeLessThanOrEqual(3_000)
  })

  test('hold what this conversation looked up before', async () => {
    provider.next(callsTool('hub_read', { tool: 'fleet_vehicle_list' }), says(['One.']), says(['Two.']))
    const { sent } = await say(org.api, 'the cars')
    await say(org.api, 'and now?', sent.conversationId)
    expect(names(2)).toContain('fleet_vehicle_list')
  })
})

describe('hub_find', () => {
  test('finds tools by words among those the person may use', async () => {
    const viewer = await org.join('viewer', { fleet: 'none' })
    const calls = [
      { name: 'hub_find', args: { words: 'sales contract' } },
      { name: 'hub_find', args: { words: 'fleet vehicle' } },
      { name: 'hub_find', args: {} },
    ]
    provider.next(callsTools(calls), says(['Found.']))
    await say(viewer.api, 'hello')
    const results = (provider.requests[1]?.messages ?? []).filter(({ role }) => role === 'tool')
    const [sales = '', fleet = '', groups = ''] = results.map((message) => JSON.stringify(message))
    expect(sales).toContain('sales_contract_list')
    expect(sales).not.toContain('sales_contract_create')
    expect(fleet).not.toContain('fleet_vehicle')
    expect(groups).toContain('estates')
  })
})

describe('hub_read and hub_write', () => {
  test('call a procedure as itself: its step, its price, its right', async () => {
    provider.next(
      callsTool('hub_read', { tool: 'ops_tasks_list', input: { status: 'open' } }),
      says(['None.']),
    )
    const { events, sent } = await say(org.api, 'anything?')
    expect(read(events)).toBe('None.')
    const { messages } = await org.api.assistant.conversations.get({ id: sent.conversationId })
    expect(messages.at(-1)?.steps).toMatchObject([{ tool: 'ops_tasks_list', status: 'done' }])
    const direct = await hub.newOrg()
    await giveCredits(hub, direct.orgId, { micro: 100 * MICRO })
    provider.next(callsTool('ops_tasks_list', { status: 'open' }), says(['None.']))
    await say(direct.api, 'anything?')
    const usage = async (one: TestOrg) =>
      (await one.api.credits.history({})).items.filter(
        ({ procedure }) => procedure === 'modules.ops.tasks.list',
      )
    const [[through], [straight]] = [await usage(org), await usage(direct)]
    expect(through?.deltaMicro).toBe(straight?.deltaMicro)
    expect(through).toBeDefined()
    expect((await paid(org)).held).toBe(0)
  })

  test('put a write before the person by its own name', async () => {
    provider.next(
      callsTool('hub_write', { tool: 'ops_tasks_create', input: { title: 'Order beans' } }),
      says(['It waits.']),
    )
    await say(org.api, 'beans')
    expect(await pending()).toMatchObject([
      { procedure: 'modules.ops.tasks.create', driver: 'test-model', args: { title: 'Order beans' } },
    ])
    expect((await org.api.modules.ops.tasks.list({})).items).toEqual([])
  })

  test('a tool remembered from before but not shown is called all the same', async () => {
    provider.next(callsTool('support_ticket_list', {}), callsTool('support_ticket_create', {}), says(['So.']))
    await say(org.api, 'hello')
    expect(names(0)).not.toContain('support_ticket_list')
    expect(told(1)).toContain('support ticket')
    expect(await pending()).toMatchObject([{ procedure: 'modules.support.ticket.create' }])
  })

  const entry = (test_: (one: CatalogEntry) => boolean) => hub.hub.catalog.entries.find(test_)?.tool ?? ''
  test.each<[string, () => { name: string; args: object }]>([
    ['a destructive act as a read', () => ({ name: 'hub_read', args: { tool: 'estates_invoice_archive' } })],
    [
      'a write as a read',
      () => ({ name: 'hub_read', args: { tool: 'ops_tasks_create', input: { title: 'x' } } }),
    ],
    ['a read as a write', () => ({ name: 'hub_write', args: { tool: 'ops_tasks_list' } })],
    [
      'what tools may not reach, as a read',
      () => ({
        name: 'hub_read',
        args: { tool: entry(({ meta }) => meta.doors === 'noTools' && meta.effect === 'read') },
      }),
    ],
    [
      'what tools may not reach, as a write',
      () => ({
        name: 'hub_write',
        args: { tool: entry(({ meta }) => meta.doors === 'noTools' && meta.effect !== 'read') },
      }),
    ],
    [
      'what only a browser may do',
      () => ({ name: 'hub_write', args: { tool: entry(({ meta }) => meta.doors === 'browserOnly') } }),
    ],
    [
      'another of the four',
      () => ({ name: 'hub_read', args: { tool: 'hub_write', input: { tool: 'ops_tasks_create' } } }),
    ],
    [
      'a field beside the input',
      () => ({ name: 'hub_read', args: { tool: 'ops_tasks_list', org: 'other', input: {} } }),
    ],
    [
      'a field that the procedure does not know',
      () => ({ name: 'hub_read', args: { tool: 'ops_tasks_list', input: { orgId: 'x' } } }),
    ],
    ['a path in place of a name', () => ({ name: 'hub_read', args: { tool: 'modules.ops.tasks.list' } })],
    ['a name of every object', () => ({ name: 'hub_read', args: { tool: 'constructor' } })],
  ])('refuse %s', async (_what, asked) => {
    const { name, args } = asked()
    provider.next(callsTool(name, args), says(['No.']))
    await say(org.api, 'try it')
    expect(told(1)).toMatch(/error/)
    expect(await pending()).toEqual([])
  })

  test("reach nothing of another organization's", async () => {
    const other = await hub.newOrg()
    const { id } = await other.api.modules.ops.tasks.create({ title: 'Theirs' })
    provider.next(
      callsTools([
        { name: 'hub_read', args: { tool: 'ops_tasks_get', input: { id } } },
        { name: 'hub_write', args: { tool: 'ops_tasks_remove', input: { id } } },
      ]),
      says(['No.']),
    )
    await say(org.api, 'try it')
    expect(JSON.stringify(provider.requests[1]?.messages)).not.toContain('Theirs')
    expect(await pending()).toEqual([])
  })

  test('count against the calls of one answer like every tool', async () => {
    const calls = Array.from({ length: 60 }, () => ({ name: 'hub_find', args: { words: 'task' } }))
    provider.next(callsTools(calls, [100, 10]), says(['Enough.'], [100, 10]))
    await say(org.api, 'find find find')
    const refused = (provider.requests[1]?.messages ?? []).filter((message) =>
      JSON.stringify(message).includes('too many calls'),
    )
    expect(refused).toHaveLength(36)
  })
})

test('an estimate counts the tools that go with the words of the message', async () => {
  const text = 'Please archive the expense of the journeys to Porto'
  const before = await org.api.assistant.estimate({ length: text.length, text })
  provider.next(says(['Hello.']))
  await say(org.api, text)
  const sent = bytesOf(JSON.stringify(provider.requests[0]?.body))
  expect(Math.abs(before.inputTokens - sent / 4)).toBeLessThan(40)
})
