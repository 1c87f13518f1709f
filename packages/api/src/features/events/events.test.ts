import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

describe('events.topics (EVT-1)', () => {
  test('says of every topic what it means, who may read it and what its payload is', async () => {
    const { api, join } = await hub.newOrg()
    const { topics } = await api.events.topics({})
    expect(topics.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(['approval.decided', 'credits.low', 'member.joined', 'ops.task.created']),
    )
    expect(topics.find(({ topic }) => topic === 'ops.task.created')).toEqual({
      topic: 'ops.task.created',
      title: 'Task created',
      description: 'A task was put on the board.',
      version: 1,
      permission: 'ops.task.read',
      isReadable: true,
      schema: {
        type: 'object',
        title: 'Task created',
        description: 'A task was put on the board.',
        properties: {
          taskId: expect.objectContaining({ type: 'string', format: 'uuid', entity: 'ops_task' }),
          title: { type: 'string' },
          assigneeId: {
            anyOf: [expect.objectContaining({ format: 'uuid', entity: 'auth_user' }), { type: 'null' }],
          },
        },
        required: ['taskId', 'title'],
        additionalProperties: false,
      },
    })
    expect(topics.filter(({ topic }) => topic.startsWith('mail.'))).toEqual([])
    await expect((await join('member')).api.events.topics({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('events.list (EVT-1)', () => {
  test('tells what happened, newest first, by topic, by what it is about and by time', async () => {
    const org = await hub.newOrg()
    const { id } = await org.api.modules.ops.tasks.create({ title: 'Order flour' })
    await org.api.modules.ops.tasks.complete({ id })
    await org.api.organizations.invitations.create({ email: 'events@example.test', role: 'viewer' })
    await org.api.organizations.update({ name: 'Salt & Crumb' })
    const topicsOf = async (filters: object) =>
      (await org.api.events.list(filters)).items.map(({ topic }) => topic)
    expect(await topicsOf({})).toEqual([
      'organization.updated',
      'member.invited',
      'ops.task.completed',
      'ops.task.created',
    ])
    expect(await topicsOf({ topic: 'ops.task.created' })).toEqual(['ops.task.created'])
    expect(await topicsOf({ aggregate: `task:${id}` })).toEqual(['ops.task.completed', 'ops.task.created'])
    expect(await topicsOf({ topic: 'mail.requested' })).toEqual([])
    const [, invited, completed] = (await org.api.events.list({})).items
    expect(completed).toMatchObject({
      title: 'Task finished',
      payload: { taskId: id, title: 'Order flour' },
    })
    const since = invited?.createdAt
    expect(await topicsOf({ since })).toEqual(['organization.updated', 'member.invited'])
    expect(await topicsOf({ until: since })).toEqual(['ops.task.completed', 'ops.task.created'])
    const first = await org.api.events.list({ limit: 3 })
    const { items } = await org.api.events.list({ limit: 3, cursor: first.nextCursor ?? '' })
    expect(items.map(({ topic }) => topic)).toEqual(['ops.task.created'])
  })

  test('keeps what an event says from whoever may not read its part of the hub', async () => {
    const org = await hub.newOrg()
    const admin = await org.join('admin')
    await org.api.modules.ops.tasks.create({ title: 'Secret recipe' })
    await org.api.organizations.update({ name: 'Salt & Crumb' })
    await asSuperuser(
      hub.database,
      `update app.organization_member set levels = '{"ops": "none"}' where user_id = $1`,
      [admin.userId],
    )
    const { items } = await admin.api.events.list({})
    expect(items.map(({ topic, payload }) => [topic, payload])).toEqual([
      ['organization.updated', { fields: ['name'] }],
      ['ops.task.created', null],
    ])
  })

  test('tells nothing of other organizations', async () => {
    const [one, other] = [await hub.newOrg(), await hub.newOrg()]
    await one.api.organizations.update({ name: 'Salt & Crumb' })
    await expect(other.api.events.list({})).resolves.toEqual({ items: [], nextCursor: null })
  })
})
