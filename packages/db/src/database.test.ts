import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { openDatabase } from './database.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'
import { inTx } from './transaction.ts'
import { uuidv7 } from './uuid.ts'

let scratch: TestDatabase
let admin: Client

beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
  admin = new Client({ connectionString: scratch.adminUrl })
  await admin.connect()
})

afterAll(async () => {
  await admin.end()
  await scratch.drop()
})

describe('values from the database', () => {
  const db = (): ReturnType<TestDatabase['db']['org']> => scratch.db.org(uuidv7())

  test('keep the microseconds of an instant, as ISO text', async () => {
    const { rows } =
      await sql`select '2026-11-20 08:24:26.649123+00'::timestamptz as at, array['2026-11-20 08:24:26+00', null]::timestamptz[] as all_of`.execute(
        db(),
      )
    expect(rows).toEqual([{ at: '2026-11-20T08:24:26.649123Z', allOf: ['2026-11-20T08:24:26Z', null] }])
  })

  test('keep the offset of a session in another zone', async () => {
    const { rows } = await inTx(db(), async (tx) => {
      await sql`set local timezone = 'Asia/Kolkata'`.execute(tx)
      return await sql`select '2026-11-20 08:00:00+00'::timestamptz as at`.execute(tx)
    })
    expect(rows).toEqual([{ at: '2026-11-20T13:30:00+05:30' }])
    const whole = await inTx(db(), async (tx) => {
      await sql`set local timezone = 'Europe/Berlin'`.execute(tx)
      return await sql`select '2026-11-20 08:00:00+00'::timestamptz as at`.execute(tx)
    })
    expect(whole.rows).toEqual([{ at: '2026-11-20T09:00:00+01:00' }])
  })

  test('keep a day a day', async () => {
    const { rows } = await sql`select '2026-11-20'::date as day, array['2026-11-20']::date[] as days`.execute(
      db(),
    )
    expect(rows).toEqual([{ day: '2026-11-20', days: ['2026-11-20'] }])
  })

  test('hold bigint as an exact number', async () => {
    const { rows } =
      await sql`select 9007199254740991::bigint as most, array[-1, null]::bigint[] as list`.execute(db())
    expect(rows).toEqual([{ most: 9_007_199_254_740_991, list: [-1, null] }])
  })

  test('refuse a bigint that a number cannot hold', async () => {
    await expect(sql`select 9007199254740992::bigint as too_much`.execute(db())).rejects.toThrow(RangeError)
    await expect(sql`select 1 as fine`.execute(scratch.db.system)).resolves.toMatchObject({
      rows: [{ fine: 1 }],
    })
  })

  test('keep the keys inside json as they are', async () => {
    const { rows } = await sql`select '{"snake_key": {"inner_key": 1}}'::jsonb as some_json`.execute(db())
    expect(rows).toEqual([{ someJson: { snake_key: { inner_key: 1 } } }])
  })
})

describe('transactions', () => {
  test('join the one the handle is in', async () => {
    const outer = scratch.db.org(uuidv7())
    await inTx(outer, async (tx) => {
      await inTx(tx, async (inner) => expect(inner).toBe(tx))
    })
    await inTx(scratch.db.system, async (tx) => {
      await inTx(tx, async (inner) => expect(inner).toBe(tx))
    })
  })
})

describe('a canceled statement', () => {
  test('stops at once, even when every connection is busy', async () => {
    const db = openDatabase({ ...scratch, poolSize: 1, onError: () => undefined })
    const silenced = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const started = performance.now()
    const controller = new AbortController()
    const sleep = sql`select pg_sleep(10)`.execute(db.org(uuidv7()), {
      signal: controller.signal,
      inflightQueryAbortStrategy: 'cancel query',
    })
    await delay(50)
    controller.abort()
    await expect(sleep).rejects.toMatchObject({ name: 'AbortError' })
    await sql`select 1`.execute(db.org(uuidv7()))
    expect(performance.now() - started).toBeLessThan(5_000)
    silenced.mockRestore()
    await db.close()
  })
})

describe('listening', () => {
  test('hears its own channel until it is stopped', async () => {
    const heard: string[] = []
    const stop = await scratch.db.listen('Odd "channel"', (payload) => heard.push(payload))
    await admin.query(`select pg_notify('Odd "channel"', 'one'), pg_notify('other', 'two')`)
    await vi.waitFor(() => expect(heard).toEqual(['one']))
    await stop()
    await admin.query(`select pg_notify('Odd "channel"', 'three')`)
    await scratch.db.ping()
    await delay(50)
    expect(heard).toEqual(['one'])
  })

  test('keeps a channel for its other listeners', async () => {
    const heard: string[] = []
    const stopFirst = await scratch.db.listen('shared', () => undefined)
    const stopSecond = await scratch.db.listen('shared', (payload) => heard.push(payload))
    await stopFirst()
    await admin.query("select pg_notify('shared', 'still')")
    await vi.waitFor(() => expect(heard).toEqual(['still']))
    await stopSecond()
  })

  test('comes back after its connection was ended, and says that messages may be missing', async () => {
    const heard: string[] = []
    const gap = vi.fn<() => void>()
    const stop = await scratch.db.listen('lasting', (payload) => heard.push(payload), gap)
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hub-listen' and datname = current_database()",
    )
    await vi.waitFor(() => expect(gap).toHaveBeenCalledOnce(), { timeout: 5_000 })
    await admin.query("select pg_notify('lasting', 'again')")
    await vi.waitFor(() => expect(heard).toEqual(['again']))
    await stop()
  })
})

describe('a database that is gone for a moment', () => {
  test('answers again by itself', async () => {
    await scratch.db.ping()
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename in ('hub_app', 'hub_system') and datname = current_database()",
    )
    await vi.waitFor(async () => await expect(scratch.db.ping()).resolves.toBeUndefined(), { timeout: 5_000 })
  })

  test('rejects at once when nothing listens at the address', async () => {
    const nowhere = 'postgres://hub_app:x@127.0.0.1:1/hub'
    const db = openDatabase({ appUrl: nowhere, systemUrl: nowhere, onError: () => undefined })
    await expect(db.ping()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await expect(db.listen('x', () => undefined)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await db.close()
    await db.close()
  })
})

describe('a connection that the server ends', () => {
  test('is told of, unless it is being closed here', async () => {
    const told: string[] = []
    const db = openDatabase({ ...scratch, onError: ({ message }) => told.push(message) })
    const ended = async () => {
      const client = await db.enginePool().connect()
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      const gone = new Promise<void>((resolve) => client.once('end', resolve))
      return async () => {
        await admin.query('select pg_terminate_backend($1)', [rows[0]?.pid])
        await gone
        client.release(true)
      }
    }
    await (
      await ended()
    )()
    expect(told).toContain('terminating connection due to administrator command')
    told.length = 0
    const last = await ended()
    const closing = db.close()
    await last()
    await closing
    expect(told).toEqual([])
  })
})
