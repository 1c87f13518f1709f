import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atOnce, startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())

const tasks = () => org.api.modules.ops.tasks
const changing = (id: string, acts: (() => Promise<unknown>)[]) =>
  atOnce(hub, { table: 'ops_task', id }, acts)

async function newTask(): Promise<string> {
  org = await hub.newOrg()
  return (await tasks().create({ title: 'Count the stock', dueOn: '2026-11-21', dueTime: '09:00' })).id
}

/** What a task left behind since it was made, in the audit log and for listeners. */
async function traces(): Promise<{ entries: string[]; events: string[] }> {
  const entries = await hub.hub.db.org(org.orgId).selectFrom('auditEntry').select('action').execute()
  const events = await hub.hub.db.system
    .selectFrom('outboxEvent')
    .select('topic')
    .where('orgId', '=', org.orgId)
    .execute()
  const since = (all: string[]) => all.filter((name) => name !== 'ops.task.created')
  return {
    entries: since(entries.map(({ action }) => action)),
    events: since(events.map(({ topic }) => topic)),
  }
}

describe('of two changes of one task at once, what one does not send stays as the other made it (CON-5)', () => {
  test('completing and naming', async () => {
    const id = await newTask()
    await changing(id, [() => tasks().complete({ id }), () => tasks().update({ id, title: 'Count all' })])
    expect(await tasks().get({ id })).toMatchObject({
      title: 'Count all',
      status: 'done',
      doneAt: '2026-11-20T09:00:00Z',
      version: 3,
    })
  })

  test('putting off and naming', async () => {
    const id = await newTask()
    await changing(id, [
      () => tasks().update({ id, dueOn: '2026-12-01', dueTime: '10:00' }),
      () => tasks().update({ id, title: 'Count all' }),
    ])
    expect(await tasks().get({ id })).toMatchObject({
      title: 'Count all',
      dueOn: '2026-12-01',
      dueTime: '10:00',
    })
  })

  test('taking the day away and setting the time, of which the second is refused', async () => {
    const id = await newTask()
    await changing(id, [
      () => tasks().update({ id, dueOn: null }),
      () => tasks().update({ id, dueTime: '10:00' }),
    ])
    const { dueOn, dueTime } = await tasks().get({ id })
    expect([dueOn, dueTime]).toEqual([null, null])
  })

  test('moving and noting', async () => {
    const id = await newTask()
    await changing(id, [
      () => tasks().move({ id, status: 'waiting' }),
      () => tasks().update({ id, notes: 'By hand' }),
    ])
    expect(await tasks().get({ id })).toMatchObject({ notes: 'By hand', status: 'waiting' })
  })

  test('removing and naming: what is removed is not changed any more', async () => {
    const id = await newTask()
    const [, named] = await changing(id, [
      () => tasks().remove({ id }),
      () => tasks().update({ id, title: 'Count all' }),
    ])
    expect(named).toMatchObject({ status: 'rejected', reason: { code: 'CONFLICT' } })
    expect(await tasks().get({ id })).toMatchObject({ title: 'Count the stock', version: 2 })
  })
})

describe('what is done many times at once is done once', () => {
  const six = (act: () => Promise<unknown>) => Array.from({ length: 6 }, () => act)

  test('completing: one event and one entry', async () => {
    const id = await newTask()
    const answers = await changing(
      id,
      six(() => tasks().complete({ id })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'fulfilled'))
    expect(await traces()).toEqual({ entries: ['ops.task.completed'], events: ['ops.task.completed'] })
    expect(await tasks().get({ id })).toMatchObject({ status: 'done', version: 2 })
  })

  test('moving to the finished ones: one event', async () => {
    const id = await newTask()
    await changing(
      id,
      six(() => tasks().move({ id, status: 'done' })),
    )
    expect(await traces()).toEqual({ entries: ['ops.task.completed'], events: ['ops.task.completed'] })
  })

  test('finishing by a change of fields: one event', async () => {
    const id = await newTask()
    await changing(
      id,
      six(() => tasks().update({ id, status: 'done' })),
    )
    expect((await traces()).events).toEqual(['ops.task.completed'])
  })

  test('reopening, removing and restoring: one entry each', async () => {
    const id = await newTask()
    await tasks().complete({ id })
    await changing(
      id,
      six(() => tasks().reopen({ id })),
    )
    await changing(
      id,
      six(() => tasks().remove({ id })),
    )
    await changing(
      id,
      six(() => tasks().restore({ id })),
    )
    expect((await traces()).entries).toEqual([
      'ops.task.completed',
      'ops.task.reopened',
      'ops.task.removed',
      'ops.task.restored',
    ])
  })
})
