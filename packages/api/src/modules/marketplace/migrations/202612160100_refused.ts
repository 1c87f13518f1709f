import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/** What a person called a mistake of the shop, for as long as the page says so. */
export async function up(db: OwnerDb): Promise<void> {
  await sql`
    alter table app.marketplace_listing
      add column refused_minor bigint,
      add column refused_currency text`.execute(db)
}
