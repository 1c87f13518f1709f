import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { modules } from '../../../modules/index.ts'
import { listener } from '../../../platform/events/listener.ts'
import { startHub } from '../../../testing/index.ts'
import { shelf } from '../../../testing/shelf/module.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { eventListenersHere, replayEventsHere } from '../service.ts'

const heard: string[] = []
let isDown = false
const names = listener({
  name: 'shelf.names',
  as: 'shelf.keeper',
  topics: ['organization.updated', 'ops.task.created'],
  run: async ({ topic, payload }) => {
    if (isDown) throw new Error('away')
    heard.push(`${topic} ${JSON.stringify(payload)}`)
  },
})

let hub: TestHub
let org: TestOrg
let administrator: { userId: string }
beforeAll(async () => {
  const keeper = { 'shelf.keeper': { title: 'Shelf: keeper', permissions: [] } }
  const module = { ...shelf, machines: { ...shelf.machines, ...keeper }, listeners: [names] }
  hub = await startHub({ modules: [...modules, module] })
  administrator = await hub.newPerson({ isPlatformAdmin: true })
})
beforeEach(async () => {
  org = await hub.newOrg()
  heard.length = 0
  isDown = false
})
afterAll(() => hub.stop())

const admin = () => hub.api(hub.call({ credential: { kind: 'person', userId: administrator.userId } })).admin
const longAgo = new Date(Date.now() - 3_600_000).toISOString()

async function happened(): Promise<void> {
  await org.api.organizations.update({ name: 'Salt & Crumb' })
  await org.api.modules.ops.tasks.create({ title: 'Order flour' })
  await hub.hub.outbox.drain()
}

describe('admin.events.replay (EVT-1)', () => {
  test('has a listener hear once more what it has heard, and no other', async () => {
    await happened()
    expect(heard).toHaveLength(2)
    const before = [...heard]
    heard.length = 0
    const wish = { listener: 'shelf.names', from: longAgo, orgId: org.orgId }
    await expect(admin().events.replay(wish)).resolves.toEqual({ count: 2 })
    const open = await asSuperuser(
      hub.database,
      `select distinct listener from app.outbox_delivery where delivered_at is null and dead_at is null`,
    )
    expect(open).toEqual([{ listener: 'shelf.names' }])
    await hub.hub.outbox.drain()
    expect(heard.toSorted((one, other) => (one < other ? -1 : 1))).toEqual(
      before.toSorted((one, other) => (one < other ? -1 : 1)),
    )
  })

  test('goes by topic, by time and by organization', async () => {
    await happened()
    const count = async (wish: object) =>
      (await replayEventsHere(hub.hub, { listener: 'shelf.names', from: longAgo, org: org.slug, ...wish }))
        .count
    expect(await count({ topic: 'ops.task.created' })).toBe(1)
    // What waits already is heard once.
    expect(await count({ topic: 'ops.task.created' })).toBe(0)
    await hub.hub.outbox.drain()
    expect(await count({ until: new Date(Date.parse(longAgo) + 1_000).toISOString() })).toBe(0)
    expect(await count({ from: new Date(Date.now() + 60_000).toISOString() })).toBe(0)
    expect(await count({})).toBe(2)
    await hub.hub.outbox.drain()
  })

  test.each([
    [{ topic: 'member.joined' }, /does not hear "member.joined"/],
    [{ until: longAgo }, /end lies before the beginning/],
  ])('refuses %j, which nothing can fit', async (more, message) => {
    await expect(
      admin().events.replay({ listener: 'shelf.names', from: longAgo, ...more }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringMatching(message) })
  })

  test('gives what was given up all its tries again, and what was there before the listener', async () => {
    await happened()
    await asSuperuser(
      hub.database,
      `update app.outbox_delivery set delivered_at = null, dead_at = now(), attempts = 12, last_error = 'away'
       where org_id = $1 and listener = 'shelf.names' and event_id in (select id from app.outbox_event where topic = 'ops.task.created')`,
      [org.orgId],
    )
    await asSuperuser(
      hub.database,
      `delete from app.outbox_delivery where org_id = $1 and listener = 'shelf.names'
       and event_id in (select id from app.outbox_event where topic = 'organization.updated')`,
      [org.orgId],
    )
    const dead = async () =>
      (await admin().events.listeners({})).listeners.find(({ name }) => name === 'shelf.names')?.dead
    expect(await dead()).toBe(1)
    heard.length = 0
    await admin().events.replay({ listener: 'shelf.names', from: longAgo, orgId: org.orgId })
    expect(await dead()).toBe(0)
    await hub.hub.outbox.drain()
    expect(heard).toHaveLength(2)
  })

  test('stands in the log of the platform, and never sends mails again', async () => {
    await replayEventsHere(hub.hub, { listener: 'shelf.names', from: longAgo, org: org.slug })
    const [entry] = await asSuperuser<{ data: object }>(
      hub.database,
      `select data from app.audit_entry where action = 'admin.events.replayed' order by seq desc limit 1`,
    )
    expect(entry?.data).toMatchObject({ listener: 'shelf.names', from: longAgo, count: 0 })
    await expect(admin().events.replay({ listener: 'hub.mail', from: longAgo })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'Mails that were sent are not sent again.',
    })
    await expect(admin().events.replay({ listener: 'shelf.gone', from: longAgo })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(org.api.admin.events.listeners({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('admin.events.listeners (EVT-1)', () => {
  test('says how far behind each is', async () => {
    isDown = true
    await happened()
    const { listeners } = await eventListenersHere(hub.hub)
    expect(listeners.map(({ name }) => name)).toEqual(expect.arrayContaining(['hub.endpoints', 'hub.mail']))
    expect(listeners.find(({ name }) => name === 'shelf.names')).toMatchObject({
      topics: ['organization.updated', 'ops.task.created'],
      waiting: 2,
      oldestWaitingAt: expect.any(String),
    })
  })
})
