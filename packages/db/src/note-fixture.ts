import { sql } from 'kysely'
import type { Generated, Kysely } from 'kysely'
import { openOwner } from './migrate.ts'
import { tenantTable } from './tenant-table.ts'

/** A tenant table for this package's tests, so that they do not depend on any feature's tables. */
// A type alias: Kysely's withTables() wants an index signature, which interfaces do not have.
export type NoteTables = {
  note: { id: string; orgId: Generated<string>; body: string }
}

/** Creates table `note` in a test database, exactly as a migration would. */
export async function createNoteTable(adminUrl: string): Promise<void> {
  await asOwner(adminUrl, async (owner) => {
    await sql`create table app.note (id uuid primary key, org_id uuid not null, body text not null)`.execute(
      owner,
    )
    await tenantTable(owner, 'note', { app: 'select, insert, update, delete' })
  })
}

/** Runs `fn` in a transaction of the schema's owner, as migrations do. */
export async function asOwner(
  adminUrl: string,
  fn: (owner: Kysely<unknown>) => Promise<void>,
): Promise<void> {
  const owner = openOwner(adminUrl)
  try {
    await owner.transaction().execute(fn)
  } finally {
    await owner.destroy()
  }
}
