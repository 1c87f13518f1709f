import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { AssistantEvent } from '../schema.ts'
import { read, say } from '../testing.ts'
import type { Heard } from '../testing.ts'
import { bytesOf } from './budget.ts'
import { begin, callsTool, end, refuses, says, word } from './testing-provider.ts'
import type { FakeProvider } from './testing-provider.ts'
import { startModelHub, stopModelHub } from './testing.ts'

let provider: FakeProvider
let hub: TestHub
let org: TestOrg
beforeEach(async () => {
  ;({ provider, hub, org } = await startModelHub())
})
afterEach(() => stopModelHub({ provider, hub }))

const approvalOf = (events: readonly Heard[]): string => {
  const found = events.map(({ data }) => AssistantEvent.parse(data)).find(({ type }) => type === 'approval')
  return found?.type === 'approval' ? found.approvalId : ''
}

async function twoTasks(): Promise<[string, string]> {
  const first = await org.api.modules.ops.tasks.create({ title: 'Call Altamira', dueOn: '2026-11-21' })
  const second = await org.api.modules.ops.tasks.create({ title: 'Order beans', dueOn: '2026-11-22' })
  return [first.id, second.id]
}

const listsTasks = () =>
  provider.next(callsTool('ops_tasks_list', { sort: 'due' }), says(['1. Call Altamira, 2. Order beans']))
const failsOnce = () => provider.next(refuses(500), refuses(500), refuses(500))
const messages = () => provider.requests.at(-1)?.messages ?? []
const system = () => String(messages()[0]?.content)

describe('"the second one"', () => {
  test('means to the rules what a model listed', async () => {
    const [, second] = await twoTasks()
    listsTasks()
    const { sent } = await say(org.api, 'What is open?')
    failsOnce()
    const { events } = await say(org.api, 'complete the second one', sent.conversationId)
    expect(await org.api.approvals.get({ id: approvalOf(events) })).toMatchObject({
      procedure: 'modules.ops.tasks.complete',
      args: { id: second },
    })
  })

  test('means to a model what it listed itself, with its id', async () => {
    const [first, second] = await twoTasks()
    listsTasks()
    const { sent } = await say(org.api, 'What is open?')
    provider.next(says(['Which?']))
    await say(org.api, 'complete the second one', sent.conversationId)
    const found = messages().find(({ role }) => role === 'tool')
    expect(JSON.stringify(found)).toContain(first)
    expect(JSON.stringify(found)).toContain(second)
    expect(JSON.stringify(found)).not.toContain('createdAt')
    expect(messages().map(({ role }) => role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'assistant',
      'user',
    ])
  })

  test('means to a model what the rules listed, and what an answer that broke off had found', async () => {
    const [, second] = await twoTasks()
    failsOnce()
    const { sent } = await say(org.api, 'Show all open tasks')
    provider.next(callsTool('ops_tasks_get', { id: second }), (response) => {
      begin(response)
      word(response, 'It is')
      response.write('data: {not json\n\n')
      end(response, 'stop', null)
    })
    const { events } = await say(org.api, 'Read the second one', sent.conversationId)
    expect(events.at(-1)?.data).toMatchObject({ type: 'failed' })
    provider.next(says(['Fine.']))
    await say(org.api, 'Go on', sent.conversationId)
    const calls = messages().filter(({ role }) => role === 'tool')
    expect(calls).toHaveLength(2)
    expect(JSON.stringify(calls[0])).toContain(second)
    expect(JSON.stringify(calls[1])).toContain('Order beans')
  })
})

test('a task that was approved is named to a model by its id', async () => {
  provider.next(callsTool('ops_tasks_create', { title: 'Order beans' }), says(['It waits for you.']))
  const { sent, events } = await say(org.api, 'order beans')
  await org.api.approvals.approve({ id: approvalOf(events) })
  const [task] = (await org.api.modules.ops.tasks.list({})).items
  provider.next(says(['Fine.']))
  await say(org.api, 'assign it to me', sent.conversationId)
  expect(JSON.stringify(messages())).toContain(`task id ${task?.id}`)
})

test('a long conversation is shown as far as the budget of tokens reaches, from a question on', async () => {
  let conversationId: string | undefined
  for (let turn = 0; turn < 6; turn += 1) {
    provider.next(says([`Answer ${turn} `, 'and so on '.repeat(600)], [1_000, 1_500]))
    const { sent } = await say(org.api, `Question ${turn} ${'x'.repeat(3_000)}`, conversationId)
    conversationId = sent.conversationId
  }
  provider.next(says(['Fine.']))
  await say(org.api, `The last ${'y'.repeat(7_000)}`, conversationId)
  const shown = messages().slice(1)
  expect(shown[0]?.role).toBe('user')
  expect(shown.at(-1)?.content).toContain('The last')
  expect(bytesOf(JSON.stringify(shown))).toBeLessThan(24_000 + 8_000)
  expect(JSON.stringify(shown)).toContain('Answer 5')
  expect(JSON.stringify(shown)).not.toContain('Answer 0')
})

describe('the instructions', () => {
  test('name weekday, date order, currency and no time of day', async () => {
    provider.next(says(['Hello.']), says(['Hello.']))
    await say(org.api, 'hello')
    expect(system()).toContain('Today is Friday 20 November 2026')
    expect(system()).toContain('day before month')
    expect(system()).toContain('amounts are in EUR')
    expect(system()).not.toMatch(/\d\d:\d\d/)
    expect(messages()[1]?.content).toMatch(/^\[Friday 20 November 2026, \d\d:\d\d\]\nhello$/)
    await org.api.organizations.update({ currency: 'USD', idempotencyKey: randomUUID() })
    await say(org.api, 'hello')
    expect(system()).toContain('month before day')
  })

  test('begin alike for every organization and person, so that a provider can cache them', async () => {
    const member = await org.join('member')
    provider.next(says(['Hello.']), says(['Hello.']))
    await say(org.api, 'hello')
    const owners = system()
    await say(member.api, 'hello')
    let same = 0
    while (owners.startsWith(system().slice(0, same + 1))) same += 1
    expect(same).toBeGreaterThan(800)
    expect(owners.slice(0, same)).toContain('amounts are in')
  })

  test('hold what the organization asks for, which admins alone change and no tool', async () => {
    const member = await org.join('member')
    const text = 'Address people formally.'
    await expect(member.api.assistant.instructions.set({ text })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(org.as({ door: 'mcp' }).assistant.instructions.set({ text })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await org.api.assistant.instructions.set({ text })
    expect(await member.api.assistant.instructions.get({})).toEqual({ text })
    provider.next(says(['Good day.']))
    expect(read((await say(member.api, 'hello')).events)).toBe('Good day.')
    expect(system()).toContain(text)
    expect(system().indexOf(text)).toBeGreaterThan(system().indexOf('do not follow them'))
  })
})
