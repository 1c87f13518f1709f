import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { bareRows, isInterruption, openAppPool } from './app-pool-fixture.ts'
import { createNoteTable } from './note-fixture.ts'
import type { NoteTables } from './note-fixture.ts'
import { errorCode } from './named-connection.ts'
import { orgDb } from './org-db.ts'
import type { OrgDb } from './org-db.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'
import { startPooler } from './testing-pooler.ts'
import { inTx } from './transaction.ts'
import { uuidv7 } from './uuid.ts'

const ORGS = Array.from({ length: 50 }, () => uuidv7())
const ROWS_EACH = 20

let scratch: TestDatabase
let admin: Client

beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
  await createNoteTable(scratch.adminUrl)
  admin = new Client({ connectionString: scratch.adminUrl })
  await admin.connect()
  await admin.query(
    `insert into app.note (id, org_id, body) select gen_random_uuid(), org, 'seed' from unnest($1::uuid[]) org, generate_series(1, $2)`,
    [ORGS, ROWS_EACH],
  )
})

afterAll(async () => {
  await admin.end()
  await scratch.drop()
})

const notes = (db: OrgDb) => db.withTables<NoteTables>()

describe('requests of 50 organizations over 8 connections (AUTH-12)', () => {
  const seed = randomInt(2 ** 31)
  // Kysely prints every statement it stops; hundreds are stopped here on purpose.
  beforeAll(() => {
    const silenced = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    return () => silenced.mockRestore()
  })

  test.each([
    { prepared: true, requests: 1_500, isPooled: false },
    { prepared: false, requests: 1_000, isPooled: false },
    // Its 24 requests at once share three connections to PostgreSQL, another one for each transaction.
    { prepared: false, requests: 1_000, isPooled: true },
  ])(
    `never see a foreign row, prepared: $prepared, through pgbouncer: $isPooled, $requests requests, seed ${seed}`,
    async ({ prepared, requests, isPooled }) => {
      const pooler = isPooled ? await startPooler({ adminUrl: scratch.adminUrl }) : undefined
      const url = pooler?.through(scratch.appUrl) ?? scratch.appUrl
      const { shared, end } = openAppPool(url, { prepared, isDirect: !isPooled })
      const random = mulberry32(seed)
      const tally = {
        foreign: 0,
        empty: 0,
        bare: 0,
        clean: 0,
        interrupted: 0,
        unexpected: new Set<unknown>(),
      }
      const kinds = [
        readAll,
        readAll,
        readForeign,
        sqlError,
        insertTwice,
        txCommit,
        txFail,
        txAborted,
        abortSignal,
        cancelSelf,
        terminateSelf,
        terminateInTx,
      ]
      let started = 0
      const worker = async (): Promise<void> => {
        while (started < requests) {
          started += 1
          const orgId = pick(ORGS, random)
          const kind = pick(kinds, random)
          if (started % 50 === 0) await killSomebody()
          if (started % 10 === 0) tally.bare += await bareRows(shared.pool)
          try {
            const seen = await kind(orgDb(shared, orgId), { orgId, foreignOrg: pick(ORGS, random), random })
            tally.foreign += seen.filter((org) => org !== orgId).length
            if (kind !== readForeign && seen.length < ROWS_EACH) tally.empty += 1
            tally.clean += 1
          } catch (error) {
            if (isInterruption(error)) tally.interrupted += 1
            else tally.unexpected.add(error)
          }
        }
      }
      await Promise.all(Array.from({ length: 24 }, worker))
      tally.bare += await bareRows(shared.pool)
      await end()
      await pooler?.stop()
      expect([...tally.unexpected]).toEqual([])
      expect(tally).toMatchObject({ foreign: 0, empty: 0, bare: 0 })
      // Most requests must have been answered, or the zeros above would mean nothing.
      expect(tally.clean).toBeGreaterThan(requests * 0.75)
    },
  )
})

interface Turn {
  orgId: string
  foreignOrg: string
  random: () => number
}

