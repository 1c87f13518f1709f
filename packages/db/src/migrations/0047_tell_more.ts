import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Since when a workflow waits for credits, so that it is told once and not for each of its runs. */
const pauses = sql`
alter table app.workflow add column paused_at timestamptz;
grant update (paused_at) on app.workflow to hub_app;
`

/** What stands in one row: those of one kind that share this, which is their subject where nothing else is said. */
const alike = sql`
alter table app.notification add column alike uuid;
alter table app.notification no force row level security;
update app.notification set alike = entity_id;
alter table app.notification force row level security;
alter table app.notification alter column alike set not null;
create index notification_alike on app.notification (org_id, user_id, kind, alike) where in_inbox;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await pauses.execute(db)
  await alike.execute(db)
}
