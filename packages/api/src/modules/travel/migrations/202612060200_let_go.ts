import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/**
 * A hold that was let go is no booking that was cancelled. Each change of a booking counts its version up, so that one which was
 * cancelled as its first change had never been booked.
 */
const letGo = sql`
alter table app.travel_booking add column is_let_go boolean not null default false;
alter table app.travel_booking no force row level security;
update app.travel_booking set is_let_go = true where state = 'cancelled' and version = 2;
alter table app.travel_booking force row level security;
`

export async function up(db: OwnerDb): Promise<void> {
  await letGo.execute(db)
}
