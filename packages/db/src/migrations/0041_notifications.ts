import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { tellsLive } from '../live-rows.ts'
import { definerAccess, systemAccess, tenantTable } from '../tenant-table.ts'

/**
 * What concerns a person, and how they want to hear of it. All of it hangs on the membership, so that it goes with it. What
 * an event is called and where it leads is not kept: it is told anew to whoever reads it.
 */
const tables = sql`
alter table app.outbox_event add column if not exists actor_id uuid;
grant insert (actor_id) on app.outbox_event to hub_app;
grant select (time_zone, email_verified_at) on app.auth_user to hub_app;

create table app.notification (
  id uuid primary key,
  org_id uuid not null,
  user_id uuid not null references app.auth_user (id) on delete cascade,
  kind text not null check (length(kind) between 1 and 80),
  event_id uuid not null,
  actor_id uuid,
  entity text not null check (length(entity) between 1 and 80),
  entity_id uuid not null,
  data jsonb not null default '{}',
  in_inbox boolean not null,
  mail text check (mail in ('now', 'digest')),
  mail_at timestamptz,
  created_at timestamptz not null,
  due_at timestamptz not null,
  read_at timestamptz,
  done_at timestamptz
);
create unique index notification_once on app.notification (org_id, event_id, user_id, kind);
create index on app.notification (org_id, user_id, due_at desc, id desc) where in_inbox;
create index notification_unread on app.notification (org_id, user_id) where in_inbox and read_at is null and done_at is null;
create index on app.notification (mail_at) where mail_at is not null;
create index on app.notification (created_at);

create table app.notification_preference (
  org_id uuid not null,
  user_id uuid not null references app.auth_user (id) on delete cascade,
  kind text not null check (length(kind) between 1 and 80),
  in_app boolean not null,
  mail text not null check (mail in ('now', 'digest', 'off')),
  primary key (org_id, user_id, kind)
);

create table app.notification_hours (
  org_id uuid not null,
  user_id uuid not null references app.auth_user (id) on delete cascade,
  quiet_from time,
  quiet_to time,
  time_zone text check (length(time_zone) <= 64),
  digest_at time not null,
  primary key (org_id, user_id),
  check ((quiet_from is null) = (quiet_to is null))
);
`

const names = ['notification', 'notification_preference', 'notification_hours'] as const

/** Under forced row-level security the owner may not look whether the rows fit. */
const withMembership = sql`
alter table app.organization_member no force row level security;
${sql.join(
  names.map(
    (table) => sql`alter table ${sql.raw(`app.${table}`)} add foreign key (org_id, user_id)
      references app.organization_member (org_id, user_id) on delete cascade;`,
  ),
  sql` `,
)}
alter table app.organization_member force row level security;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await tables.execute(db)
  await withMembership.execute(db)
  await tenantTable(db, 'notification', {
    app: 'select, insert, update (mail_at, due_at, read_at, done_at)',
  })
  await systemAccess(db, 'notification', {
    select: ['id', 'org_id', 'user_id', 'mail', 'mail_at', 'created_at', 'done_at'],
    delete: '*',
  })
  await tenantTable(db, 'notification_preference', { app: 'select, insert, update (in_app, mail), delete' })
  await tenantTable(db, 'notification_hours', {
    app: 'select, insert, update (quiet_from, quiet_to, time_zone, digest_at)',
  })
  await tellsLive(db, 'notification', {
    action: 'notification.changed',
    target: 'notification',
    id: 'id',
    person: 'user_id',
  })
  // An account that ends takes its rows along.
  for (const table of ['notification_preference', 'notification_hours'])
    await systemAccess(db, table, { select: ['user_id'], delete: '*' })
  for (const table of names)
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
}
