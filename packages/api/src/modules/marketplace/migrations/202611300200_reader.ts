import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/** How the price of a page was read the last time that it could be: from what the shop sends, or by a browser after its scripts ran. */
export async function up(db: OwnerDb): Promise<void> {
  await sql`
    alter table app.marketplace_listing
      add column reader text not null default 'page' check (reader in ('page', 'browser'))`.execute(db)
}
