import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueKey, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const actions = async (org: TestOrg, filter: Parameters<TestOrg['api']['audit']['list']>[0] = {}) =>
  (await org.api.audit.list(filter)).items.map(({ action }) => action)

describe('audit.list', () => {
  test('shows who did what through which door, newest first (AUTH-15)', async () => {
    const org = await hub.newOrg()
    const task = await org.api.modules.ops.tasks.create({ title: 'T' })
    const { text } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })
    await hub
      .api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key: text } }))
      .modules.ops.tasks.complete({ id: task.id })
    const { items } = await org.api.audit.list({})
    expect(items).toMatchObject([
      {
        seq: 2,
        action: 'ops.task.completed',
        actorName: org.owner.name,
        apiKeyName: 'Test key',
        door: 'rest',
        target: { task: task.id },
      },
      { seq: 1, action: 'ops.task.created', actorName: org.owner.name, apiKeyName: null, door: 'web' },
    ])
  })

  test('filters by action, person, day and words, and pages through all (CON-3)', async () => {
    const org = await hub.newOrg()
    const member = await org.join('member')
    const task = await org.api.modules.ops.tasks.create({ title: 'T' })
    await member.api.modules.ops.tasks.complete({ id: task.id })
    await expect(actions(org, { action: 'ops.task.com' })).resolves.toEqual(['ops.task.completed'])
    await expect(actions(org, { actorId: member.userId })).resolves.toEqual(['ops.task.completed'])
    await expect(actions(org, { search: member.name.toLowerCase() })).resolves.toEqual(['ops.task.completed'])
    await expect(actions(org, { to: '2020-01-01' })).resolves.toEqual([])
    const first = await org.api.audit.list({ limit: 1 })
    const second = await org.api.audit.list({ limit: 1, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].map(({ seq }) => seq)).toEqual([2, 1])
    expect(second.nextCursor).toBeNull()
  })

  test('is for owners and admins', async () => {
    const org = await hub.newOrg()
    const member = await org.join('member')
    await expect(member.api.audit.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('audit.activity', () => {
  test('tells every member the last acts with their names, and no refusals', async () => {
    const org = await hub.newOrg()
    const viewer = await org.join('viewer')
    const task = await org.api.modules.ops.tasks.create({ title: 'Call Altamira' })
    await org.api.modules.ops.tasks.complete({ id: task.id })
    await expect(viewer.api.modules.ops.tasks.create({ title: 'No' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(org.as({ door: 'mcp' }).modules.ops.tasks.reopen({ id: task.id })).rejects.toMatchObject({
      code: 'APPROVAL_REQUIRED',
    })
    const { items } = await viewer.api.audit.activity({})
    expect(items.map(({ actorName, action, entity, title }) => [actorName, action, entity, title])).toEqual([
      [org.owner.name, 'approval.requested', 'approval', 'Reopen a task'],
      [org.owner.name, 'ops.task.completed', 'task', 'Call Altamira'],
      [org.owner.name, 'ops.task.created', 'task', 'Call Altamira'],
    ])
    expect(items.map(({ subject }) => subject)).toEqual(['Call Altamira', null, null])
  })

  test('says what a request is about, by the name it would give where there is nothing yet', async () => {
    const org = await hub.newOrg()
    const asked = org.as({ door: 'mcp' }).modules.ops.tasks.create({ title: 'Order flour' })
    await expect(asked).rejects.toMatchObject({ code: 'APPROVAL_REQUIRED' })
    const { items } = await org.api.audit.activity({})
    expect(items[0]).toMatchObject({ title: 'Create a task', subject: 'Order flour' })
  })

  test('tells a key only of what its scopes let it read (AUTH-13)', async () => {
    const org = await hub.newOrg()
    await org.api.modules.ops.tasks.create({ title: 'Give Lea notice' })
    await expect(org.as({ door: 'mcp' }).modules.ops.tasks.create({ title: 'Sell' })).rejects.toThrow()
    const heard = async (...scopes: string[]) => {
      const { text: key } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId, scopes })
      const { items } = await hub
        .api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key } }))
        .audit.activity({})
      return items.map(({ title, subject }) => [title, subject])
    }
    await expect(heard('organization.read')).resolves.toEqual([])
    await expect(heard('organization.read', 'approval.read')).resolves.toEqual([['Create a task', null]])
    await expect(heard('organization.read', 'ops.task.read')).resolves.toEqual([['Give Lea notice', null]])
  })
})
