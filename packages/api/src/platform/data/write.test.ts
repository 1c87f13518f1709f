import { randomUUID } from 'node:crypto'
import { asSuperuser } from '@hub/db/testing'
import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { createTask } from '../../modules/ops/tasks/service.ts'
import { CreateTask } from '../../modules/ops/tasks/schema.ts'
import { createContext } from '../calls/context.ts'
import type { OrgContext } from '../calls/context.ts'
import { lockRow } from './locks.ts'
import { orgWrite } from './write.ts'
import type { KeyedCall } from './write.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

const keyed = (procedure: string): KeyedCall => ({
  procedure,
  key: randomUUID(),
  inputHash: Buffer.alloc(32),
  keepsSecret: false,
})

async function contextOf(of: TestOrg, key: KeyedCall | null): Promise<OrgContext> {
  const call = hub.call({ credential: { kind: 'person', userId: of.owner.userId }, org: of.slug })
  const base = createContext(hub.hub, call)
  const identity = await base.identity()
  const [membership] = identity.memberships
  if (!identity.actor || !membership) throw new Error('the owner is a member')
  const narrowed = {
    ...base,
    actor: identity.actor,
    org: membership,
    permissions: base.hub.permissions.of('owner'),
    db: hub.hub.db.org(of.orgId),
    meter: () => undefined,
  }
  return { ...narrowed, write: orgWrite(narrowed, key, null) }
}

const counts = async (of: TestOrg) => {
  const db = hub.hub.db.org(of.orgId)
  const tasks = await db.selectFrom('opsTask').select('id').execute()
  const audit = await db.selectFrom('auditEntry').select('action').orderBy('seq').execute()
  return { tasks: tasks.length, audit: audit.map(({ action }) => action) }
}

describe('ctx.write', () => {
  test('stores with an event which request caused it (GW-5)', async () => {
    const own = await hub.newOrg()
    const ctx = await contextOf(own, null)
    await ctx.write(async (tx) => tx.emit({ topic: 'mail.withheld', aggregate: 'test:1', payload: {} }))
    const rows = await asSuperuser<{ request_id: string }>(
      hub.database,
      'select request_id from app.outbox_event where org_id = $1',
      [own.orgId],
    )
    expect(rows).toEqual([{ request_id: ctx.call.requestId }])
  })

  test('lets a service called with the inner context join its transaction', async () => {
    const own = await hub.newOrg()
    const ctx = await contextOf(own, null)
    const failed = ctx.write(async (_tx, inner) => {
      await createTask(inner, CreateTask.parse({ title: 'Joined' }))
      throw new Error('afterwards')
    })
    await expect(failed).rejects.toThrow('afterwards')
    expect(await counts(own)).toEqual({ tasks: 0, audit: [] })

    await ctx.write(async (_tx, inner) => {
      await createTask(inner, CreateTask.parse({ title: 'One' }))
      return createTask(inner, CreateTask.parse({ title: 'Two' }))
    })
    expect(await counts(own)).toEqual({ tasks: 2, audit: ['ops.task.created', 'ops.task.created'] })
  })

  test('refuses a second transaction under one idempotency key', async () => {
    const ctx = await contextOf(org, keyed('test.twice'))
    await ctx.write(async () => 1)
    await expect(ctx.write(async () => 2)).rejects.toThrow('second transaction')
  })

  test('keeps the work, its events and its audit entries together or not at all', async () => {
    const own = await hub.newOrg()
    const ctx = await contextOf(own, null)
    const before = await asSuperuser(hub.database, 'select id from app.outbox_event where org_id = $1', [
      own.orgId,
    ])
    const failed = ctx.write(async (tx) => {
      tx.emit({ topic: 'mail.withheld', aggregate: 'test:1', payload: {} })
      tx.audit('test.done')
      await tx
        .insertInto('opsTask')
        .values({ id: uuidv7(), title: 'half' } as never)
        .execute()
    })
    await expect(failed).rejects.toThrow(/null value/)
    expect(await counts(own)).toEqual({ tasks: 0, audit: [] })
    expect(
      await asSuperuser(hub.database, 'select id from app.outbox_event where org_id = $1', [own.orgId]),
    ).toEqual(before)
  })

  test('answers a crashed call anew and a committed one from its stored result', async () => {
    const key = keyed('test.crash')
    const crashed = await contextOf(org, key)
    const kill = crashed.write(async (tx) => {
      const { pid } = await tx
        .selectNoFrom((eb) => eb.fn<number>('pg_backend_pid').as('pid'))
        .executeTakeFirstOrThrow()
      await asSuperuser(hub.database, 'select pg_terminate_backend($1)', [pid])
      await tx.selectFrom('opsTask').select('id').execute()
    })
    await expect(kill).rejects.toThrow()
    await expect((await contextOf(org, key)).write(async () => 'first')).resolves.toBe('first')
    await expect((await contextOf(org, key)).write(async () => 'second')).resolves.toBe('first')
  })

  test('two that wait for what the other holds both come through, each done once (CON-5)', async () => {
    const own = await hub.newOrg()
    const ids = await Promise.all(
      ['One', 'Two'].map(async (title) => (await own.api.modules.ops.tasks.create({ title })).id),
    )
    const both = Promise.withResolvers<undefined>()
    let holding = 0
    const inOrder = async ([first, second]: readonly string[]) =>
      (await contextOf(own, keyed('test.crossing'))).write(async (tx) => {
        tx.audit('test.crossed')
        await lockRow(tx, 'opsTask', first ?? '')
        holding += 1
        if (holding === 2) both.resolve(undefined)
        await both.promise
        await lockRow(tx, 'opsTask', second ?? '')
      })
    await Promise.all([inOrder(ids), inOrder(ids.toReversed())])
    expect(holding).toBe(3)
    expect((await counts(own)).audit.filter((action) => action === 'test.crossed')).toHaveLength(2)
  })
})
