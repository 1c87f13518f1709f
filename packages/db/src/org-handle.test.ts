import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { CONNECTIONS, bareRows, openAppPool } from './app-pool-fixture.ts'
import { asOwner, createNoteTable } from './note-fixture.ts'
import type { NoteTables } from './note-fixture.ts'
import { orgDb } from './org-db.ts'
import type { OrgDb } from './org-db.ts'
import { MAX_NAMED_STATEMENTS, StatementNames } from './statement-names.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'
import { inTx } from './transaction.ts'
import { NIL_ORG, uuidv7 } from './uuid.ts'

const ORG = uuidv7()

let scratch: TestDatabase

beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
  await createNoteTable(scratch.adminUrl)
  const note = { id: uuidv7(), body: 'seed' }
  await notes(scratch.db.org(ORG)).insertInto('note').values(note).execute()
})

afterAll(async () => await scratch.drop())

const notes = (db: OrgDb) => db.withTables<NoteTables>()

describe('an organization handle', () => {
  test.each(['', 'x', `${uuidv7()}' or true`, uuidv7().toUpperCase(), NIL_ORG])('is refused for %j', (id) => {
    expect(() => scratch.db.org(id)).toThrow(TypeError)
  })

  test('never hands a connection on that is still in a transaction', async () => {
    const { shared, end } = openAppPool(scratch.appUrl, { prepared: true })
    const db = orgDb(shared, ORG)
    for (let i = 0; i < CONNECTIONS; i += 1) {
      await db.connection().execute(async (connection) => await sql`begin`.execute(connection))
      expect(await bareRows(shared.pool)).toBe(0)
    }
    await end()
  })

  test('survives a changed table outside a transaction', async () => {
    const { shared, end } = openAppPool(scratch.appUrl, { prepared: true })
    const db = orgDb(shared, ORG)
    for (let n = 0; n < 2; n += 1) await notes(db).selectFrom('note').selectAll().limit(1).execute()
    await asOwner(scratch.adminUrl, async (owner) => {
      await sql`alter table app.note add column late text`.execute(owner)
    })
    const rows = await notes(db).selectFrom('note').selectAll().limit(1).execute()
    await end()
    expect(rows[0]).toHaveProperty('late')
  })

  test('recovers from a changed table on the retry of a transaction', async () => {
    const { shared, end } = openAppPool(scratch.appUrl, { prepared: true })
    const db = orgDb(shared, ORG)
    const read = async (): Promise<unknown> =>
      await inTx(db, async (tx) => await notes(tx).selectFrom('note').selectAll().limit(1).execute())
    for (let n = 0; n < 2; n += 1) await read()
    await asOwner(scratch.adminUrl, async (owner) => {
      await sql`alter table app.note add column later text`.execute(owner)
    })
    await expect(read()).rejects.toMatchObject({ code: '0A000' })
    expect(await read()).toMatchObject([{ later: null }])
    await end()
  })

  test('keeps the organization through a savepoint rolled back', async () => {
    const trx = await notes(scratch.db.org(ORG)).startTransaction().execute()
    const marked = await trx.savepoint('before "it"').execute()
    await expect(sql`select 1/0`.execute(marked)).rejects.toMatchObject({ code: '22012' })
    await marked.rollbackToSavepoint('before "it"').execute()
    const rows = await marked.selectFrom('note').select('orgId').execute()
    await marked.rollback().execute()
    expect(new Set(rows.map((row) => row.orgId))).toEqual(new Set([ORG]))
  })

  test('honors the access mode of a transaction', async () => {
    const db = notes(scratch.db.org(ORG))
    const write = db
      .transaction()
      .setAccessMode('read only')
      .execute(async (tx) => await tx.deleteFrom('note').execute())
    await expect(write).rejects.toMatchObject({ code: '25006' })
  })

  test('names a text the second time it comes, however many others came before', () => {
    const names = new StatementNames()
    const texts = Array.from({ length: 10_000 }, (_, i) => `select ${i}`)
    expect(texts.flatMap((text) => names.nameOf(text) ?? [])).toEqual([])
    const often = texts.slice(-MAX_NAMED_STATEMENTS)
    expect(new Set(often.map((text) => names.nameOf(text))).size).toBe(MAX_NAMED_STATEMENTS)
    expect(names.nameOf('select 9999')).toBe(names.nameOf('select 9999'))
  })
})
