import { AbortedTransactionError, sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openDatabase } from './database.ts'
import type { Database } from './database.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'
import { inTx } from './transaction.ts'

let scratch: TestDatabase
let admin: Client

beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
  admin = new Client({ connectionString: scratch.adminUrl })
  await admin.connect()
  await admin.query('create table app.shelf (label text); grant select on app.shelf to hub_system')
  await admin.query("insert into app.shelf values ('books')")
})

afterAll(async () => {
  await admin.end()
  await scratch.drop()
})

/** One connection for system work, so that every statement meets the same one. */
async function withSystem<R>(
  prepared: boolean,
  work: (system: Database['system']) => Promise<R>,
): Promise<R> {
  const db = openDatabase({ ...scratch, systemPoolSize: 1, prepared, onError: () => undefined })
  try {
    return await work(db.system)
  } finally {
    await db.close()
  }
}

async function preparedLike(system: Database['system'], part: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from pg_prepared_statements where position(${part} in statement) > 0
      and statement not like '%pg_prepared_statements%'`.execute(system)
  return rows[0]?.count ?? 0
}

describe('statements of system work', () => {
  const labelled = (system: Database['system'], label: string) =>
    sql<{ label: string }>`select label from app.shelf where label = ${label}`.execute(system)

  test('are prepared once for all their values', async () => {
    await withSystem(true, async (system) => {
      for (const label of ['books', 'tools', 'books'])
        expect((await labelled(system, label)).rows).toHaveLength(label === 'books' ? 1 : 0)
      expect(await preparedLike(system, 'from app.shelf')).toBe(1)
    })
  })

  test('are not prepared where a pooler could not keep them', async () => {
    await withSystem(false, async (system) => {
      expect((await labelled(system, 'books')).rows).toHaveLength(1)
      expect(await preparedLike(system, 'from app.shelf')).toBe(0)
    })
  })

  test('outlive a change of their table', async () => {
    await withSystem(true, async (system) => {
      const all = async () => (await sql`select * from app.shelf`.execute(system)).rows
      expect(await all()).toEqual([{ label: 'books' }])
      await admin.query('alter table app.shelf add column height int')
      expect(await all()).toEqual([{ label: 'books', height: null }])
      expect(await all()).toEqual([{ label: 'books', height: null }])
    })
  })
})

describe('a transaction of system work', () => {
  test('that has failed is not taken for committed', async () => {
    await withSystem(true, async (system) => {
      const done = inTx(system, async (tx) => {
        await sql`select 1 / 0`.execute(tx).catch(() => undefined)
      })
      await expect(done).rejects.toThrow(AbortedTransactionError)
      expect((await sql`select 1 as fine`.execute(system)).rows).toEqual([{ fine: 1 }])
    })
  })
})
