import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * What the operator follows: the request behind each event, dead letters without reading delivered events, and which
 * migrations have run. The system login may update neither column nor list.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table app.outbox_event add column request_id text`.execute(db)
  await sql`grant insert (request_id) on app.outbox_event to hub_app`.execute(db)
  await sql`create index outbox_event_dead on app.outbox_event (dead_at) where dead_at is not null`.execute(
    db,
  )
  await sql`grant select (name) on app.kysely_migration to hub_system`.execute(db)
}
