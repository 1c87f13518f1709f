import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/** Whether it was told that the trip begins. */
export async function up(db: OwnerDb): Promise<void> {
  await sql`alter table app.travel_booking add column is_beginning_told boolean not null default false`.execute(
    db,
  )
}
