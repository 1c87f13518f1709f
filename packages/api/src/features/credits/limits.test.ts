import { randomUUID } from 'node:crypto'
import { sql, verifyLedger } from '@hub/db'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CreditLines } from '../../platform/credits/credit-lines.ts'
import { priceVersion } from '../../platform/credits/price-versions.ts'
import { MICRO } from '../../shared/micro.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { issueKey, openSession, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

const READ = MICRO / 100
const WRITE = MICRO / 20

let hub: TestHub
let now = new Date()
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
afterAll(() => hub.stop())

interface Limits {
  monthMicro?: number | null
  memberDayMicro?: number | null
}

async function orgWith({ monthMicro = null, memberDayMicro = null }: Limits): Promise<TestOrg> {
  const org = await hub.newOrg()
  await giveCredits(hub, org.orgId, { micro: 100 * MICRO })
  await org.api.credits.setLimits({ monthMicro, memberDayMicro })
  return org
}

const sound = async (org: TestOrg) =>
  expect(await verifyLedger(hub.hub.db.org(org.orgId), org.orgId)).toMatchObject({ ok: true })

/** What many reads at once came to, by code. */
async function readMany(api: TestOrg['api'], calls: number): Promise<Record<string, number>> {
  const results = await Promise.allSettled(
    Array.from({ length: calls }, () => api.modules.ops.tasks.list({})),
  )
  const codes = results.map((one) =>
    one.status === 'fulfilled' ? 'OK' : (one.reason as { code: string }).code,
  )
  return Object.fromEntries(
    [...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]),
  )
}

describe('a limit of the month (CRED-4)', () => {
  test('lets exactly 20 of 50 parallel calls through, and says what to do', async () => {
    const org = await orgWith({ monthMicro: 20 * READ })
    const mcp = org.as({ door: 'mcp' })
    await expect(readMany(mcp, 50)).resolves.toEqual({ OK: 20, LIMIT_REACHED: 30 })
    await expect(mcp.modules.ops.tasks.list({})).rejects.toMatchObject({
      code: 'LIMIT_REACHED',
      message: expect.stringMatching(/none are left of what the organization.*An owner can raise/),
    })
    await expect(org.api.credits.balance()).resolves.toMatchObject({
      availableMicro: 100 * MICRO - 20 * READ,
      heldMicro: 0,
    })
    await expect(org.api.credits.limits()).resolves.toEqual({
      monthMicro: 20 * READ,
      memberDayMicro: null,
      usedThisMonthMicro: 20 * READ,
      usedTodayMicro: 20 * READ,
    })
    await sound(org)
  })

  test('is exact when 50 processes spend at once', async () => {
    const org = await orgWith({ monthMicro: 20 * READ })
    const { version } = await priceVersion(hub.hub)
    const wish = {
      idem: null,
      micro: READ,
      procedure: 'modules.ops.tasks.list',
      door: 'mcp',
      driver: null,
      actorId: org.owner.userId,
      apiKeyId: null,
      priceVersion: version,
    }
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => new CreditLines(hub.hub.db).of(org.orgId).reserve(wish)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
    await expect(org.api.credits.limits()).resolves.toMatchObject({ usedThisMonthMicro: 20 * READ })
    await sound(org)
  })

  test('counts what was spent before it was set, and gives back what failed', async () => {
    const org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: MICRO })
    const mcp = org.as({ door: 'mcp' })
    await readMany(mcp, 3)
    await org.api.credits.setLimits({ monthMicro: 5 * READ, memberDayMicro: null })
    for (let n = 0; n < 5; n += 1)
      await expect(mcp.modules.ops.tasks.get({ id: randomUUID() })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
    await expect(readMany(mcp, 5)).resolves.toEqual({ OK: 2, LIMIT_REACHED: 3 })
    await sound(org)
  })

  test('starts anew with the month', async () => {
    const org = await orgWith({ monthMicro: 2 * READ })
    const mcp = org.as({ door: 'mcp' })
    await expect(readMany(mcp, 3)).resolves.toEqual({ OK: 2, LIMIT_REACHED: 1 })
    // As if all of it had been spent in the month before.
    await asSuperuser(
      hub.database,
      `update app.credit_spent set period = period - interval '1 month' where org_id = '${org.orgId}';
       alter table app.credit_entry disable trigger append_only;
       update app.credit_entry set at = at - interval '1 month' where org_id = '${org.orgId}';
       alter table app.credit_entry enable always trigger append_only`,
    )
    await expect(readMany(mcp, 3)).resolves.toEqual({ OK: 2, LIMIT_REACHED: 1 })
  })

  test('answers a repeat under one key from the last credit of it', async () => {
    const org = await orgWith({ monthMicro: WRITE })
    const tasks = org.as({ door: 'workflow' }).modules.ops.tasks
    const input = { title: 'Last', idempotencyKey: randomUUID() }
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => tasks.create(input)))
    const codes = results.map((one) =>
      one.status === 'fulfilled' ? 'OK' : (one.reason as { code: string }).code,
    )
    expect(codes).toContain('OK')
    expect(new Set(codes).difference(new Set(['OK', 'IN_FLIGHT']))).toEqual(new Set())
    await expect(tasks.create({ title: 'Next' })).rejects.toMatchObject({ code: 'LIMIT_REACHED' })
    await sound(org)
  })

  test('stops nothing that is free', async () => {
    const org = await orgWith({ monthMicro: 0 })
    await expect(org.api.modules.ops.tasks.create({ title: 'By hand' })).resolves.toMatchObject({
      title: 'By hand',
    })
  })
})

