import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** What happened in an organization is read newest first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index on app.outbox_event (org_id, created_at desc, id desc)`.execute(db)
}
