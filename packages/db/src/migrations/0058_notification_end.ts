import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** From when on a notification needs nobody any more, whatever was done about it: a request that nobody decided in time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table app.notification add column ends_at timestamptz`.execute(db)
}
