import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Hub } from '../../platform/hub.ts'
import type { Call } from '../../platform/calls/call.ts'
import { anotherServer, issueKey, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { sweepChanges } from '../../platform/live/changes.ts'
import { RoomPeople } from './schema.ts'

const PATIENCE = { timeout: 3_000, interval: 10 }

let hub: TestHub
let other: Hub
beforeAll(async () => {
  hub = await startHub()
  other = await anotherServer(hub, hub.modules)
  for (const { fanout } of [hub.hub, other]) fanout.start()
})
afterAll(async () => {
  await other.fanout.stop()
  await hub.hub.fanout.stop()
  await other.outbox.stop()
  await hub.stop()
})

const callAs = (org: TestOrg, credential: Call['credential']): Call => hub.call({ credential, org: org.slug })

/** A page that has the record open: what it shows of others, and its closing. */
async function open(call: Call, entityId: string, { server = hub.hub, entity = 'ops_task' } = {}) {
  const closing = new AbortController()
  const { signal } = closing
  const stream = await server.catalog.subscribe('live.room', { entity, entityId }, { ...call, signal })
  const seen: string[][] = []
  const first = Promise.withResolvers<void>()
  const reading = (async () => {
    for await (const event of stream) {
      seen.push(RoomPeople.parse(event).people.map(({ name }) => name))
      first.resolve()
    }
  })()
  await Promise.race([reading, first.promise])
  return {
    shown: () => seen.at(-1),
    leave: () => {
      closing.abort()
      return reading
    },
  }
}

describe('live.room', () => {
  test('shows who comes and who goes, on every server, and nobody to themselves (RT-1)', async () => {
    const org = await hub.newOrg()
    const colleague = await org.join('member')
    const { id } = await org.api.modules.ops.tasks.create({ title: 'Order beans' })
    const own = callAs(org, { kind: 'person', userId: org.owner.userId })
    const mine = await open(own, id)
    expect(mine.shown()).toEqual([])
    const secondTab = await open(own, id)
    const theirs = await open(callAs(org, { kind: 'person', userId: colleague.userId }), id, {
      server: other,
    })
    expect(theirs.shown()).toEqual([org.owner.name])
    await expect.poll(mine.shown, PATIENCE).toEqual([colleague.name])
    await secondTab.leave()
    await theirs.leave()
    await expect.poll(mine.shown, PATIENCE).toEqual([])
    await mine.leave()
    const rows = await hub.hub.db.org(org.orgId).selectFrom('livePresence').select('seat').execute()
    expect(rows).toEqual([])
  })

  test('does not show a program as its person, nor somebody whose server died', async () => {
    const org = await hub.newOrg()
    const colleague = await org.join('member')
    const { id } = await org.api.modules.ops.tasks.create({ title: 'Order beans' })
    const { text: key } = await issueKey(hub.hub, { orgId: org.orgId, userId: colleague.userId })
    const program = await open({ ...callAs(org, { kind: 'apiKey', key }), door: 'rest' }, id)
    await hub.hub.db
      .org(org.orgId)
      .insertInto('livePresence')
      .values({
        seat: id,
        entity: 'ops_task',
        entityId: id,
        personId: colleague.userId,
        expiresAt: new Date(Date.now() - 1_000),
      })
      .execute()
    expect(program.shown()).toEqual([])
    const mine = await open(callAs(org, { kind: 'person', userId: org.owner.userId }), id)
    expect(mine.shown()).toEqual([])
    await expect.poll(program.shown, PATIENCE).toEqual([org.owner.name])
    await Promise.all([mine.leave(), program.leave()])
    await sweepChanges(hub.hub.db.system, new Date())
    const rows = await hub.hub.db.org(org.orgId).selectFrom('livePresence').select('seat').execute()
    expect(rows).toEqual([])
  })

  test('is not there for whoever does not see the record, and for records that are one person’s own (RT-1)', async () => {
    const [org, foreign] = [await hub.newOrg(), await hub.newOrg()]
    const outsider = await org.join('member', { ops: 'none' })
    const { id } = await org.api.modules.ops.tasks.create({ title: 'Order beans' })
    const { id: job } = await org.api.jobs.startExport({ list: 'members' })
    const notFound = { code: 'NOT_FOUND' }
    await expect(open(callAs(org, { kind: 'person', userId: outsider.userId }), id)).rejects.toMatchObject(
      notFound,
    )
    await expect(
      open(callAs(foreign, { kind: 'person', userId: foreign.owner.userId }), id),
    ).rejects.toMatchObject(notFound)
    await expect(
      open(callAs(org, { kind: 'person', userId: org.owner.userId }), job, { entity: 'job' }),
    ).rejects.toMatchObject(notFound)
  })
})
