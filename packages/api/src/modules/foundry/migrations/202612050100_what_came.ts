import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/** Whether a file was to hold everything, which of its rows stand in it twice, and what of it is not of its kind. */
export async function up(db: OwnerDb): Promise<void> {
  await sql`
    alter table app.foundry_load
      add column is_whole boolean not null default false,
      add column repeated int not null default 0,
      add column unread jsonb not null default '[]'`.execute(db)
}
