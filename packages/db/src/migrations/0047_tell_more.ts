import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, systemAccess, tenantTable } from '../tenant-table.ts'

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
create index notification_alike on app.notification (org_id, user_id, kind, alike, due_at desc, id desc) where in_inbox;
`

/** Browsers that people let the hub push to. Where they are reached is a secret, sealed; by its hash one is found again. */
const push = sql`
alter table app.notification add column push_at timestamptz;
create index on app.notification (push_at) where push_at is not null;
grant update (push_at) on app.notification to hub_app;
grant select (push_at) on app.notification to hub_system;
alter table app.notification_preference add column push boolean;
grant update (push) on app.notification_preference to hub_app;

create table app.notification_push (
  org_id uuid not null,
  user_id uuid not null references app.auth_user (id) on delete cascade,
  key bytea not null check (length(key) = 32),
  sealed bytea not null,
  name text not null check (length(name) between 1 and 120),
  created_at timestamptz not null,
  pushed_at timestamptz,
  primary key (org_id, user_id, key)
);
create index on app.notification_push (key);
alter table app.organization_member no force row level security;
alter table app.notification_push add foreign key (org_id, user_id)
  references app.organization_member (org_id, user_id) on delete cascade;
alter table app.organization_member force row level security;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await pauses.execute(db)
  await alike.execute(db)
  await push.execute(db)
  await tenantTable(db, 'notification_push', {
    app: 'select, insert, update (sealed, name, pushed_at), delete',
  })
  // A browser that somebody else signs in with is theirs, in every organization.
  await systemAccess(db, 'notification_push', { select: ['user_id', 'key'], delete: '*' })
  await definerAccess(db, 'notification_push', {
    role: 'hub_sweep',
    privileges: 'select (org_id, ctid), delete',
    rows: 'all',
  })
}
