import { appendAudit, inTx } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createContext } from '../../platform/calls/context.ts'
import type { Hub } from '../../platform/hub.ts'
import { KEPT_MS } from '../../platform/live/changes.ts'
import { positionText, readPosition } from '../../platform/live/position.ts'
import { anotherServer, giveCredits, startHub } from '../../testing/index.ts'
import { callerOf } from '../../testing/caller.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { changesIn, followAs, readsIn, rowsIn } from './testing.ts'
import { byTheClock } from '../../testing/by-the-clock.ts'

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

/** A place at a server, of the owner unless somebody else is named. */
const seat = (org: TestOrg, userId = org.owner.userId, server = hub.hub) => ({
  hub: server,
  call: hub.call({ credential: { kind: 'person', userId }, org: org.slug }),
})

/** The same person through the second server. */
const elsewhere = ({ owner, slug }: TestOrg) =>
  callerOf(
    createContext(other, hub.call({ credential: { kind: 'person', userId: owner.userId }, org: slug })),
  )

const create = ({ api }: { api: TestOrg['api'] }, title = 'Order beans') =>
  api.modules.ops.tasks.create({ title })

describe('live.stream', () => {
  test(
    'tells a colleague’s new task within 300 ms, with the reads that show it (RT-1)',
    byTheClock,
    async () => {
      const org = await hub.newOrg()
      const colleague = await org.join('member')
      const follower = await followAs(seat(org))
      const task = await create(colleague)
      const at = performance.now()
      await follower.until((heard) => rowsIn(heard, 'ops_task').includes(task.id))
      expect(performance.now() - at).toBeLessThan(300)
      expect(changesIn(follower.heard)).toEqual([
        {
          action: 'ops.task.created',
          at: expect.any(String),
          rows: [{ entity: 'ops_task', id: task.id }],
          requestId: null,
        },
      ])
      expect([...readsIn(follower.heard)]).toEqual(
        expect.arrayContaining(['modules.ops.tasks.list', 'modules.ops.tasks.get', 'audit.activity']),
      )
      expect(JSON.stringify(follower.heard)).not.toContain('Order beans')
      await follower.drop()
    },
  )

  test('tells what was done on another server (RT-1)', async () => {
    const org = await hub.newOrg()
    const [here, there] = await Promise.all([
      followAs(seat(org)),
      followAs(seat(org, org.owner.userId, other)),
    ])
    const [one, two] = [await create(org), await create({ api: elsewhere(org) })]
    for (const follower of [here, there]) {
      await follower.until((heard) => rowsIn(heard, 'ops_task').length === 2)
      expect(rowsIn(follower.heard, 'ops_task').toSorted()).toEqual([one.id, two.id].toSorted())
      await follower.drop()
    }
  })

  test('says which call of its reader made the change', async () => {
    const org = await hub.newOrg()
    const follower = await followAs(seat(org))
    await create({ api: org.as({ requestId: 'request-of-this-tab' }) })
    await follower.until((heard) => changesIn(heard).length === 1)
    expect(changesIn(follower.heard)).toMatchObject([{ requestId: 'request-of-this-tab' }])
    await follower.drop()
  })

  test('tells what leaves no entry in the log: the balance, a job, one’s own conversation (RT-1)', async () => {
    const org = await hub.newOrg()
    const colleague = await org.join('member')
    const [follower, others] = await Promise.all([followAs(seat(org)), followAs(seat(org, colleague.userId))])
    await giveCredits(hub, org.orgId, { micro: 1_000_000 })
    await follower.until((heard) => readsIn(heard).has('credits.balance'))
    const { id } = await org.api.jobs.startExport({ list: 'members' })
    const { conversationId } = await org.api.assistant.send({ text: 'What can you do?' })
    await follower.until((heard) => rowsIn(heard, 'assistant_conversation').includes(conversationId))
    expect(rowsIn(follower.heard, 'job')).toContain(id)
    await others.until((heard) => readsIn(heard).has('credits.balance'))
    // Whoever manages nobody's jobs hears of their own alone, and nobody of another person's conversation.
    expect(rowsIn(others.heard, 'job')).toEqual([])
    expect(rowsIn(others.heard, 'assistant_conversation')).toEqual([])
    expect(changesIn(others.heard).map(({ action }) => action)).not.toContain('assistant.asked')
    await Promise.all([follower.drop(), others.drop()])
  })

  test('tells in each organization of a person that they are called something else', async () => {
    const org = await hub.newOrg()
    const colleague = await org.join('viewer')
    const follower = await followAs(seat(org))
    await colleague.api.auth.updateProfile({ name: 'Another Name' })
    await follower.until((heard) => rowsIn(heard, 'organization_member.user_id').includes(colleague.userId))
    expect(readsIn(follower.heard)).toContain('organizations.members.list')
    await follower.drop()
  })

  test('tells nothing of another organization, and nothing of a module to whoever has no level in it (RT-1)', async () => {
    const [org, foreign] = [await hub.newOrg(), await hub.newOrg()]
    const outsider = await org.join('member', { ops: 'none' })
    const [stranger, closed, open] = await Promise.all([
      followAs(seat(foreign)),
      followAs(seat(org, outsider.userId)),
      followAs(seat(org)),
    ])
    const task = await create(org)
    await org.api.modules.ops.tasks.complete({ id: task.id })
    await open.until((heard) => rowsIn(heard, 'ops_task').length === 2)
    await org.api.organizations.update({ name: 'Told last' })
    await closed.until((heard) => changesIn(heard).length > 0)
    expect(changesIn(closed.heard).map(({ action }) => action)).toEqual(['organization.updated'])
    expect([...readsIn(closed.heard)].filter((path) => path.startsWith('modules.ops'))).toEqual([])
    expect(changesIn(stranger.heard)).toEqual([])
    await Promise.all([stranger.drop(), closed.drop(), open.drop()])
  })
})

