import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MICRO } from '../../shared/micro.ts'
import { asked } from '../../testing/asked.ts'
import { issueKey, startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { askToCreate, availableIn, paidOrg, tasksOf, WRITE } from './testing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

describe('a write by an assistant or MCP client', () => {
  test('waits for a person, changes and costs nothing (AI-3)', async () => {
    const org = await paidOrg(hub)
    await expect(org.as({ door: 'mcp' }).modules.ops.tasks.create({ title: 'X' })).rejects.toMatchObject({
      code: 'APPROVAL_REQUIRED',
      message: expect.stringContaining(`/o/${org.slug}/approvals/`),
    })
    expect(await tasksOf(org)).toEqual([])
    expect(await availableIn(org)).toBe(MICRO)
    expect((await org.api.approvals.list({ status: 'pending' })).items).toMatchObject([
      { title: 'Create a task', door: 'mcp', priceMicro: WRITE },
    ])
  })

  test('waits once, also where it is asked for twenty times at the same moment (AI-3)', async () => {
    const org = await paidOrg(hub)
    const ids = await Promise.all(Array.from({ length: 20 }, () => askToCreate(org)))
    expect(new Set(ids).size).toBe(1)
    expect((await org.api.approvals.list({ status: 'pending' })).items.map(({ id }) => id)).toEqual([ids[0]])
    const { items } = await org.api.audit.list({ action: 'approval.requested' })
    expect(items).toHaveLength(1)
  })

  test('is refused at once where it is about something that is not there', async () => {
    const org = await paidOrg(hub)
    const task = await org.api.modules.ops.tasks.create({ title: 'Ours' })
    const stranger = await hub.newOrg()
    const theirs = await stranger.api.modules.ops.tasks.create({ title: 'Theirs' })
    const { tasks } = org.as({ door: 'mcp' }).modules.ops
    const refused = (path: string) => ({
      code: 'NOT_FOUND',
      message: expect.stringContaining(`the id in ${path}, so nobody was asked`),
    })
    for (const id of [randomUUID(), theirs.id])
      await expect(tasks.complete({ id })).rejects.toMatchObject(refused('id'))
    await expect(tasks.assign({ id: task.id, assigneeId: stranger.owner.userId })).rejects.toMatchObject(
      refused('assigneeId'),
    )
    await expect(tasks.comments.add({ taskId: randomUUID(), body: 'Hm' })).rejects.toMatchObject(
      refused('taskId'),
    )
    expect((await org.api.approvals.list({})).items).toEqual([])
    await asked(tasks.assign({ id: task.id, assigneeId: null }))
  })

  test('asked for again waits once', async () => {
    const org = await paidOrg(hub)
    const first = await askToCreate(org)
    expect(await askToCreate(org)).toBe(first)
    expect(await askToCreate(org, 'Something else')).not.toBe(first)
  })

  test('passes unasked where the owner of the key said so, a destructive one never', async () => {
    const org = await paidOrg(hub)
    const task = await org.api.modules.ops.tasks.create({ title: 'Old' })
    const unaskedTools = ['modules.ops.tasks.create', 'ops_tasks_complete', 'modules.ops.tasks.remove']
    const { text } = await issueKey(hub.hub, {
      orgId: org.orgId,
      userId: org.owner.userId,
      kind: 'assistant',
      unaskedTools,
    })
    const { tasks } = hub.api(hub.call({ door: 'mcp', credential: { kind: 'apiKey', key: text } })).modules
      .ops
    await expect(tasks.create({ title: 'New' })).resolves.toMatchObject({ title: 'New' })
    await expect(tasks.complete({ id: task.id })).resolves.toMatchObject({ status: 'done' })
    await expect(tasks.remove({ id: task.id })).rejects.toMatchObject({ code: 'APPROVAL_REQUIRED' })
    await expect(tasks.reopen({ id: task.id })).rejects.toMatchObject({ code: 'APPROVAL_REQUIRED' })
  })

  test('is named to who may only look as the activity names it, without the rest of what it holds', async () => {
    const org = await paidOrg(hub)
    const viewer = await org.join('viewer')
    await asked(
      org.as({ door: 'mcp' }).modules.ops.tasks.create({ title: 'Order labels', notes: 'By Friday' }),
    )
    const outsider = await org.join('viewer', { ops: 'none' })
    const seen = async ({ api }: typeof viewer) => {
      const [request] = (await api.approvals.list({})).items
      const { items } = await api.audit.activity({ limit: 1 })
      return { request, subject: items[0]?.subject ?? null }
    }
    const forViewer = await seen(viewer)
    expect(forViewer.request).toMatchObject({ subject: { text: 'Order labels' }, args: {}, preview: [] })
    expect(forViewer.subject).toBe('Order labels')
    expect(await seen(outsider)).toMatchObject({ request: { subject: null }, subject: null })
  })

  test('is refused outright where the asker may not write', async () => {
    const org = await paidOrg(hub)
    const viewer = await org.join('viewer')
    const call = org.as({ door: 'assistant', credential: { kind: 'person', userId: viewer.userId } })
    await expect(call.modules.ops.tasks.create({ title: 'No' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect((await org.api.approvals.list({})).items).toEqual([])
  })
})
