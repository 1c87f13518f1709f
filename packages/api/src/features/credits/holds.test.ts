import { randomBytes } from 'node:crypto'
import { sql, uuidv7 } from '@hub/db'
import { asSuperuser, superuserSession, untilAtLock } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chargeWork, markHoldWorked, sweepCredits } from '../../platform/credits/credits.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { newAccount } from '../../testing/ledger-account.ts'
import type { LedgerAccount } from '../../testing/ledger-account.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

/** Half of what happens at once, happens in other processes. */
const somewhere = (account: LedgerAccount, turn: number): LedgerAccount =>
  turn % 2 === 0 ? account : account.elsewhere()

describe('a hold', () => {
  test('is settled once by twenty at the same time', async () => {
    const account = await newAccount(hub, 1_000)
    const holdId = await account.hold(100)
    await Promise.all(
      Array.from({ length: 20 }, (_, turn) => somewhere(account, turn).line.settle(holdId, { micro: 40 })),
    )
    expect(await account.state()).toEqual({ available: 960, held: 0 })
    expect(await account.kinds()).toEqual(['grant', 'hold', 'charge'])
  })

  test('is made once by fifty repeats of one key, and answered "done" afterwards', async () => {
    const account = await newAccount(hub, 100)
    const key = randomBytes(32)
    const first = await Promise.all(
      Array.from({ length: 50 }, (_, turn) => somewhere(account, turn).tryHold(100, key)),
    )
    expect(first.toSorted()).toEqual(['held', ...Array.from({ length: 49 }, () => 'IN_FLIGHT')].toSorted())
    const [{ id } = { id: '' }] = await account.db.selectFrom('creditHold').select('id').execute()
    await account.line.settle(id, { micro: 100 })
    expect(await account.tryHold(100, key)).toBe('done')
    expect(await account.tryHold(100)).toBe('PAYMENT_REQUIRED')
  })

  test('answers a repeat by its key also where the first has just taken the last credit', async () => {
    const account = await newAccount(hub, 100)
    const key = randomBytes(32)
    const admin = await superuserSession(hub.database)
    await admin.query('begin')
    await admin.query('select from app.credit_account where org_id = $1 for update', [account.orgId])
    const answers = Promise.all([1, 2, 3].map(() => account.elsewhere().tryHold(100, key)))
    await untilAtLock(hub.database, '%credit_act%', 3)
    await admin.query('commit')
    await admin.end()
    expect((await answers).toSorted()).toEqual(['IN_FLIGHT', 'IN_FLIGHT', 'held'])
  })

  test('can be made again under the key of one that was freed', async () => {
    const account = await newAccount(hub, 100)
    const key = randomBytes(32)
    await account.line.free(await account.hold(100, key))
    await expect(account.hold(100, key)).resolves.toEqual(expect.any(String))
    expect(await account.differences()).toEqual([])
  })

  test('can be made again under a key of more than a day ago', async () => {
    const account = await newAccount(hub, 100)
    const key = randomBytes(32)
    await account.line.settle(await account.hold(10, key), { micro: 10 })
    await asSuperuser(
      hub.database,
      `update app.credit_hold set closed_at = now() - interval '25 hours' where org_id = $1`,
      [account.orgId],
    )
    await expect(account.hold(10, key)).resolves.toEqual(expect.any(String))
  })

  test('is out of reach for another organization', async () => {
    const account = await newAccount(hub, 100)
    const stranger = await newAccount(hub, 100)
    const holdId = await account.hold(60)
    await stranger.line.settle(holdId, { micro: 60 })
    await stranger.line.free(holdId)
    expect(await account.state()).toEqual({ available: 40, held: 60 })
    expect(await stranger.state()).toEqual({ available: 100, held: 0 })
  })

  test('is no way for a request to give, take or sweep credit', async () => {
    const { db, orgId } = await newAccount(hub, 100)
    const grant = JSON.stringify({ id: uuidv7(), source: 'adjustment', amount: 1 })
    const calls = [
      sql`select app.credit_grant(${orgId}::uuid, ${grant}::jsonb)`,
      sql`select app.credit_adjust(${orgId}::uuid, ${grant}::jsonb)`,
      sql`select app.credit_sweep(${orgId}::uuid, 10)`,
      sql`select app.credit_post(null::app.credit_entry)`,
      sql`select app.credit_charge(null::app.credit_hold, 0, '{}')`,
      sql`select app.credit_settle(${orgId}::uuid, 0)`,
    ]
    for (const call of calls) await expect(call.execute(db)).rejects.toMatchObject({ code: '42501' })
  })

  test('is the most that its work is charged, whatever the work says it took', async () => {
    const account = await newAccount(hub, 1_000)
    const { db, line } = account
    const { log, metrics } = hub.hub
    const work = { db, line, log, metrics, holdId: await account.hold(60), heldMicro: 60, micro: 0 }
    await chargeWork(work, async (charge) => charge.meter(18_000_000))
    expect(await account.state()).toEqual({ available: 940, held: 0 })
  })

  test('takes what exceeds it from the balance, and the rest is the loss of the platform', async () => {
    const account = await newAccount(hub, 100)
    await account.line.settle(await account.hold(60), { micro: 130 })
    expect(await account.state()).toEqual({ available: 0, held: 0 })
    const loss = await account.db
      .selectFrom('creditEntry')
      .select('lost')
      .where('kind', '=', 'loss')
      .execute()
    expect(loss).toEqual([{ lost: 30 }])
    expect(await account.differences()).toEqual([])
  })

  test('is charged late when its call ends after the sweeper freed it', async () => {
    const account = await newAccount(hub, 100)
    const holdId = await account.hold(60)
    await account.lapse()
    await sweepCredits(hub.hub.db.system)
    expect(await account.state()).toEqual({ available: 100, held: 0 })
    await account.line.settle(holdId, { micro: 25 })
    expect(await account.state()).toEqual({ available: 75, held: 0 })
    expect(await account.differences()).toEqual([])
  })

  test('stays charged when the call fails after its work has committed', async () => {
    const account = await newAccount(hub, 100)
    const holdId = await account.hold(60)
    await markHoldWorked(account.db, holdId)
    await account.line.free(holdId)
    expect(await account.state()).toEqual({ available: 40, held: 0 })
  })
})

