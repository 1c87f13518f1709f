import { asSuperuser, superuserSession } from '@hub/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../testing/index.ts'
import type { TestHub } from '../testing/index.ts'
import { newAccount } from '../testing/ledger-account.ts'
import type { LedgerAccount } from '../testing/ledger-account.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

/** Backends of this database that stand at a lock with a statement of the ledger. */
async function waiting(): Promise<number[]> {
  const rows = await asSuperuser<{ pid: number }>(
    hub.database,
    `select pid from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and query like '%credit_act%'`,
  )
  return rows.map(({ pid }) => pid)
}

async function nextWaiting(before: readonly number[] = []): Promise<number> {
  for (;;) {
    const found = (await waiting()).find((pid) => !before.includes(pid))
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Keeps the balance's row locked meanwhile, as another process does that is at it. */
async function whileLocked<R>(account: LedgerAccount, work: () => Promise<R>): Promise<R> {
  const admin = await superuserSession(hub.database)
  await admin.query('begin')
  await admin.query('select from app.credit_account where org_id = $1 for update', [account.orgId])
  try {
    return await work()
  } finally {
    await admin.query('commit')
    await admin.end()
  }
}

const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'held',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )

test('what comes while a statement is under way goes together in the next, in its order', async () => {
  const account = await newAccount(hub, 100)
  let statements = 0
  const tries = await whileLocked(account, async () => {
    hub.hub.db.watch(({ summary }) => void (statements += summary === 'select credit_act' ? 1 : 0))
    const first = account.tryHold(1)
    await nextWaiting()
    const more = [40, 40, 40, 19].map((micro) => account.tryHold(micro))
    await expect(waiting()).resolves.toHaveLength(1)
    return [first, ...more]
  })
  expect(await Promise.all(tries)).toEqual(['held', 'held', 'held', 'PAYMENT_REQUIRED', 'held'])
  expect(statements).toBe(2)
  expect(await account.differences()).toEqual([])
})

test('an act that the database refuses takes no other with it', async () => {
  const account = await newAccount(hub, 100)
  const tries = await whileLocked(account, async () => {
    const first = outcome(account.hold(1))
    await nextWaiting()
    return [first, outcome(account.hold(10)), outcome(account.hold(0)), outcome(account.hold(10))]
  })
  expect(await Promise.all(tries)).toEqual(['held', 'held', '22023', 'held'])
  expect(await account.state()).toEqual({ available: 79, held: 21 })
})

test('a lost connection fails what was on it, sends nothing twice, and holds up nothing after it', async () => {
  const account = await newAccount(hub, 100)
  const { tries, last } = await whileLocked(account, async () => {
    const first = outcome(account.hold(1))
    const pid = await nextWaiting()
    const queued = [outcome(account.hold(10)), outcome(account.hold(10))]
    await asSuperuser(hub.database, 'select pg_terminate_backend($1)', [pid])
    const next = await nextWaiting([pid])
    const after = outcome(account.hold(5))
    await asSuperuser(hub.database, 'select pg_terminate_backend($1)', [next])
    return { tries: [first, ...queued], last: after }
  })
  expect(await Promise.all(tries)).toEqual(['57P01', '57P01', '57P01'])
  expect(await last).toBe('held')
  expect(await account.state()).toEqual({ available: 95, held: 5 })
})

test('organizations do not wait for each other', async () => {
  const [busy, other] = [await newAccount(hub, 100), await newAccount(hub, 100)]
  await whileLocked(busy, async () => {
    const held = busy.tryHold(1)
    await nextWaiting()
    await expect(other.tryHold(1)).resolves.toBe('held')
    return { held }
  })
})
