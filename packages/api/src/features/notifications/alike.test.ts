import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { sendDueMails } from './service.ts'
import { assignedTask, everythingHeard } from './testing.ts'

const HOUR_MS = 3_600_000

let now: Date
let hub: TestHub
let org: TestOrg
let maeve: Awaited<ReturnType<TestOrg['join']>>
let taskId: string
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  now = new Date('2026-11-23T12:00:00.123Z')
  org = await hub.newOrg()
  maeve = await org.join('member')
  taskId = (await assignedTask(hub, org, maeve)).id
  await maeve.api.notifications.doneAll({})
})

const later = (ms = 1_000) => void (now = new Date(now.getTime() + ms))

async function comment(body: string): Promise<void> {
  later()
  await org.api.modules.ops.tasks.comments.add({ taskId, body })
  await everythingHeard(hub)
}

const view = async (name: 'todo' | 'unread' | 'snoozed' | 'done' = 'todo') => {
  const { items } = await maeve.api.notifications.list({ view: name })
  return items.filter(({ kind }) => kind === 'ops.task.commented')
}

async function three(): Promise<string> {
  for (const body of ['One', 'Two', 'Three']) await comment(body)
  return (await view())[0]?.id ?? ''
}

describe('notifications that are alike (NTF-17)', () => {
  test('stand in one row with their number, the newest in front, and count as one', async () => {
    await three()
    expect(await view()).toMatchObject([{ count: 3, detail: '“Three”' }])
    expect(await maeve.api.notifications.unreadCount({})).toMatchObject({ unread: 1, todo: 1 })
    const other = await assignedTask(hub, org, maeve)
    await org.api.modules.ops.tasks.comments.add({ taskId: other.id, body: 'Elsewhere' })
    await everythingHeard(hub)
    expect((await view()).map(({ count }) => count)).toEqual([1, 3])
  })

  test('are read, unread, done and put back together', async () => {
    const id = await three()
    const { notifications } = maeve.api
    later()
    expect(await notifications.markRead({ id })).toMatchObject({ count: 3 })
    expect([await view('unread'), (await view()).map(({ count }) => count)]).toEqual([[], [3]])
    expect(await notifications.markUnread({ id })).toMatchObject({ count: 3, readAt: null })
    later()
    await notifications.done({ id })
    expect([await view(), (await view('done')).map(({ count }) => count)]).toEqual([[], [3]])
    later()
    expect(await notifications.undo({ id })).toMatchObject({ count: 3, doneAt: null })
    expect((await view()).map(({ count }) => count)).toEqual([3])
  })

  test('are snoozed together, come back together, and at once where that is undone', async () => {
    const id = await three()
    const { notifications } = maeve.api
    const until = () => new Date(now.getTime() + HOUR_MS).toISOString()
    await notifications.snooze({ id, until: until() })
    expect([await view(), (await view('snoozed')).map(({ count }) => count)]).toEqual([[], [3]])
    expect(await notifications.unreadCount({})).toMatchObject({ todo: 0, snoozed: 1 })
    later(HOUR_MS)
    expect((await view('unread')).map(({ count }) => count)).toEqual([3])
    await notifications.snooze({ id, until: until() })
    await notifications.undo({ id })
    expect((await view()).map(({ count }) => count)).toEqual([3])
  })

  test('begin a new row once those before were read, and one that came unseen is not done with them', async () => {
    const id = await three()
    const { notifications } = maeve.api
    await notifications.markRead({ id })
    await comment('Four')
    expect((await view()).map(({ count }) => count)).toEqual([1, 3])
    const four = (await view('unread'))[0]?.id ?? ''
    await comment('Five')
    await notifications.done({ id: four })
    expect(await view('unread')).toMatchObject([{ count: 1, detail: '“Five”' }])
  })

  test('of another person are left alone', async () => {
    const nils = await org.join('member')
    await org.api.modules.ops.tasks.assign({ id: taskId, assigneeId: nils.userId })
    await everythingHeard(hub)
    const before = await asSuperuser(
      hub.database,
      `select count(*)::int as count from app.notification where user_id = $1`,
      [nils.userId],
    )
    const id = await three()
    await nils.api.notifications.doneAll({})
    await maeve.api.notifications.done({ id }).catch(() => undefined)
    expect(before).toEqual([{ count: 1 }])
    const { items } = await nils.api.notifications.list({ view: 'done' })
    expect(items.filter(({ kind }) => kind === 'ops.task.commented')).toMatchObject([{ count: 3 }])
  })

  test('are one mail, and one line of the daily mail', async () => {
    const mails = async () => {
      await sendDueMails(hub.hub)
      await everythingHeard(hub)
      return hub.mails.filter(({ to }) => to === maeve.email)
    }
    const kind = 'ops.task.commented'
    await maeve.api.notifications.preferences.set({ kinds: [{ kind, inApp: true, mail: 'now' }] })
    await three()
    const words = `${org.owner.name} commented on Seal the boxes, and 2 more like it`
    expect(await mails()).toMatchObject([{ subject: expect.stringContaining(words) }])
    await maeve.api.notifications.preferences.set({ kinds: [{ kind, inApp: true, mail: 'digest' }] })
    await three()
    later(24 * HOUR_MS)
    const [, daily, ...others] = await mails()
    expect([daily?.lines?.map((line) => line.words), others]).toEqual([[words], []])
  })
})
