import { randomUUID } from 'node:crypto'
import { sql } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

const tasksOf = (of: TestOrg) => of.api.modules.ops.tasks
const audited = (of: TestOrg) =>
  hub.hub.db.org(of.orgId).selectFrom('auditEntry').select(['action', 'target']).orderBy('seq').execute()

const refusalsOf = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) =>
    result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
  )

describe('modules.ops.tasks.create', () => {
  test('answers with the stored task (OPS-1)', async () => {
    const task = await tasksOf(org).create({
      title: '  Call Altamira  ',
      dueOn: '2026-11-21',
      dueTime: '09:00',
      priority: 'high',
    })
    expect(task).toMatchObject({
      title: 'Call Altamira',
      status: 'todo',
      dueOn: '2026-11-21',
      dueTime: '09:00',
      version: 1,
    })
    await expect(tasksOf(org).get({ id: task.id })).resolves.toEqual(task)
  })

  test('leaves one audit entry and one event', async () => {
    const own = await hub.newOrg()
    const task = await tasksOf(own).create({ title: 'Book the grinder service' })
    expect(await audited(own)).toEqual([{ action: 'ops.task.created', target: { task: task.id } }])
    const events = await hub.hub.db.system
      .selectFrom('outboxEvent')
      .select('topic')
      .where('orgId', '=', own.orgId)
      .execute()
    expect(events).toEqual([{ topic: 'ops.task.created' }])
  })

  test('acts once per idempotency key, also in parallel (CON-6)', async () => {
    const own = await hub.newOrg()
    const idempotencyKey = randomUUID()
    const calls = Array.from({ length: 20 }, () => tasksOf(own).create({ title: 'Once', idempotencyKey }))
    const results = await Promise.allSettled(calls)
    const ids = new Set(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.id] : [])))
    expect(ids.size).toBe(1)
    expect(refusalsOf(results).every((code) => code === 'IN_FLIGHT')).toBe(true)
    expect((await tasksOf(own).list({})).items).toHaveLength(1)
    const replay = await tasksOf(own).create({ title: 'Once', idempotencyKey })
    expect([...ids]).toEqual([replay.id])
  })

  test('refuses another body under a used key (CON-6)', async () => {
    const idempotencyKey = randomUUID()
    await tasksOf(org).create({ title: 'First', idempotencyKey })
    await expect(tasksOf(org).create({ title: 'Second', idempotencyKey })).rejects.toMatchObject({
      code: 'KEY_REUSED',
    })
  })

  test('refuses a time without a day, and names the field', async () => {
    await expect(tasksOf(org).create({ title: 'Soon', dueTime: '09:00' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path: 'dueTime' }] },
    })
  })

  test('refuses a viewer and records the refusal (AUTH-11)', async () => {
    const own = await hub.newOrg()
    const viewer = await own.join('viewer')
    await expect(viewer.api.modules.ops.tasks.create({ title: 'No' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    expect(await audited(own)).toEqual([{ action: 'access.refused', target: {} }])
  })

  test('refuses an assignee from another organization', async () => {
    const stranger = await hub.newOrg()
    await expect(
      tasksOf(org).create({ title: 'X', assigneeId: stranger.owner.userId }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('modules.ops.tasks.list', () => {
  test('pages through every task once, in due order (CON-3)', async () => {
    const own = await hub.newOrg()
    for (const dueOn of ['2026-12-03', null, '2026-12-01', null, '2026-12-02'])
      await tasksOf(own).create({ title: 'T', dueOn })
    const seen: (string | null)[] = []
    let cursor: string | undefined
    do {
      const page = await tasksOf(own).list({ limit: 2, cursor })
      seen.push(...page.items.map((task) => task.dueOn))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(['2026-12-01', '2026-12-02', '2026-12-03', null, null])
  })

  test('finds by the start of any word, without leaving the organization', async () => {
    const own = await hub.newOrg()
    const stranger = await hub.newOrg()
    await tasksOf(own).create({ title: 'Quote for Oakhollow Hotel', notes: '40 kg a month' })
    await tasksOf(stranger).create({ title: 'Quote for Oakhollow Hotel' })
    const titles = async (search: string) =>
      (await tasksOf(own).list({ search })).items.map((task) => task.title)
    await expect(titles('oakh quote')).resolves.toEqual(['Quote for Oakhollow Hotel'])
    await expect(titles('harbour')).resolves.toEqual([])
    await expect(titles("o'r:* | !&")).resolves.toEqual([])
  })

  // Row-level security does not bind the function, and its answer is not read through a table that it would bind.
  test('finds nothing of another organization in the search function itself (AUTH-12)', async () => {
    const own = await hub.newOrg()
    await tasksOf(own).create({ title: 'Zanzibar cloves' })
    const found = async (of: TestOrg) => {
      const { rows } = await sql`select unnest(app.ops_task_places('zanz')) as place`.execute(
        hub.hub.db.org(of.orgId),
      )
      return rows
    }
    expect(await found(own)).toHaveLength(1)
    expect(await found(org)).toEqual([])
  })

  test('filters by status, person, priority and overdue', async () => {
    const own = await hub.newOrg()
    const member = await own.join('member')
    const late = await tasksOf(own).create({ title: 'Late', dueOn: '2026-11-19', assigneeId: member.userId })
    const high = await tasksOf(own).create({ title: 'High', priority: 'high' })
    const finished = await tasksOf(own).create({ title: 'Finished', dueOn: '2026-11-01' })
    await tasksOf(own).complete({ id: finished.id })
    const ids = async (filter: Parameters<TestOrg['api']['modules']['ops']['tasks']['list']>[0]) =>
      (await tasksOf(own).list(filter)).items.map((task) => task.id)
    expect(await ids({ overdue: true })).toEqual([late.id])
    expect(await ids({ assigneeId: member.userId })).toEqual([late.id])
    expect(await ids({ priority: 'high' })).toEqual([high.id])
    expect(await ids({ status: 'open' })).toEqual([late.id, high.id])
    expect(await ids({ status: 'done' })).toEqual([finished.id])
    expect((await member.api.modules.ops.tasks.list({ mine: true })).items.map((task) => task.id)).toEqual([
      late.id,
    ])
  })

  test('refuses a cursor of another order or a changed one', async () => {
    const own = await hub.newOrg()
    for (const title of ['A', 'B']) await tasksOf(own).create({ title })
    const { nextCursor } = await tasksOf(own).list({ limit: 1 })
    await expect(
      tasksOf(own).list({ limit: 1, sort: 'newest', cursor: nextCursor ?? '' }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(tasksOf(own).list({ limit: 1, cursor: `${nextCursor}A` })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { issues: [{ path: 'cursor' }] },
    })
  })
})

describe('modules.ops.tasks.update', () => {
  test('changes only what was sent', async () => {
    const task = await tasksOf(org).create({ title: 'Labels', notes: 'blue', tag: 'Marketing' })
    const changed = await tasksOf(org).update({ id: task.id, status: 'doing' })
    expect(changed).toMatchObject({
      title: 'Labels',
      notes: 'blue',
      tag: 'Marketing',
      status: 'doing',
      version: 2,
    })
  })

  test('lets one of twenty parallel changes of a version win (CON-5)', async () => {
    const task = await tasksOf(org).create({ title: 'Race' })
    const calls = Array.from({ length: 20 }, (_, n) =>
      tasksOf(org).update({ id: task.id, version: 1, title: `Race ${n}` }),
    )
    const results = await Promise.allSettled(calls)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(refusalsOf(results)).toEqual(Array.from({ length: 19 }, () => 'STALE_VERSION'))
  })

  test('takes the time away together with the day', async () => {
    const task = await tasksOf(org).create({ title: 'Meet', dueOn: '2026-11-21', dueTime: '09:00' })
    await expect(tasksOf(org).update({ id: task.id, dueOn: null })).resolves.toMatchObject({
      dueOn: null,
      dueTime: null,
    })
  })
})

describe('modules.ops.tasks.complete', () => {
  test('is harmless the second time', async () => {
    const task = await tasksOf(org).create({ title: 'Twice' })
    const first = await tasksOf(org).complete({ id: task.id })
    expect(first).toMatchObject({ status: 'done', doneAt: '2026-11-20T09:00:00Z' })
    await expect(tasksOf(org).complete({ id: task.id })).resolves.toEqual(first)
  })

  test('is undone by reopen', async () => {
    const task = await tasksOf(org).create({ title: 'Again' })
    await tasksOf(org).complete({ id: task.id })
    await expect(tasksOf(org).reopen({ id: task.id })).resolves.toMatchObject({
      status: 'todo',
      doneAt: null,
    })
  })
})

describe('modules.ops.tasks.remove', () => {
  test('takes the task off the list until it is restored', async () => {
    const own = await hub.newOrg()
    const task = await tasksOf(own).create({ title: 'Gone' })
    await tasksOf(own).remove({ id: task.id })
    expect((await tasksOf(own).list({})).items).toEqual([])
    expect((await tasksOf(own).list({ removed: true })).items.map(({ id }) => id)).toEqual([task.id])
    await tasksOf(own).restore({ id: task.id })
    expect((await tasksOf(own).list({})).items.map(({ id }) => id)).toEqual([task.id])
  })
})

describe('a removed task', () => {
  test('is changed by nobody until it is restored', async () => {
    const { id } = await tasksOf(org).create({ title: 'Removed' })
    await tasksOf(org).remove({ id })
    const changes = [
      tasksOf(org).update({ id, title: 'Other' }),
      tasksOf(org).assign({ id, assigneeId: org.owner.userId }),
      tasksOf(org).complete({ id }),
      tasksOf(org).reopen({ id }),
      tasksOf(org).comments.add({ taskId: id, body: 'Still here?' }),
    ]
    expect(refusalsOf(await Promise.allSettled(changes))).toEqual(changes.map(() => 'CONFLICT'))
    const restored = await tasksOf(org).restore({ id })
    expect(restored).toMatchObject({ title: 'Removed', status: 'todo', removedAt: null })
  })
})

describe('modules.ops.tasks.comments', () => {
  test('are listed oldest first with their authors and counted on the task', async () => {
    const task = await tasksOf(org).create({ title: 'Talk' })
    const member = await org.join('member')
    await tasksOf(org).comments.add({ taskId: task.id, body: 'First' })
    await member.api.modules.ops.tasks.comments.add({ taskId: task.id, body: 'Second' })
    const { items } = await tasksOf(org).comments.list({ taskId: task.id })
    expect(items.map(({ body, authorName }) => [body, authorName])).toEqual([
      ['First', org.owner.name],
      ['Second', member.name],
    ])
    await expect(tasksOf(org).get({ id: task.id })).resolves.toMatchObject({ commentCount: 2 })
  })
})

test('a count is of all that the filters let through, and of nobody else', async () => {
  const org = await hub.newOrg()
  const stranger = await hub.newOrg()
  for (const dueOn of ['2026-11-01', '2026-11-02', null])
    await org.api.modules.ops.tasks.create({ title: 'Count', dueOn, assigneeId: org.owner.userId })
  await org.api.modules.ops.tasks.create({ title: 'Nobody has it' })
  await stranger.api.modules.ops.tasks.create({ title: 'Elsewhere' })
  const { count } = org.api.modules.ops.tasks
  await expect(count({})).resolves.toEqual({ count: 4 })
  await expect(count({ mine: true, dueTo: '2026-11-30' })).resolves.toEqual({ count: 2 })
  await expect(count({ unassigned: true })).resolves.toEqual({ count: 1 })
})
