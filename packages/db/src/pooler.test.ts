import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { openDatabase } from './database.ts'
import type { Database } from './database.ts'
import { SilentConnectionError } from './silence-watch.ts'
import { createTestDatabase, superuserSession } from './testing.ts'
import type { TestDatabase } from './testing.ts'
import { startPooler } from './testing-pooler.ts'
import type { Pooler } from './testing-pooler.ts'
import { startDatabaseProxy } from './testing-proxy.ts'
import type { DatabaseProxy } from './testing-proxy.ts'
import { uuidv7 } from './uuid.ts'

let scratch: TestDatabase
let proxy: DatabaseProxy
let pooler: Pooler
let db: Database
const org = uuidv7()

beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
  pooler = await startPooler({ adminUrl: scratch.adminUrl })
  proxy = await startDatabaseProxy(pooler.through(scratch.adminUrl))
  db = openDatabase({
    appUrl: proxy.through(scratch.appUrl),
    systemUrl: proxy.through(scratch.systemUrl),
    direct: scratch,
    prepared: false,
    limits: { connectMs: 500, silentMs: 500, askMs: 600 },
    onError: () => undefined,
  })
})
afterAll(async () => {
  await db.close()
  await proxy.close()
  await pooler.stop()
  await scratch.drop()
})

describe('through pgbouncer in transaction mode', () => {
  test('statements have the settings of their login', async () => {
    const { rows } =
      await sql`select current_setting('search_path') as path, current_setting('timezone') as zone,
      current_setting('statement_timeout') as longest, current_setting('idle_in_transaction_session_timeout') as idle`.execute(
        db.org(org),
      )
    expect(rows).toEqual([{ path: 'app', zone: 'UTC', longest: '20s', idle: '15s' }])
  })

  test('listening goes to PostgreSQL itself', async () => {
    const heard: string[] = []
    const stop = await db.listen('pooled', (payload) => heard.push(payload))
    await sql`select pg_notify('pooled', 'one')`.execute(db.system)
    await vi.waitFor(() => expect(heard).toEqual(['one']))
    await stop()
  })

  test('a statement that is given up stops in PostgreSQL too', async () => {
    const silenced = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const controller = new AbortController()
    const sleeping = sql`select pg_sleep(30) as canceled_here`.execute(db.org(org), {
      signal: controller.signal,
      inflightQueryAbortStrategy: 'cancel query',
    })
    await delay(100)
    controller.abort()
    await expect(sleeping).rejects.toMatchObject({ name: 'AbortError' })
    const admin = await superuserSession(scratch)
    await vi.waitFor(async () =>
      expect(
        await admin.query(
          `select pid from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query like '%canceled_here%'`,
        ),
      ).toEqual([]),
    )
    await admin.end()
    silenced.mockRestore()
  })

  test('a long statement is left alone, and a lost one is not', async () => {
    await expect(sql`select pg_sleep(1.5)`.execute(db.org(org))).resolves.toBeDefined()
    proxy.forget('swallow')
    await expect(sql`select 1`.execute(db.org(org))).rejects.toBeInstanceOf(SilentConnectionError)
    await expect(sql`select 1`.execute(db.org(org))).resolves.toBeDefined()
  })
})
