import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everythingHeard } from '../../../features/notifications/testing.ts'
import { textOfSentence } from '../../../shared/sentence.ts'
import { sweeps } from '../../../sweeps.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { ops } from '../module.ts'

let now = new Date('2026-11-20T09:00:00Z')
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
afterAll(() => hub.stop())

/** What a server does each minute. */
const at = async (time: string) => {
  now = new Date(time)
  await sweeps(() => hub.hub, [ops])
    .find(({ name }) => name === 'ops.overdue')
    ?.run()
}

const openOrg = async (timeZone = 'UTC') => {
  now = new Date('2026-11-20T09:00:00Z')
  const org = await hub.newOrg()
  await org.api.organizations.update({ timeZone })
  // An organization that is new gets its first day at once.
  await at('2026-11-20T09:00:00Z')
  return org
}
const tasksOf = ({ api }: Pick<TestOrg, 'api'>) => api.modules.ops.tasks

/** Of which tasks it was told that they are overdue, the oldest first. */
const told = async ({ orgId }: TestOrg) => {
  const rows = await hub.hub.db.system
    .selectFrom('outboxEvent')
    .select('payload')
    .where('orgId', '=', orgId)
    .where('topic', '=', 'ops.task.overdue')
    .orderBy('id')
    .execute()
  return rows.map(({ payload }) => payload)
}

describe('a task that is not done in time', () => {
  test('is told of once, in the morning after its day where the organization is', async () => {
    const org = await openOrg('Pacific/Auckland')
    const { id } = await tasksOf(org).create({ title: 'Call Altamira', dueOn: '2026-11-21' })
    // Still the evening of the 21st in Auckland, then 06:30 of the 22nd there and the 21st in UTC.
    await at('2026-11-21T10:00:00Z')
    expect(await told(org)).toEqual([])
    await at('2026-11-21T17:30:00Z')
    const event = { taskId: id, title: 'Call Altamira', assigneeId: null, dueOn: '2026-11-21' }
    expect(await told(org)).toEqual([event])
    await at('2026-11-22T17:30:00Z')
    expect(await told(org)).toEqual([event])
    expect(await tasksOf(org).get({ id })).toMatchObject({ version: 1 })
  })

  test('leaves an entry in the log on the day it is told of, and none on days without one', async () => {
    const org = await openOrg()
    const entries = async () =>
      (await org.api.audit.list({ limit: 100 })).items.filter(
        ({ action }) => action === 'ops.task.overdueTold',
      )
    await at('2026-11-21T06:30:00Z')
    expect(await entries()).toEqual([])
    await tasksOf(org).create({ title: 'Order cups', dueOn: '2026-11-21' })
    await at('2026-11-22T06:30:00Z')
    expect(await entries()).toHaveLength(1)
    await at('2026-11-23T06:30:00Z')
    expect(await entries()).toHaveLength(1)
  })

  test('is told of again where it was put off and missed again', async () => {
    const org = await openOrg()
    const { id } = await tasksOf(org).create({ title: 'Order cups', dueOn: '2026-11-20' })
    await at('2026-11-21T06:30:00Z')
    await tasksOf(org).update({ id, dueOn: '2026-11-22' })
    await at('2026-11-22T06:30:00Z')
    expect(await told(org)).toHaveLength(1)
    await at('2026-11-23T06:30:00Z')
    expect((await told(org)).map((event) => (event as { dueOn: string }).dueOn)).toEqual([
      '2026-11-20',
      '2026-11-22',
    ])
  })

  test('is told of neither where it is done or removed, nor where it has no day', async () => {
    const org = await openOrg()
    const make = (title: string, dueOn: string | null) => tasksOf(org).create({ title, dueOn })
    await tasksOf(org).complete({ id: (await make('Done', '2026-11-20')).id })
    await tasksOf(org).remove({ id: (await make('Removed', '2026-11-20')).id })
    await make('Some day', null)
    await at('2026-11-21T06:30:00Z')
    expect(await told(org)).toEqual([])
  })

  test('is told of one by one, also where there are more than one batch holds', async () => {
    const org = await openOrg()
    const make = () => tasksOf(org).create({ title: 'Count the boxes', dueOn: '2026-11-20' })
    for (let made = 0; made < 510; made += 51) await Promise.all(Array.from({ length: 51 }, make))
    await at('2026-11-21T06:30:00Z')
    const ids = (await told(org)).map((event) => (event as { taskId: string }).taskId)
    expect([ids.length, new Set(ids).size]).toEqual([510, 510])
  })

  test('is told to whoever has it, or made it where nobody has, until it is done', async () => {
    const org = await openOrg()
    const member = await org.join('member')
    const inbox = async ({ api }: Pick<TestOrg, 'api'>) => {
      await everythingHeard(hub)
      const { items } = await api.notifications.list({})
      return items
        .map(({ sentence }) => textOfSentence(sentence))
        .filter((words) => words.includes('overdue'))
    }
    const theirs = await tasksOf(org).create({
      title: 'Seal the boxes',
      dueOn: '2026-11-20',
      assigneeId: member.userId,
    })
    await tasksOf(org).create({ title: 'Nobody’s', dueOn: '2026-11-20' })
    await at('2026-11-21T06:30:00Z')
    expect(await inbox(member)).toEqual(['Seal the boxes is overdue'])
    expect(await inbox(org)).toEqual(['Nobody’s is overdue'])
    await tasksOf(org).complete({ id: theirs.id })
    expect(await inbox(member)).toEqual([])
  })
})