describe('grants', () => {
  test('are used by priority, then by their end, then by age (CRED-1)', async () => {
    const account = await newAccount(hub)
    const soon = new Date(Date.now() + 3_600_000)
    const later = new Date(Date.now() + 7_200_000)
    for (const gift of [
      { micro: 10, priority: 2 },
      { micro: 10, priority: 1, expiresAt: later },
      { micro: 10, priority: 1 },
      { micro: 10, priority: 1, expiresAt: soon },
    ])
      await giveCredits(hub, account.orgId, gift)
    const spend = async (spent: number) => account.line.settle(await account.hold(spent), { micro: spent })
    await spend(15)
    expect(await account.remaining()).toEqual([10, 5, 10, 0])
    await spend(10)
    expect(await account.remaining()).toEqual([10, 0, 5, 0])
    await spend(10)
    expect(await account.remaining()).toEqual([5, 0, 0, 0])
    expect(await account.differences()).toEqual([])
  })

  test('end, except for what is on hold until that is settled (CRED-1)', async () => {
    const account = await newAccount(hub)
    await giveCredits(hub, account.orgId, { micro: 100, expiresAt: new Date(Date.now() - 1_000) })
    const holdId = await account.hold(30)
    await sweepCredits(hub.hub.db.system)
    expect(await account.state()).toEqual({ available: 0, held: 30 })
    await account.line.settle(holdId, { micro: 20 })
    expect(await account.state()).toEqual({ available: 10, held: 0 })
    await sweepCredits(hub.hub.db.system)
    expect(await account.state()).toEqual({ available: 0, held: 0 })
    expect(await account.differences()).toEqual([])
  })
})

describe('an account under load', () => {
  test('adds up whatever meets at the same moment, and nobody waits for ever', async () => {
    const account = await newAccount(hub, 2_000)
    const work = async (turn: number): Promise<void> => {
      const at = somewhere(account, turn)
      const holdId = await at.hold(1 + (turn % 30)).catch(() => null)
      if (holdId === null) return
      if (turn % 3 === 0) await markHoldWorked(account.db, holdId)
      if (turn % 5 === 0) await account.lapse()
      await Promise.all([
        turn % 4 < 2 ? at.line.settle(holdId, { micro: turn % 50 }) : at.line.free(holdId),
        turn % 7 === 0 ? sweepCredits(hub.hub.db.system) : account.adjust(-1),
      ])
    }
    await Promise.all(Array.from({ length: 120 }, (_, turn) => work(turn)))
    await account.lapse()
    await sweepCredits(hub.hub.db.system)
    expect(await account.differences()).toEqual([])
    expect(await account.state()).toMatchObject({ held: 0 })
  })
})
