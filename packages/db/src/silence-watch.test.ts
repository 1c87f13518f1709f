import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { openDatabase } from './database.ts'
import type { Database } from './database.ts'
import { SilentConnectionError } from './silence-watch.ts'
import { withLock } from './setup-lock.ts'
import { asSuperuser, createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'
import { startDatabaseProxy } from './testing-proxy.ts'
import type { DatabaseProxy } from './testing-proxy.ts'
import { inTx } from './transaction.ts'
import type { OrgTx } from './org-db.ts'
import { uuidv7 } from './uuid.ts'

/** Short silences, so that tests take seconds; a busy machine needs its time to connect and to ask. */
const LIMITS = { connectMs: 2_000, silentMs: 500, askMs: 1_000 }
/** What 15 s are with the product's limits, and room for a busy machine. */
const SOON_MS = 4_000

let scratch: TestDatabase
let proxy: DatabaseProxy
let db: Database
const org = uuidv7()

beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
})
afterAll(() => scratch.drop())
const openThrough = ({ through }: DatabaseProxy, limits = LIMITS): Database =>
  openDatabase({
    appUrl: through(scratch.appUrl),
    systemUrl: through(scratch.systemUrl),
    poolSize: 3,
    limits,
    onError: () => undefined,
  })
beforeEach(async () => {
  proxy = await startDatabaseProxy(scratch.adminUrl)
  db = openThrough(proxy)
})
afterEach(async () => {
  await db.close()
  await proxy.close()
})

const one = (): Promise<unknown> => sql`select 1 as one`.execute(db.org(org))
const sleep = (seconds: number): Promise<unknown> => sql`select pg_sleep(${seconds})`.execute(db.org(org))

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