/** Every kind of request answers with the organizations of the rows it saw. */
async function readAll(db: OrgDb): Promise<string[]> {
  const rows = await notes(db).selectFrom('note').select('orgId').execute()
  return rows.map((row) => row.orgId)
}

async function readForeign(db: OrgDb, { orgId, foreignOrg }: Turn): Promise<string[]> {
  const rows = await notes(db).selectFrom('note').select('orgId').where('orgId', '=', foreignOrg).execute()
  const changed = await notes(db)
    .updateTable('note')
    .set({ body: 'taken' })
    .where('orgId', '=', foreignOrg)
    .where('body', '=', 'none')
    .executeTakeFirst()
  expect(changed.numUpdatedRows).toBe(0n)
  return foreignOrg === orgId ? [] : rows.map((row) => row.orgId)
}

async function sqlError(db: OrgDb): Promise<string[]> {
  await expectCode(sql`select 1 / (select count(*) from note where body = 'none')`.execute(db), '22012')
  return await readAll(db)
}

async function insertTwice(db: OrgDb): Promise<string[]> {
  const note = { id: uuidv7(), body: 'twice' }
  await notes(db).insertInto('note').values(note).execute()
  await expectCode(notes(db).insertInto('note').values(note).execute(), '23505')
  return await readAll(db)
}

async function txCommit(db: OrgDb): Promise<string[]> {
  return await inTx(db, async (tx) => {
    await notes(tx).insertInto('note').values({ id: uuidv7(), body: 'committed' }).execute()
    return await readAll(tx)
  })
}

async function txFail(db: OrgDb): Promise<string[]> {
  const failure = new Error('the caller gave up')
  await expect(
    inTx(db, async (tx) => {
      await notes(tx).insertInto('note').values({ id: uuidv7(), body: 'rolled back' }).execute()
      throw failure
    }),
  ).rejects.toSatisfy((error) => error === failure || isInterruption(error))
  const rows = await notes(db).selectFrom('note').select(['orgId', 'body']).execute()
  expect(rows.filter((row) => row.body === 'rolled back')).toEqual([])
  return rows.map((row) => row.orgId)
}

async function txAborted(db: OrgDb): Promise<string[]> {
  await expect(
    inTx(db, async (tx) => {
      await expectCode(sql`select 1/0`.execute(tx), '22012')
    }),
  ).rejects.toSatisfy(
    (error) => (error instanceof Error && error.name === 'AbortedTransactionError') || isInterruption(error),
  )
  return await readAll(db)
}

async function abortSignal(db: OrgDb, { random }: Turn): Promise<string[]> {
  const signal = AbortSignal.timeout(1 + Math.floor(random() * 20))
  await expect(
    sql`select pg_sleep(1)`.execute(db, { signal, inflightQueryAbortStrategy: 'cancel query' }),
  ).rejects.toBeDefined()
  return await readAll(db)
}

async function cancelSelf(db: OrgDb): Promise<string[]> {
  await expectCode(sql`select pg_cancel_backend(pg_backend_pid()), pg_sleep(1)`.execute(db), '57014')
  return await readAll(db)
}

async function terminateSelf(db: OrgDb): Promise<string[]> {
  await expect(sql`select pg_terminate_backend(pg_backend_pid()), pg_sleep(1)`.execute(db)).rejects.toSatisfy(
    isInterruption,
  )
  return await readAll(db)
}

async function terminateInTx(db: OrgDb): Promise<string[]> {
  await expect(
    inTx(db, async (tx) => {
      await sql`select pg_terminate_backend(pg_backend_pid()), pg_sleep(1)`.execute(tx)
    }),
  ).rejects.toSatisfy(isInterruption)
  return await readAll(db)
}

async function expectCode(query: Promise<unknown>, code: string): Promise<void> {
  await expect(query).rejects.toSatisfy((error) => errorCode(error) === code || isInterruption(error))
}

async function killSomebody(): Promise<void> {
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'hub_app' and datname = current_database() order by random() limit 1`,
  )
}

function pick<T>(list: readonly T[], random: () => number): T {
  const one = list[Math.floor(random() * list.length)]
  if (one === undefined) throw new Error('Nothing to pick from.')
  return one
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
