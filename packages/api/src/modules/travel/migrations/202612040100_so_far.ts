import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/** What a look has found while it goes on. */
export async function up(db: OwnerDb): Promise<void> {
  await sql`alter table app.travel_trip add column so_far jsonb`.execute(db)
}
