import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asOwner } from './note-fixture.ts'
import { definerAccess, tenantForeignKey, tenantTable } from './tenant-table.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'
import { uuidv7 } from './uuid.ts'

const GOING = uuidv7()
const STAYING = uuidv7()

let scratch: TestDatabase

/** `account` comes before `booking` in the alphabet and is held by it; folders hold folders; ends hold each other. */
const tables = sql`
  create table app.account (id uuid primary key, org_id uuid);
  create table app.booking (id uuid primary key, org_id uuid, account_id uuid);
  create table app.folder (id uuid primary key, org_id uuid, inside_id uuid);
  create table app.left_end (id uuid primary key, org_id uuid, other_id uuid);
  create table app.right_end (id uuid primary key, org_id uuid, other_id uuid)`

async function addTables(owner: Kysely<unknown>): Promise<void> {
  await tables.execute(owner)
  for (const table of ['account', 'booking', 'folder', 'left_end', 'right_end']) {
    await tenantTable(owner, table, { app: 'select, insert, update' })
    const privileges = 'select (org_id, ctid), delete'
    await definerAccess(owner, table, { role: 'hub_sweep', privileges, rows: 'all' })
  }
  const holds = (table: string, column: string, references: string) =>
    tenantForeignKey(owner, table, { column, references, onDelete: 'restrict' })
  await holds('booking', 'account_id', 'account')
  await holds('folder', 'inside_id', 'folder')
  await holds('left_end', 'other_id', 'right_end')
  await holds('right_end', 'other_id', 'left_end')
}

async function fill(org: string): Promise<void> {
  const db = scratch.db.org(org)
  const [account, folder, left, right] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  await sql`insert into account (id) values (${account})`.execute(db)
  for (let count = 0; count < 5; count += 1)
    await sql`insert into booking (id, account_id) values (${uuidv7()}, ${account})`.execute(db)
  await sql`insert into folder (id) values (${folder})`.execute(db)
  for (let count = 0; count < 3; count += 1)
    await sql`insert into folder (id, inside_id) values (${uuidv7()}, ${folder})`.execute(db)
  await sql`insert into left_end (id) values (${left})`.execute(db)
  await sql`insert into right_end (id, other_id) values (${right}, ${left})`.execute(db)
  await sql`update left_end set other_id = ${right}`.execute(db)
}

const rowsOf = async (org: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from account) + (select count(*) from booking) + (select count(*) from folder)
      + (select count(*) from left_end) + (select count(*) from right_end) as count`.execute(
    scratch.db.org(org),
  )
  return Number(rows[0]?.count)
}

beforeAll(async () => {
  scratch = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
  await asOwner(scratch.adminUrl, addTables)
  await fill(GOING)
  await fill(STAYING)
})
afterAll(async () => await scratch.drop())

test('an organization is erased in the order of its foreign keys, a few rows at a time', async () => {
  const gone: number[] = []
  do {
    const { rows } = await sql<{ gone: number }>`select app.organization_erase(${GOING}, 2) as gone`.execute(
      scratch.db.system,
    )
    gone.push(Number(rows[0]?.gone))
  } while (gone.at(-1) !== 0 && gone.length < 20)
  // Bookings by twos and then their account; what holds itself or each other goes in one piece.
  expect(gone.toSorted((a, b) => b - a)).toEqual([4, 2, 2, 2, 1, 1, 0])
  expect([await rowsOf(GOING), await rowsOf(STAYING)]).toEqual([0, 12])
})
