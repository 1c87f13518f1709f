import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueKey, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z'), settings: { registration: 'invite' } })
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

const toolsOf = ({ toolsets }: Awaited<ReturnType<TestOrg['api']['system']['help']>>) =>
  toolsets.flatMap(({ tools }) => tools.map(({ tool }) => tool))

describe('system.status', () => {
  test('tells anybody what they need before they sign in', async () => {
    await expect(hub.api(hub.call()).system.status({})).resolves.toEqual({
      version: '0.1.0',
      registration: 'invite',
      assistant: 'built-in',
      time: '2026-11-20T09:00:00.000Z',
    })
  })
})

test('what needs to be told nothing is asked with nothing', async () => {
  await expect(hub.api(hub.call()).system.status()).resolves.toMatchObject({ version: '0.1.0' })
  expect(toolsOf(await org.api.system.help())).toEqual(toolsOf(await org.api.system.help({})))
  await expect(org.api.auth.me()).resolves.toMatchObject({ user: { email: org.owner.email } })
})

describe('system.help', () => {
  test('lists what the role allows, in groups', async () => {
    const viewer = await org.join('viewer')
    const all = toolsOf(await org.api.system.help({}))
    const reading = toolsOf(await viewer.api.system.help({}))
    expect(all).toEqual(expect.arrayContaining(['ops_tasks_list', 'ops_tasks_create', 'system_help']))
    expect(reading).toContain('ops_tasks_list')
    expect(reading).not.toContain('ops_tasks_create')
    const { toolsets } = await org.api.system.help({})
    expect(toolsets.find(({ name }) => name === 'ops')?.tools[0]).toMatchObject({
      title: expect.any(String),
      effect: expect.any(String),
    })
  })

  test('never lists what no tool may reach', async () => {
    expect(toolsOf(await org.api.system.help({}))).not.toEqual(expect.arrayContaining(['auth_login']))
    expect(toolsOf(await org.api.system.help({}))).not.toContain('auth_api_keys_create')
  })

  test('is cut to the scopes of a key', async () => {
    const { text } = await issueKey(hub.hub, {
      orgId: org.orgId,
      userId: org.owner.userId,
      kind: 'assistant',
      scopes: ['organization.read', 'ops.task.read'],
    })
    const tools = toolsOf(
      await hub.api(hub.call({ door: 'mcp', credential: { kind: 'apiKey', key: text } })).system.help({}),
    )
    expect(tools).toContain('ops_tasks_list')
    expect(tools).not.toContain('ops_tasks_create')
    expect(tools).not.toContain('credits_balance')
  })

  test('is answered to nobody who is not signed in', async () => {
    await expect(hub.api(hub.call()).system.help({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })
})