describe('resuming live.stream', () => {
  test('tells each of 500 changes once to readers that drop again and again, on either server (RT-1)', async () => {
    const org = await hub.newOrg()
    const apis = [org.api, elsewhere(org)]
    const start = await (await followAs(seat(org))).drop()
    const made: string[] = []
    let isOver = false
    const writing = Promise.all(
      Array.from({ length: 5 }, async (_, writer) => {
        for (let n = 0; n < 100; n += 1)
          made.push((await create({ api: apis[(writer + n) % 2] ?? org.api })).id)
      }),
    ).finally(() => (isOver = true))
    const readers = Array.from({ length: 3 }, async (_, reader) => {
      const told: string[] = []
      let from = start
      for (let round = 0; told.length < 500 || !isOver; round += 1) {
        const follower = await followAs(
          seat(org, org.owner.userId, (reader + round) % 2 === 0 ? hub.hub : other),
          from,
        )
        await follower.until((heard) => rowsIn(heard, 'ops_task').length > 0)
        from = await follower.drop()
        told.push(...rowsIn(follower.heard, 'ops_task'))
      }
      return told
    })
    await writing
    for (const told of await Promise.all(readers)) {
      expect(told).toHaveLength(500)
      expect(told.toSorted()).toEqual(made.toSorted())
    }
  })

  test('tells what a slow transaction committed after quick ones that began later', async () => {
    const org = await hub.newOrg()
    const follower = await followAs(seat(org))
    const [begun, finished] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const slow = inTx(hub.hub.db.system, async (tx) => {
      await tx.updateTable('authUser').set({ name: 'Slow' }).where('id', '=', org.owner.userId).execute()
      begun.resolve()
      await finished.promise
    })
    await begun.promise
    const task = await create(org)
    await follower.until((heard) => rowsIn(heard, 'ops_task').includes(task.id))
    const from = await follower.drop()
    finished.resolve()
    await slow
    const again = await followAs(seat(org), from)
    await again.until((heard) => rowsIn(heard, 'organization_member.user_id').includes(org.owner.userId))
    expect(rowsIn(again.heard, 'ops_task')).toEqual([])
    await again.drop()
  })

  test('begins anew where the position is too old, or is none of this hub', async () => {
    const org = await hub.newOrg()
    const position = readPosition(await (await followAs(seat(org))).drop())
    if (!position) throw new Error('no position')
    const old = positionText({ ...position, at: Date.now() - KEPT_MS - 1 })
    for (const from of [old, 'yesterday', `${Date.now()}.9:3:`, `${Date.now()}.3:9:2`]) {
      const follower = await followAs(seat(org), from)
      expect(follower.heard[0]?.data).toEqual({ type: 'ready', isReset: true, changes: [], reads: [] })
      await follower.drop()
    }
  })

  test('begins anew after more changes than anybody reads one by one', async () => {
    const org = await hub.newOrg()
    const first = await followAs(seat(org))
    const from = await first.drop()
    const entry = { actorId: org.owner.userId, door: 'web', action: 'organization.updated' }
    await inTx(hub.hub.db.org(org.orgId), (tx) => appendAudit(tx, Array(1_200).fill(entry)))
    const again = await followAs(seat(org), from)
    expect(again.heard[0]?.data).toMatchObject({ type: 'ready', isReset: true })
    await again.drop()
  })
})
