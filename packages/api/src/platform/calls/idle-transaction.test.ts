import { sql } from '@hub/db'
import { superuserSession } from '@hub/db/testing'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { normalizeError } from './normalize-error.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

test('a transaction that stood still is ended by PostgreSQL: the call is tried again, and the next one works (25P03)', async () => {
  const { orgId, api } = await hub.newOrg()
  const watcher = await superuserSession(hub.database)
  onTestFinished(() => watcher.end())
  const isThere = async (pid: number) =>
    (await watcher.query('select 1 from pg_stat_activity where pid = $1', [pid])).length > 0
  const stoodStill = hub.hub.db
    .org(orgId)
    .transaction()
    .execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await sql`set local idle_in_transaction_session_timeout = '20ms'`.execute(tx)
      await vi.waitUntil(async () => !(await isThere(rows[0]?.pid ?? 0)))
      await sql`select 1`.execute(tx)
    })
    .catch((error: unknown) => error)
  const error = normalizeError(await stoodStill)
  expect(error).toMatchObject({ code: 'UNAVAILABLE', details: { retryAfter: 2 } })
  // Every connection there is, the one that was lost among them, if the pool had kept it.
  const calls = Array.from({ length: 30 }, (_, at) => api.modules.ops.tasks.create({ title: `Task ${at}` }))
  expect(await Promise.all(calls)).toHaveLength(30)
})
