import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/** What was asked for and no offer is chosen by. */
export async function up(db: OwnerDb): Promise<void> {
  await sql`alter table app.travel_trip add column unmet jsonb not null default '[]'`.execute(db)
}
