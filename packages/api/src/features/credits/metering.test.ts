import { randomUUID } from 'node:crypto'
import { verifyLedger } from '@hub/db'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MICRO } from '../../shared/micro.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

const READ = MICRO / 100
const WRITE = MICRO / 20

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

async function orgWith(micro: number): Promise<TestOrg> {
  const org = await hub.newOrg()
  if (micro > 0) await giveCredits(hub, org.orgId, { micro })
  return org
}

const balanceOf = async (org: TestOrg) => {
  const { availableMicro, heldMicro } = await org.api.credits.balance()
  return { availableMicro, heldMicro }
}
const sound = async (org: TestOrg) =>
  expect(await verifyLedger(hub.hub.db.org(org.orgId), org.orgId)).toMatchObject({
    ok: true,
    differences: [],
  })
const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) => (result.status === 'fulfilled' ? 'OK' : (result.reason as { code: string }).code))
const counted = (names: string[]) =>
  Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]))

/** A write by a scheduled workflow: charged, and asks nobody. */
const workflowTasks = (org: TestOrg) => org.as({ door: 'workflow' }).modules.ops.tasks

describe('a metered call', () => {
  test('charges a read by MCP and nothing in the browser (CRED-2)', async () => {
    const org = await orgWith(MICRO)
    await org.api.modules.ops.tasks.list({})
    expect(await balanceOf(org)).toEqual({ availableMicro: MICRO, heldMicro: 0 })
    await org.as({ door: 'mcp' }).modules.ops.tasks.list({})
    expect(await balanceOf(org)).toEqual({ availableMicro: MICRO - READ, heldMicro: 0 })
    await sound(org)
  })

  test('gives exactly 50 of 200 parallel calls a balance for 50 (CRED-2)', async () => {
    const org = await orgWith(50 * READ)
    const mcp = org.as({ door: 'mcp' })
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, () => mcp.modules.ops.tasks.list({})),
    )
    expect(counted(codes(results))).toEqual({ OK: 50, PAYMENT_REQUIRED: 150 })
    expect(await balanceOf(org)).toEqual({ availableMicro: 0, heldMicro: 0 })
    const entries = await hub.hub.db
      .org(org.orgId)
      .selectFrom('creditEntry')
      .select('availableAfter')
      .execute()
    expect(Math.min(...entries.map(({ availableAfter }) => availableAfter))).toBe(0)
    await sound(org)
  })

  test('charges one key in 50 parallel calls once (CON-6)', async () => {
    const org = await orgWith(MICRO)
    const idempotencyKey = randomUUID()
    const calls = Array.from({ length: 50 }, () =>
      workflowTasks(org).create({ title: 'Once', idempotencyKey }),
    )
    const results = codes(await Promise.allSettled(calls))
    expect(results).toContain('OK')
    expect(new Set(results).difference(new Set(['OK', 'IN_FLIGHT']))).toEqual(new Set())
    expect(await balanceOf(org)).toEqual({ availableMicro: MICRO - WRITE, heldMicro: 0 })
    expect((await org.api.modules.ops.tasks.list({})).items).toHaveLength(1)
    await sound(org)
  })

  test('answers a repeat from the last credit with the first answer', async () => {
    const org = await orgWith(WRITE)
    const input = { title: 'Last', idempotencyKey: randomUUID() }
    const first = await workflowTasks(org).create(input)
    await expect(workflowTasks(org).create(input)).resolves.toEqual(first)
    await expect(workflowTasks(org).create({ title: 'Next' })).rejects.toMatchObject({
      code: 'PAYMENT_REQUIRED',
    })
  })

  test('says what is needed, what is there and what to do when credits are out', async () => {
    const org = await orgWith(READ)
    await expect(workflowTasks(org).create({ title: 'Too dear' })).rejects.toMatchObject({
      code: 'PAYMENT_REQUIRED',
      message: expect.stringMatching(
        /needs 0\.05 credits and 0\.01 are left\. For more, ask whoever runs this hub/,
      ),
    })
    expect(await balanceOf(org)).toEqual({ availableMicro: READ, heldMicro: 0 })
  })

  test('reserves nothing for bad input', async () => {
    const org = await orgWith(MICRO)
    await expect(workflowTasks(org).create({ title: '' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    const holds = await hub.hub.db.org(org.orgId).selectFrom('creditHold').select('id').execute()
    expect(holds).toEqual([])
  })

  test('costs nothing when it fails', async () => {
    const org = await orgWith(MICRO)
    await expect(workflowTasks(org).complete({ id: randomUUID() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await balanceOf(org)).toEqual({ availableMicro: MICRO, heldMicro: 0 })
    expect((await org.api.credits.history({ kind: 'charge' })).items).toEqual([])
    await sound(org)
  })

  test('is free inside a call that is charged already', async () => {
    const org = await orgWith(0)
    await expect(
      org.as({ door: 'workflow', charged: true }).modules.ops.tasks.create({ title: 'Part' }),
    ).resolves.toMatchObject({ title: 'Part' })
  })

  test('asks an unverified person to confirm the address first (AUTH-1)', async () => {
    const org = await orgWith(MICRO)
    await asSuperuser(hub.database, 'update app.auth_user set email_verified_at = null where id = $1', [
      org.owner.userId,
    ])
    await expect(org.as({ door: 'mcp' }).modules.ops.tasks.list({})).rejects.toMatchObject({
      code: 'EMAIL_NOT_VERIFIED',
    })
    await expect(org.api.modules.ops.tasks.list({})).resolves.toMatchObject({ items: [] })
  })

  test('keeps the price version, the door and the actor with the charge (CRED-1)', async () => {
    const org = await orgWith(MICRO)
    await org.as({ door: 'assistant', driver: 'some-model' }).modules.ops.tasks.list({})
    const charge = await hub.hub.db
      .org(org.orgId)
      .selectFrom('creditEntry')
      .selectAll()
      .where('kind', '=', 'charge')
      .executeTakeFirstOrThrow()
    expect(charge).toMatchObject({
      procedure: 'modules.ops.tasks.list',
      door: 'assistant',
      driver: 'some-model',
      actorId: org.owner.userId,
    })
    const { book } = await hub.hub.db.system
      .selectFrom('creditPrice')
      .select('book')
      .where('version', '=', charge.priceVersion)
      .executeTakeFirstOrThrow()
    expect(book).toMatchObject({ modelRead: READ, rules: { mcp: { read: READ, write: WRITE } } })
  })
})
