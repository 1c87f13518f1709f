import { sql, uuidv7 } from '@hub/db'
import { asSuperuser, atLock, superuserSession } from '@hub/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { newAccount } from '../../testing/ledger-account.ts'
import type { LedgerAccount } from '../../testing/ledger-account.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

/** Backends that stand at a lock with a statement of the ledger. */
const waiting = () => atLock(hub.database, '%credit_act%')

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

/** How often each function of the ledger was called while this worked. */
async function callsDuring(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const calls: Record<string, number> = {}
  hub.hub.db.watch(({ summary }) => {
    const name = /^select (credit_act\w*)$/.exec(summary)?.[1]
    if (name !== undefined) calls[name] = (calls[name] ?? 0) + 1
  })
  await work()
  hub.hub.db.watch(() => undefined)
  return calls
}

test('what comes while a statement is under way goes together in the next, in its order', async () => {
  const account = await newAccount(hub, 100)
  const calls = await callsDuring(async () => {
    const tries = await whileLocked(account, async () => {
      const first = account.tryHold(1)
      await nextWaiting()
      const more = [40, 40, 40, 19].map((micro) => account.tryHold(micro))
      await expect(waiting()).resolves.toHaveLength(1)
      return [first, ...more]
    })
    expect(await Promise.all(tries)).toEqual(['held', 'held', 'held', 'PAYMENT_REQUIRED', 'held'])
  })
  // The first found the account busy and waited for it alone; the others came together.
  expect(calls).toEqual({ credit_act_for: 2, credit_act: 1 })
  expect(await account.differences()).toEqual([])
})

test('acts of many organizations share a statement, and each has its own outcome', async () => {
  const accounts = await Promise.all(Array.from({ length: 20 }, () => newAccount(hub, 100)))
  const calls = await callsDuring(async () => {
    const wishes = accounts.map((account, at) => account.tryHold(at % 2 === 0 ? 60 : 101))
    const again = accounts.map((account) => account.tryHold(60))
    const outcomes = await Promise.all([...wishes, ...again])
    // Who holds 60 of 100 cannot hold 60 again; who asked for 101 held nothing.
    expect(outcomes).toEqual([
      ...accounts.map((_, at) => (at % 2 === 0 ? 'held' : 'PAYMENT_REQUIRED')),
      ...accounts.map((_, at) => (at % 2 === 0 ? 'PAYMENT_REQUIRED' : 'held')),
    ])
  })
  // Two began at once, the rest went when the first of them was back.
  expect(calls['credit_act_for']).toBeLessThanOrEqual(5)
  for (const account of accounts) {
    expect(await account.state()).toEqual({ available: 40, held: 60 })
    expect(await account.differences()).toEqual([])
  }
})

test('an act that the database refuses takes none of another organization with it', async () => {
  const accounts = await Promise.all(Array.from({ length: 6 }, () => newAccount(hub, 100)))
  const tries = accounts.map((account, at) => outcome(account.hold(at === 4 ? 0 : 10)))
  expect(await Promise.all(tries)).toEqual(['held', 'held', 'held', 'held', '22023', 'held'])
  for (const [at, account] of accounts.entries())
    expect(await account.state()).toEqual({ available: at === 4 ? 100 : 90, held: at === 4 ? 0 : 10 })
})

test('one that has no account has no credit', async () => {
  const request = {
    idem: null,
    micro: 1,
    procedure: 'x',
    door: 'rest',
    driver: null,
    apiKeyId: null,
    priceVersion: 1,
  }
  const nobody = hub.hub.credits.of(uuidv7()).reserve({ ...request, actorId: uuidv7() })
  await expect(nobody).rejects.toMatchObject({ code: 'PAYMENT_REQUIRED' })
})

test('the login of requests cannot act for other organizations', async () => {
  const account = await newAccount(hub, 100)
  const parts = JSON.stringify([{ org: account.orgId, acts: [] }])
  const call = sql`select outcome from app.credit_act_for(${parts}::jsonb)`
  await expect(call.execute(hub.hub.db.org(account.orgId))).rejects.toMatchObject({ code: '42501' })
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
  // As many as there are statements at a time.
  const [one, two] = [await newAccount(hub, 100), await newAccount(hub, 100)]
  const others = await Promise.all(Array.from({ length: 8 }, () => newAccount(hub, 100)))
  const othersHold = () => Promise.all(others.map((other) => expect(other.tryHold(1)).resolves.toBe('held')))
  const held = await whileLocked(one, () =>
    whileLocked(two, async () => {
      const tries = [one.tryHold(1), two.tryHold(1), one.tryHold(1)]
      await othersHold()
      await nextWaiting()
      await othersHold()
      return { tries }
    }),
  )
  expect(await Promise.all(held.tries)).toEqual(['held', 'held', 'held'])
})
