import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { textOfSentence } from '../../shared/sentence.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { quickest } from '../../testing/quickest.ts'
import type { Notification } from './schema.ts'
import { hearEvent, sweepNotifications } from './service.ts'
import { assignedTask, everythingHeard } from './testing.ts'

const HOUR_MS = 3_600_000

let now: Date
let hub: TestHub
let org: TestOrg
let maeve: Awaited<ReturnType<TestOrg['join']>>
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  // Without a zero at its end, which PostgreSQL would not write.
  now = new Date('2026-11-23T12:00:00.123Z')
  org = await hub.newOrg()
  maeve = await org.join('member')
})

const inboxOf = async (
  { api }: Pick<TestOrg, 'api'>,
  view: 'todo' | 'unread' | 'snoozed' | 'done' = 'todo',
) => (await api.notifications.list({ view })).items

const wordsOf = ({ actorName, sentence }: Notification) =>
  `${actorName === null ? '' : `${actorName} `}${textOfSentence(sentence)}`

async function one(): Promise<Notification> {
  const [first] = await inboxOf(maeve)
  if (!first) throw new Error('The inbox is empty.')
  return first
}

describe('an assigned task (NTF-1)', () => {
  test('stands in the inbox of whoever has it, with its name and where it is', async () => {
    const task = await assignedTask(hub, org, maeve)
    const [notification, ...others] = await inboxOf(maeve)
    expect(others).toEqual([])
    expect(notification).toMatchObject({
      kind: 'ops.task.assigned',
      group: 'Tasks',
      actorName: org.owner.name,
      entityId: task.id,
      link: `/o/${org.slug}/tasks?task=${task.id}`,
      readAt: null,
    })
    expect(notification && wordsOf(notification)).toBe(`${org.owner.name} assigned Seal the boxes to you`)
    expect(await maeve.api.notifications.unreadCount({})).toEqual({ unread: 1, todo: 1, snoozed: 0 })
  })

  test('is told of when it is given later too, and to nobody who gives it to themselves', async () => {
    const task = await org.api.modules.ops.tasks.create({ title: 'Count boxes' })
    await org.api.modules.ops.tasks.assign({ id: task.id, assigneeId: maeve.userId })
    await maeve.api.modules.ops.tasks.create({ title: 'My own', assigneeId: maeve.userId })
    await everythingHeard(hub)
    expect((await inboxOf(maeve)).map(wordsOf)).toEqual([`${org.owner.name} assigned Count boxes to you`])
    expect(await inboxOf(org)).toEqual([])
  })

  test('is told of once, however often its event is heard', async () => {
    await assignedTask(hub, org, maeve)
    const [event] = await asSuperuser<{ id: string; payload: Record<string, unknown>; actorId: string }>(
      hub.database,
      `select id, payload, actor_id as "actorId" from app.outbox_event where org_id = $1 and topic = 'ops.task.created'`,
      [org.orgId],
    )
    if (!event) throw new Error('Nothing happened.')
    const again = {
      ...event,
      orgId: org.orgId,
      topic: 'ops.task.created',
      aggregate: 'task',
      createdAt: now.toISOString(),
      attempts: 2,
      requestId: null,
    }
    await Promise.all([hearEvent(hub.hub, again), hearEvent(hub.hub, again)])
    expect(await inboxOf(maeve)).toHaveLength(1)
  })

  test('keeps nothing that somebody could read once they may not: its name is told anew', async () => {
    const task = await assignedTask(hub, org, maeve)
    await org.api.modules.ops.tasks.update({ id: task.id, title: 'Seal the crates' })
    expect(wordsOf(await one())).toBe(`${org.owner.name} assigned Seal the crates to you`)
    const kept = await asSuperuser(hub.database, 'select * from app.notification where org_id = $1', [
      org.orgId,
    ])
    expect(JSON.stringify(kept)).not.toContain('Seal')
    await org.api.organizations.access.setLevels({ userId: maeve.userId, levels: { ops: 'none' } })
    // Her next request.
    const { notifications } = hub.api(
      hub.call({ credential: { kind: 'person', userId: maeve.userId }, org: org.slug }),
    )
    expect((await notifications.list({})).items).toEqual([])
    expect(await notifications.unreadCount({})).toEqual({ unread: 0, todo: 0, snoozed: 0 })
    await expect(notifications.done({ id: (await one()).id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is not told to somebody who may not see tasks, or who left', async () => {
    const blind = await org.join('member')
    const gone = await org.join('member')
    for (const person of [blind, gone])
      await org.api.modules.ops.tasks.create({ title: 'Sweep', assigneeId: person.userId })
    await org.api.organizations.access.setLevels({ userId: blind.userId, levels: { ops: 'none' } })
    await org.api.organizations.members.remove({ userId: gone.userId })
    await everythingHeard(hub)
    const rows = await asSuperuser(hub.database, 'select 1 from app.notification where user_id = any ($1)', [
      [blind.userId, gone.userId],
    ])
    expect(rows).toEqual([])
  })

  test('goes with the membership', async () => {
    await assignedTask(hub, org, maeve)
    await maeve.api.notifications.preferences.set({ digestAt: '07:00' })
    await org.api.organizations.members.remove({ userId: maeve.userId })
    for (const table of ['notification', 'notification_preference', 'notification_hours'])
      expect(
        await asSuperuser(hub.database, `select 1 from app.${table} where user_id = $1`, [maeve.userId]),
        table,
      ).toEqual([])
  })
})

describe('one’s own inbox (NTF-2)', () => {
  test('is nobody else’s: not a colleague’s, not another organization’s', async () => {
    await assignedTask(hub, org, maeve)
    const { id } = await one()
    const stranger = await hub.newOrg()
    for (const other of [org, await org.join('admin'), stranger]) {
      expect(await inboxOf(other)).toEqual([])
      for (const act of ['markRead', 'markUnread', 'done', 'undo'] as const)
        await expect(other.api.notifications[act]({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
      await expect(
        other.api.notifications.snooze({ id, until: new Date(now.getTime() + HOUR_MS).toISOString() }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' })
      await other.api.notifications.doneAll({})
    }
    expect(await one()).toMatchObject({ id, readAt: null, doneAt: null })
  })

  test('is read, unread, done and put back', async () => {
    await assignedTask(hub, org, maeve)
    const { id } = await one()
    const { notifications } = maeve.api
    expect(await notifications.markRead({ id })).toMatchObject({ readAt: now.toISOString() })
    expect(await notifications.unreadCount({})).toEqual({ unread: 0, todo: 1, snoozed: 0 })
    expect(await notifications.markUnread({ id })).toMatchObject({ readAt: null })
    expect(await notifications.done({ id })).toMatchObject({ doneAt: now.toISOString() })
    expect([await inboxOf(maeve), (await inboxOf(maeve, 'done')).length]).toEqual([[], 1])
    expect(await notifications.undo({ id })).toMatchObject({ doneAt: null })
    expect(await inboxOf(maeve)).toHaveLength(1)
  })

  test('gives a snoozed one back at its time, unread, and at once where it is undone', async () => {
    await assignedTask(hub, org, maeve)
    const { id } = await one()
    const { notifications } = maeve.api
    const until = new Date(now.getTime() + 2 * HOUR_MS).toISOString()
    await notifications.markRead({ id })
    await notifications.snooze({ id, until })
    expect(await inboxOf(maeve)).toEqual([])
    expect(await inboxOf(maeve, 'snoozed')).toMatchObject([{ id, dueAt: until }])
    expect(await notifications.unreadCount({})).toEqual({ unread: 0, todo: 0, snoozed: 1 })
    now = new Date(now.getTime() + 2 * HOUR_MS)
    expect(await inboxOf(maeve, 'unread')).toMatchObject([{ id }])
    await notifications.snooze({ id, until: new Date(now.getTime() + HOUR_MS).toISOString() })
    await notifications.undo({ id })
    expect(await inboxOf(maeve)).toHaveLength(1)
  })

  test.each([-1, 0, 367 * 24])('refuses to snooze until %s hours from now', async (hours) => {
    await assignedTask(hub, org, maeve)
    const { id } = await one()
    const until = new Date(now.getTime() + hours * HOUR_MS).toISOString()
    await expect(maeve.api.notifications.snooze({ id, until })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('is emptied as far as one has seen it', async () => {
    await assignedTask(hub, org, maeve)
    const until = now.toISOString()
    now = new Date(now.getTime() + HOUR_MS)
    await assignedTask(hub, org, maeve)
    const { notifications } = maeve.api
    expect(await notifications.markAllRead({ until })).toEqual({ count: 1 })
    expect(await notifications.doneAll({ until, group: 'Jobs' })).toEqual({ count: 0 })
    expect(await notifications.doneAll({ until, group: 'Tasks' })).toEqual({ count: 1 })
    expect(await inboxOf(maeve, 'unread')).toHaveLength(1)
    expect(await notifications.doneAll({})).toEqual({ count: 1 })
    expect(await inboxOf(maeve)).toEqual([])
  })

  test('forgets what is done after a month, and everything after half a year', async () => {
    await assignedTask(hub, org, maeve)
    await maeve.api.notifications.doneAll({})
    await assignedTask(hub, org, maeve)
    const left = async (days: number) => {
      now = new Date(Date.parse('2026-11-23T12:00:00.123Z') + days * 24 * HOUR_MS)
      await sweepNotifications(hub.hub)
      return (await inboxOf(maeve)).length + (await inboxOf(maeve, 'done')).length
    }
    expect([await left(29), await left(31), await left(179), await left(181)]).toEqual([2, 1, 1, 0])
  })

  test('lists page by page, newest first, ten thousand of them in a moment', async () => {
    await asSuperuser(
      hub.database,
      `insert into app.notification (id, org_id, user_id, kind, event_id, entity, entity_id, alike, in_inbox, created_at, due_at)
       select gen_random_uuid(), $1, $2, 'ops.task.assigned', gen_random_uuid(), 'ops_task', gen_random_uuid(), gen_random_uuid(), true,
         $3::timestamptz - make_interval(secs => n), $3::timestamptz - make_interval(secs => n) from generate_series(1, 10000) n`,
      [org.orgId, maeve.userId, now],
    )
    // Rows come one by one in life, and the planner hears of them in between.
    await asSuperuser(hub.database, 'analyze app.notification')
    const first = await maeve.api.notifications.list({ limit: 30 })
    const second = await maeve.api.notifications.list({ limit: 30, cursor: first.nextCursor ?? '' })
    const times = [...first.items, ...second.items].map(({ dueAt }) => dueAt)
    expect(new Set(times).size).toBe(60)
    expect(times).toEqual(times.toSorted().toReversed())
    const look = async () => {
      await maeve.api.notifications.list({ limit: 30 })
      await maeve.api.notifications.unreadCount({})
    }
    expect(await quickest(3, look)).toBeLessThan(250)
  })
})
