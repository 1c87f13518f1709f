import { AbortedTransactionError, sql } from 'kysely'
import { Client, Connection } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { openDatabase } from './database.ts'
import type { Database } from './database.ts'
import { MAX_NAMED_STATEMENTS } from './statement-names.ts'
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
  /** From the second time on a text is known to repeat. */
  const known = async (system: Database['system']) => void (await labelled(system, 'books'))

  test('are prepared once for all their values', async () => {
    await withSystem(true, async (system) => {
      for (const label of ['books', 'tools', 'books'])
        expect((await labelled(system, label)).rows).toHaveLength(label === 'books' ? 1 : 0)
      expect(await preparedLike(system, 'from app.shelf')).toBe(1)
    })
  })

  test('are described once on each connection, and read alike without', async () => {
    const describing = vi.spyOn(Connection.prototype, 'describe')
    try {
      await withSystem(true, async (system) => {
        await known(system)
        await labelled(system, 'books')
        const asked = describing.mock.calls.length
        expect((await labelled(system, 'books')).rows).toEqual([{ label: 'books' }])
        expect((await labelled(system, 'tools')).rows).toEqual([])
        expect(describing.mock.calls.length).toBe(asked)
      })
      const before = describing.mock.calls.length
      await withSystem(true, (system) => labelled(system, 'books'))
      expect(describing.mock.calls.length).toBeGreaterThan(before)
    } finally {
      describing.mockRestore()
    }
  })

  test('are described again where somebody gave their name to another statement', async () => {
    await withSystem(true, async (system) => {
      await known(system)
      await labelled(system, 'books')
      const { rows } = await sql<{ name: string }>`
        select name from pg_prepared_statements where statement like '%from app.shelf%'
          and statement not like '%pg_prepared_statements%'`.execute(system)
      const name = sql.id(rows[0]?.name ?? '')
      const exchange = async (statement: string) => {
        await sql`deallocate ${name}`.execute(system)
        await sql`prepare ${name} (text) as ${sql.raw(statement)}`.execute(system)
      }
      await exchange("select label, 'oak' as wood from app.shelf where label = $1")
      await expect(labelled(system, 'books')).rejects.toThrow('other columns')
      expect((await labelled(system, 'books')).rows).toEqual([{ label: 'books', wood: 'oak' }])
    })
  })

  test('give their place on a connection to what is used now, and take it again', async () => {
    await withSystem(true, async (system) => {
      const numbered = async (n: number) =>
        (await sql<{ n: number }>`select label, ${sql.lit(n)}::int as n from app.shelf`.execute(system))
          .rows[0]?.n
      const isPrepared = async (n: number) => (await preparedLike(system, `${n}::int as n`)) === 1
      for (let n = 1_000; n < 1_000 + MAX_NAMED_STATEMENTS + 60; n += 1)
        expect([await numbered(n), await numbered(n)]).toEqual([n, n])
      expect(await preparedLike(system, '::int as n')).toBeLessThanOrEqual(MAX_NAMED_STATEMENTS)
      expect([await isPrepared(1_000), await isPrepared(1_000 + MAX_NAMED_STATEMENTS)]).toEqual([false, true])
      expect(await numbered(1_000)).toBe(1_000)
      expect(await isPrepared(1_000)).toBe(true)
    })
  })

  test('of an organization give their place as well, also after one that failed', async () => {
    const db = openDatabase({ ...scratch, poolSize: 1, onError: () => undefined })
    await admin.query('grant select on app.shelf to hub_app')
    const org = db.org(uuidv7())
    const numbered = (n: number) => sql`select ${sql.lit(n)}::int as n from app.shelf`.execute(org)
    for (let n = 0; n < MAX_NAMED_STATEMENTS + 20; n += 1) {
      await numbered(n)
      await numbered(n)
      if (n % 50 === 0) await sql`select ${sql.lit(n)} / 0`.execute(org).catch(() => undefined)
    }
    for (let n = 0; n < 30; n += 1) expect((await numbered(n)).rows).toEqual([{ n }])
    const { rows } = await sql<{ count: number }>`select count(*) from pg_prepared_statements`.execute(org)
    // The setting of the organization has its place beside them.
    expect(rows).toEqual([{ count: MAX_NAMED_STATEMENTS + 1 }])
    await db.close()
  })

  test('that answer no rows tell what they did every time', async () => {
    await withSystem(true, async (system) => {
      await admin.query('grant update on app.shelf to hub_system')
      for (let n = 0; n < 3; n += 1) {
        const { rows, numAffectedRows } = await sql`update app.shelf set label = label`.execute(system)
        expect([rows, numAffectedRows]).toEqual([[], 1n])
      }
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
      for (let n = 0; n < 2; n += 1) expect(await all()).toEqual([{ label: 'books' }])
      await admin.query('alter table app.shelf add column height int')
      expect(await all()).toEqual([{ label: 'books', height: null }])
      expect(await all()).toEqual([{ label: 'books', height: null }])
      await admin.query("alter table app.shelf alter column height type text using 'tall'")
      expect(await all()).toEqual([{ label: 'books', height: 'tall' }])
    })
  })
})

describe('what a statement answers', () => {
  test('has the names of the program, and its values as the program holds them', async () => {
    await withSystem(true, async (system) => {
      const { rows } = await sql`
        select 1 as first_one, null::text as not_there, 9007199254740991::bigint as most_micro, '2026-11-20 08:24:26.649123+00'::timestamptz as at,
          '{"inner_name": [1]}'::jsonb as the_json, array[1, null]::bigint[] as the_list`.execute(system)
      expect(rows).toEqual([
        {
          firstOne: 1,
          notThere: null,
          mostMicro: Number.MAX_SAFE_INTEGER,
          at: '2026-11-20T08:24:26.649123Z',
          theJson: { inner_name: [1] },
          theList: [1, null],
        },
      ])
    })
  })

  test('is an error where a number is beyond what the program can hold, and the connection goes on', async () => {
    await withSystem(true, async (system) => {
      const numbers = sql`select n from unnest(array[1, 9007199254740993, 2]::bigint[]) as n`
      await expect(numbers.execute(system)).rejects.toThrow('beyond the safe integer range')
      expect((await sql`select 1 as fine`.execute(system)).rows).toEqual([{ fine: 1 }])
    })
  })

  test('that is an error names the line that asked', async () => {
    await withSystem(true, async (system) => {
      const failed = await sql`select 1 / 0`.execute(system).catch((error: unknown) => error)
      expect(failed).toMatchObject({ code: '22012', stack: expect.stringContaining('named-statements.test') })
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
