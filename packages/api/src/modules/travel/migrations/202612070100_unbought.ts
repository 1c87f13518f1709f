import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/** An offer that was never bought goes with its trip; without that, a hold let go would keep the trip for ever. */
export async function up(db: OwnerDb): Promise<void> {
  await sql`grant delete on app.travel_booking to hub_app`.execute(db)
}