describe('connections that somebody forgot without a word', () => {
  test('are given up, and new ones do the work', async () => {
    await Promise.all([one(), one(), one()])
    proxy.forget('swallow')
    const took = await msOf(() => expect(one()).rejects.toBeInstanceOf(SilentConnectionError))
    expect(took).toBeLessThan(SOON_MS)
    // The other two were idle, and went with the first: nobody has to find that out one by one.
    expect(await msOf(() => Promise.all([one(), one(), one()]))).toBeLessThan(LIMITS.silentMs)
  })

  test('are given up sooner when it happens again, so that a call which meets it twice is answered in time', async () => {
    // Half of it is much longer than a busy machine takes to ask.
    const limits = { ...LIMITS, silentMs: 3_000 }
    await db.close()
    db = openThrough(proxy, limits)
    await one()
    proxy.forget('swallow')
    const first = await msOf(() => expect(one()).rejects.toBeInstanceOf(SilentConnectionError))
    await one()
    proxy.forget('unanswered')
    const second = await msOf(() => expect(one()).rejects.toBeInstanceOf(SilentConnectionError))
    expect(first).toBeGreaterThanOrEqual(limits.silentMs)
    expect(second).toBeLessThan(limits.silentMs)
    await expect(sleep(1)).resolves.toBeDefined()
  })

  test('hold up nobody who waits for one of them', async () => {
    await Promise.all([one(), one(), one()])
    proxy.forget('swallow')
    const all = await Promise.allSettled(Array.from({ length: 9 }, one))
    expect(all.filter(({ status }) => status === 'rejected').length).toBeLessThanOrEqual(3)
  })

  test('end at PostgreSQL too, with the locks of their transaction', async () => {
    let thrown: unknown
    await inTx(db.org(org), async (tx) => {
      await sql`select pg_advisory_xact_lock(77)`.execute(tx)
      proxy.forget('swallow')
      await sql`select 1`.execute(tx)
    }).catch((error: unknown) => (thrown = error))
    expect(thrown).toBeInstanceOf(SilentConnectionError)
    await vi.waitFor(async () => {
      const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(77) as free`.execute(
        db.org(org),
      )
      expect(rows).toEqual([{ free: true }])
    })
  })

  test('end at PostgreSQL as soon as it can be reached again, where it could not be when they were given up', async () => {
    let thrown: unknown
    await inTx(db.org(org), async (tx) => {
      await sql`select pg_advisory_xact_lock(78)`.execute(tx)
      proxy.forget('swallow')
      proxy.mode = 'refuse'
      await sql`select 1`.execute(tx)
    }).catch((error: unknown) => (thrown = error))
    expect(thrown).toBeInstanceOf(SilentConnectionError)
    const held = `select 1 from pg_locks where locktype = 'advisory' and objid = 78`
    expect(await asSuperuser(scratch, held)).toHaveLength(1)
    proxy.mode = 'pass'
    await vi.waitFor(async () => expect(await asSuperuser(scratch, held)).toEqual([]), { timeout: SOON_MS })
  })

  test('are given up together, where they say the same and wait for each other’s locks', async () => {
    const lock = (tx: OrgTx) => sql`select pg_advisory_xact_lock(79)`.execute(tx)
    const held = Promise.withResolvers<void>()
    const [goOn, whenAllWait] = [Promise.withResolvers<void>(), `select 1 from pg_locks where objid = 79`]
    const all = [
      inTx(db.org(org), async (tx) => {
        await lock(tx)
        held.resolve()
        await goOn.promise
        await sql`select 1`.execute(tx)
      }),
      ...[1, 2].map(async () => {
        await held.promise
        return inTx(db.org(org), lock)
      }),
    ]
    await vi.waitFor(async () => expect(await asSuperuser(scratch, whenAllWait)).toHaveLength(3))
    proxy.forget('swallow')
    goOn.resolve()
    const took = await msOf(async () => {
      for (const { status } of await Promise.allSettled(all)) expect(status).toBe('rejected')
    })
    expect(took).toBeLessThan(SOON_MS)
    await vi.waitFor(async () => expect(await asSuperuser(scratch, whenAllWait)).toEqual([]), {
      timeout: SOON_MS,
    })
  })

  test('are given up as well when nothing gets through at all', async () => {
    await one()
    proxy.forget('swallow')
    proxy.mode = 'swallow'
    expect(await msOf(() => expect(one()).rejects.toThrow())).toBeLessThan(SOON_MS)
    expect(await msOf(() => expect(one()).rejects.toThrow(/timeout/))).toBeLessThan(SOON_MS)
    proxy.mode = 'pass'
    await one()
  })

  test('leave a commit unknown: it counts, although its answer was lost', async () => {
    const name = `unanswered_${Date.now()}`
    await asSuperuser(scratch, `create table app.${name} (n int)`)
    await asSuperuser(scratch, `grant select, insert on app.${name} to hub_system`)
    const written = inTx(db.system, async (tx) => {
      await sql`insert into app.${sql.raw(name)} values (1)`.execute(tx)
      proxy.forget('unanswered')
    })
    await expect(written).rejects.toBeInstanceOf(SilentConnectionError)
    expect(await asSuperuser(scratch, `select n from app.${name}`)).toEqual([{ n: 1 }])
  })
})

describe('a statement that takes long', () => {
  test('is left alone while PostgreSQL works on it', async () => {
    await expect(sleep(2)).resolves.toBeDefined()
  })

  test('is not kept by another that PostgreSQL works on', async () => {
    await Promise.all([one(), one()])
    proxy.forget('swallow')
    const lost = one()
    lost.catch(() => undefined)
    // A connection of its own, because the other two are dead as well.
    await expect(lost).rejects.toBeInstanceOf(SilentConnectionError)
    await expect(sleep(1)).resolves.toBeDefined()
  })
})

describe('the engine’s connections', () => {
  test('are watched like all others', async () => {
    const pool = db.enginePool()
    await pool.query('select 1')
    proxy.forget('swallow')
    expect(await msOf(() => expect(pool.query('select 1')).rejects.toThrow())).toBeLessThan(SOON_MS)
    await pool.query('select 1')
  })
})

describe('listening', () => {
  test('notices by itself that nothing can come any more', async () => {
    const heard: string[] = []
    const gap = vi.fn<() => void>()
    await db.listen('half_dead', (payload) => heard.push(payload), gap)
    proxy.forget('swallow')
    await vi.waitFor(() => expect(gap).toHaveBeenCalledOnce(), { timeout: SOON_MS })
    await asSuperuser(scratch, "select pg_notify('half_dead', 'again')")
    await vi.waitFor(() => expect(heard).toEqual(['again']))
  })
})

describe('the lock of setting up', () => {
  const KEY = 4_711n

  test('is free again some time after its holder has gone without a word', async () => {
    const holding = Promise.withResolvers<undefined>()
    const letGo = Promise.withResolvers<undefined>()
    const first = withLock(
      proxy.through(scratch.adminUrl),
      async () => {
        holding.resolve(undefined)
        await letGo.promise
      },
      { key: KEY, holdMs: 800 },
    )
    await holding.promise
    proxy.forget('swallow')
    await expect(withLock(scratch.adminUrl, async () => 'mine', { key: KEY })).resolves.toBe('mine')
    letGo.resolve(undefined)
    await first
  })

  test('stays with a holder who is only slow', async () => {
    let isHeld = true
    const holding = Promise.withResolvers<undefined>()
    const hold = async () => {
      holding.resolve(undefined)
      await delay(1_500)
      isHeld = false
    }
    const first = withLock(scratch.adminUrl, hold, { key: KEY, holdMs: 500 })
    await holding.promise
    const second = withLock(scratch.adminUrl, async () => isHeld, { key: KEY })
    await first
    await expect(second).resolves.toBe(false)
  })

  test('is waited for aloud', async () => {
    const letGo = Promise.withResolvers<undefined>()
    const holding = Promise.withResolvers<undefined>()
    const first = withLock(
      scratch.adminUrl,
      async () => {
        holding.resolve(undefined)
        await letGo.promise
      },
      { key: KEY },
    )
    await holding.promise
    const said: string[] = []
    const second = withLock(scratch.adminUrl, async () => undefined, {
      key: KEY,
      onWait: (message) => said.push(message),
    })
    await vi.waitFor(() => expect(said).toHaveLength(1), { timeout: 10_000 })
    expect(said[0]).toMatch(
      /^Waiting for another program that sets up this database, for 2 s so far\. Process (\d+) of PostgreSQL holds its lock \(hub-setup from 127\.0\.0\.1\)\. If no other start is under way, end it: select pg_terminate_backend\(\1\)\.$/,
    )
    letGo.resolve(undefined)
    await Promise.all([first, second])
  })
})
