import { randomUUID } from 'node:crypto'
import { verifyLedger } from '@hub/db'
import { asSuperuser, superuserSession, untilAtLock } from '@hub/db/testing'
import type { SuperuserSession } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepCredits } from '../../platform/credits/credits.ts'
import type { AppError } from '../../shared/errors.ts'
import { MICRO } from '../../shared/micro.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

const WRITE = MICRO / 20

let hub: TestHub
let admin: SuperuserSession
beforeAll(async () => {
  hub = await startHub()
  admin = await superuserSession(hub.database)
})
afterAll(async () => {
  await admin.end()
  await hub.stop()
})

const balance = async (org: TestOrg) => {
  const { availableMicro, heldMicro } = await org.api.credits.balance()
  return { availableMicro, heldMicro }
}

const killWaiting = async (pattern: string) =>
  asSuperuser(
    hub.database,
    'select pg_terminate_backend($1)',
    (await untilAtLock(hub.database, pattern)).slice(0, 1),
  )

/** Makes the work stop at its last statement, the audit entry, until it is released. */
async function holdAuditLock(org: TestOrg): Promise<() => Promise<unknown>> {
  await admin.query('select pg_advisory_lock(7, hashtext($1))', [org.orgId])
  return () => admin.query('select pg_advisory_unlock(7, hashtext($1))', [org.orgId])
}

async function waitForHold(org: TestOrg): Promise<void> {
  const { db } = hub.hub
  while ((await db.org(org.orgId).selectFrom('creditHold').select('id').execute()).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 5))
}

/** What the call was for is there; its charge may still have to come. */
async function waitForTask(org: TestOrg): Promise<void> {
  const { db } = hub.hub
  while ((await db.org(org.orgId).selectFrom('opsTask').select('id').execute()).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 5))
}

const lapseAndSweep = async (org: TestOrg) => {
  await asSuperuser(
    hub.database,
    `update app.credit_hold set expires_at = now() - interval '1 minute' where org_id = $1`,
    [org.orgId],
  )
  return sweepCredits(hub.hub.db.system)
}

describe('a server that dies', () => {
  test('between work and settlement: the sweeper charges once (CRED-2)', async () => {
    const org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: MICRO })
    const release = await holdAuditLock(org)
    const input = { title: 'Survives', idempotencyKey: randomUUID() }
    const call = org.as({ door: 'workflow' }).modules.ops.tasks.create(input)
    await waitForHold(org)
    await admin.query('begin')
    await admin.query('select from app.credit_account where org_id = $1 for update', [org.orgId])
    await release()
    await killWaiting('%credit_act%')
    await admin.query('commit')
    const task = await call
    expect(await balance(org)).toEqual({ availableMicro: MICRO - WRITE, heldMicro: WRITE })
    expect(await lapseAndSweep(org)).toBe(1)
    expect(await lapseAndSweep(org)).toBe(0)
    expect(await balance(org)).toEqual({ availableMicro: MICRO - WRITE, heldMicro: 0 })
    await expect(org.as({ door: 'workflow' }).modules.ops.tasks.create(input)).resolves.toEqual(task)
    expect(await balance(org)).toEqual({ availableMicro: MICRO - WRITE, heldMicro: 0 })
    expect(await verifyLedger(hub.hub.db.org(org.orgId), org.orgId)).toMatchObject({ ok: true })
  })

  test('before its work has committed: the sweeper gives the hold back (CRED-2)', async () => {
    const org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: MICRO })
    const release = await holdAuditLock(org)
    const call = org.as({ door: 'workflow' }).modules.ops.tasks.create({ title: 'Lost' })
    const code = call.then(
      () => 'OK',
      (error: AppError) => error.code,
    )
    await waitForHold(org)
    await admin.query('begin')
    await admin.query('select from app.credit_account where org_id = $1 for update', [org.orgId])
    await killWaiting('%audit_append%')
    await killWaiting('%credit_act%')
    await admin.query('commit')
    await release()
    await expect(code).resolves.toBe('UNAVAILABLE')
    expect(await balance(org)).toEqual({ availableMicro: MICRO - WRITE, heldMicro: WRITE })
    expect(await lapseAndSweep(org)).toBe(1)
    expect(await balance(org)).toEqual({ availableMicro: MICRO, heldMicro: 0 })
    expect((await org.api.modules.ops.tasks.list({})).items).toEqual([])
  })
})

describe('a call that outlives its hold', () => {
  test('and its repeat are charged once between them (CON-6)', async () => {
    const org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: MICRO })
    const input = { title: 'Slow', idempotencyKey: randomUUID() }
    const create = () => org.as({ door: 'workflow' }).modules.ops.tasks.create(input)
    const tables = await superuserSession(hub.database)
    await tables.query('begin')
    await tables.query('lock table app.ops_task in share row exclusive mode')
    const first = create()
    await waitForHold(org)
    expect(await lapseAndSweep(org)).toBe(1)
    await admin.query('begin')
    await admin.query('select from app.credit_account where org_id = $1 for update', [org.orgId])
    const repeat = create()
    await untilAtLock(hub.database, '%credit_act%')
    await tables.query('commit')
    await tables.end()
    await waitForTask(org)
    await admin.query('commit')
    expect(await repeat).toEqual(await first)
    expect(await balance(org)).toEqual({ availableMicro: MICRO - WRITE, heldMicro: 0 })
    expect((await org.api.modules.ops.tasks.list({})).items).toHaveLength(1)
    expect(await verifyLedger(hub.hub.db.org(org.orgId), org.orgId)).toMatchObject({ ok: true })
  })
})
