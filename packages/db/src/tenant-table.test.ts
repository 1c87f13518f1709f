import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asOwner } from './note-fixture.ts'
import { definerFunction, systemAccess, tenantForeignKey, tenantTable } from './tenant-table.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'
import { uuidv7 } from './uuid.ts'

const ORG = uuidv7()
const STRANGER = uuidv7()

let scratch: TestDatabase

beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
  await asOwner(scratch.adminUrl, async (owner) => {
    await sql`
      create table app.shelf (id uuid primary key, org_id uuid, name text);
      create table app.book (id uuid primary key, org_id uuid, shelf_id uuid, title text)`.execute(owner)
    await tenantTable(owner, 'shelf', { app: 'select, insert, update (name), delete' })
    await tenantTable(owner, 'book', { app: 'select, insert' })
    await tenantForeignKey(owner, 'book', { column: 'shelf_id', references: 'shelf', onDelete: 'set null' })
    await systemAccess(owner, 'book', { select: ['id', 'org_id'] })
    await definerFunction(owner, {
      owner: 'hub_search',
      reads: ['book'],
      signature: 'app.book_search(phrase text) returns setof uuid',
      body: sql`select id from app.book where org_id = app.org_id() and title like '%' || phrase || '%'`,
    })
  })
})

afterAll(async () => await scratch.drop())

async function newShelf(org: string): Promise<string> {
  const id = uuidv7()
  await sql`insert into shelf (id, name) values (${id}, 'top')`.execute(scratch.db.org(org))
  return id
}

async function newBook(org: string, shelf: string | null): Promise<string> {
  const id = uuidv7()
  await sql`insert into book (id, shelf_id, title) values (${id}, ${shelf}, 'Sea stories')`.execute(
    scratch.db.org(org),
  )
  return id
}

describe('a tenant table', () => {
  test('fills in the organization of the handle', async () => {
    const id = await newShelf(ORG)
    const { rows } = await sql`select org_id from shelf where id = ${id}`.execute(scratch.db.org(ORG))
    expect(rows).toEqual([{ orgId: ORG }])
  })

  test('gives the named privileges only, down to columns', async () => {
    await newShelf(ORG)
    await sql`update shelf set name = 'low'`.execute(scratch.db.org(ORG))
    await expect(sql`update shelf set id = id`.execute(scratch.db.org(ORG))).rejects.toMatchObject({
      code: '42501',
    })
    await expect(sql`delete from book`.execute(scratch.db.org(ORG))).rejects.toMatchObject({ code: '42501' })
  })

  test("cannot point to another organization's row", async () => {
    const foreign = await newShelf(STRANGER)
    await expect(newBook(ORG, foreign)).rejects.toMatchObject({ code: '23503' })
  })

  test('keeps its organization when the row it points to goes', async () => {
    const shelf = await newShelf(ORG)
    const book = await newBook(ORG, shelf)
    await sql`delete from shelf where id = ${shelf}`.execute(scratch.db.org(ORG))
    const { rows } = await sql`select org_id, shelf_id from book where id = ${book}`.execute(
      scratch.db.org(ORG),
    )
    expect(rows).toEqual([{ orgId: ORG, shelfId: null }])
  })

  test('shows system work the named columns only', async () => {
    const book = await newBook(STRANGER, null)
    const { rows } = await sql`select id, org_id from book where id = ${book}`.execute(scratch.db.system)
    expect(rows).toEqual([{ id: book, orgId: STRANGER }])
    await expect(sql`select title from book`.execute(scratch.db.system)).rejects.toMatchObject({
      code: '42501',
    })
  })

  test('is searched by a definer function within the organization', async () => {
    const own = await newBook(ORG, null)
    await newBook(STRANGER, null)
    const { rows } = await sql<{ id: string }>`select id from app.book_search('stor') as id`.execute(
      scratch.db.org(ORG),
    )
    const { rows: all } = await sql<{ id: string }>`select id from book`.execute(scratch.db.org(ORG))
    expect(rows.map((row) => row.id)).toContain(own)
    expect(rows).toHaveLength(all.length)
    await expect(sql`select app.book_search('stor')`.execute(scratch.db.system)).rejects.toMatchObject({
      code: '42501',
    })
  })
})

describe('a mistaken migration', () => {
  test('cannot add a foreign key that existing rows break', async () => {
    const shelf = await newShelf(STRANGER)
    const attempt = asOwner(scratch.adminUrl, async (owner) => {
      await sql`create table app.loan (id uuid primary key, org_id uuid, shelf_id uuid)`.execute(owner)
      await sql.raw(`insert into app.loan values ('${uuidv7()}', '${ORG}', '${shelf}')`).execute(owner)
      await tenantTable(owner, 'loan', { app: 'select' })
      await tenantForeignKey(owner, 'loan', { column: 'shelf_id', references: 'shelf', onDelete: 'cascade' })
    })
    await expect(attempt).rejects.toMatchObject({ code: '23503' })
  })

  test.each([
    'truncate',
    'all',
    'select, references',
    'select; drop table app.shelf',
    'update (name) with grant option',
  ])('cannot give the privilege %j', async (app) => {
    const attempt = asOwner(scratch.adminUrl, async (owner) => {
      await sql`create table app.other (org_id uuid)`.execute(owner)
      await tenantTable(owner, 'other', { app })
    })
    await expect(attempt).rejects.toThrow('is not a privilege')
  })

  test('is told that org_id is missing', async () => {
    const attempt = asOwner(scratch.adminUrl, async (owner) => {
      await sql`create table app.other (id uuid)`.execute(owner)
      await tenantTable(owner, 'other', { app: 'select' })
    })
    await expect(attempt).rejects.toThrow('has no column org_id')
  })

  test('cannot give a function to an owner that reads everything without being a search', async () => {
    const attempt = asOwner(scratch.adminUrl, async (owner) => {
      await definerFunction(owner, {
        owner: 'hub_ledger',
        reads: ['book'],
        signature: 'app.f() returns int',
        body: sql`select 1`,
      })
    })
    await expect(attempt).rejects.toThrow('Only search functions')
  })
})