describe('a limit of a member (CRED-4)', () => {
  test('holds for each by themselves, by whichever key they act', async () => {
    const org = await orgWith({ memberDayMicro: 4 * READ })
    const member = await org.join('member')
    const { text: key } = await issueKey(hub.hub, {
      orgId: org.orgId,
      userId: member.userId,
      kind: 'assistant',
    })
    const byKey = hub.api(hub.call({ door: 'mcp', credential: { kind: 'apiKey', key } }))
    const byHand = hub.api(
      hub.call({ door: 'mcp', credential: { kind: 'person', userId: member.userId }, org: org.slug }),
    )
    await expect(readMany(byKey, 3)).resolves.toEqual({ OK: 3 })
    await expect(readMany(byHand, 3)).resolves.toEqual({ OK: 1, LIMIT_REACHED: 2 })
    await expect(byKey.modules.ops.tasks.list({})).rejects.toMatchObject({
      code: 'LIMIT_REACHED',
      message: expect.stringContaining('each member may spend today'),
    })
    await expect(readMany(org.as({ door: 'mcp' }), 4)).resolves.toEqual({ OK: 4 })
    await expect(member.api.credits.limits()).resolves.toMatchObject({
      usedThisMonthMicro: 8 * READ,
      usedTodayMicro: 4 * READ,
    })
    await sound(org)
  })
})

describe('credits.setLimits (CRED-4)', () => {
  test('is for owners, in person, and is written to the log', async () => {
    const org = await orgWith({ monthMicro: MICRO })
    const deputy = await org.join('admin')
    const wish = { monthMicro: null, memberDayMicro: null }
    await expect(deputy.api.credits.setLimits(wish)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const { text: key } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })
    const byKey = hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key } }))
    await expect(byKey.credits.setLimits(wish)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const { items } = await org.api.audit.list({ action: 'credits.limits_set' })
    expect(items).toMatchObject([{ data: { before: { monthMicro: null }, now: { monthMicro: MICRO } } }])
  })

  test('asks for a fresh sign-in to raise a limit, and for none to lower it (ASVS 7.5.3)', async () => {
    now = new Date()
    const org = await orgWith({ monthMicro: 2 * MICRO, memberDayMicro: MICRO })
    const { accessToken: token } = await openSession(hub.hub, org.owner.userId)
    const owner = hub.api(hub.call({ credential: { kind: 'session', token }, org: org.slug }))
    now = new Date(Date.now() + 11 * 60_000)
    const set = (monthMicro: number | null) => owner.credits.setLimits({ monthMicro, memberDayMicro: MICRO })
    await expect(set(MICRO)).resolves.toMatchObject({ monthMicro: MICRO })
    await expect(set(3 * MICRO)).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
    await expect(set(null)).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
    await expect(owner.credits.limits()).resolves.toMatchObject({ monthMicro: MICRO })
    now = new Date()
    await expect(set(3 * MICRO)).resolves.toMatchObject({ monthMicro: 3 * MICRO })
  })

  test('of several at once that saw the same limits, one sets them (CON-5)', async () => {
    const org = await orgWith({ monthMicro: 9 * MICRO })
    const was = { monthMicro: 9 * MICRO, memberDayMicro: null }
    const wishes = Array.from({ length: 8 }, (_, index) => ({ ...was, monthMicro: (index + 1) * MICRO, was }))
    const answers = await Promise.allSettled(wishes.map((wish) => org.api.credits.setLimits(wish)))
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
    expect(refused).toHaveLength(7)
    for (const reason of refused) expect(reason).toMatchObject({ code: 'STALE_VERSION' })
    const { monthMicro } = await org.api.credits.limits()
    expect(answers[monthMicro === null ? -1 : monthMicro / MICRO - 1]).toMatchObject({ status: 'fulfilled' })
  })

  test('is never written past', async () => {
    const org = await orgWith({})
    const db = hub.hub.db.org(org.orgId)
    await expect(sql`update credit_limit set month = null`.execute(db)).rejects.toMatchObject({
      code: '42501',
    })
    await expect(sql`delete from credit_spent`.execute(db)).rejects.toMatchObject({ code: '42501' })
  })
})
