import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * What is kept outside the database. The row is there before the bytes and goes after them, so bytes nobody knows of
 * cannot stay behind: a row that was never kept, was removed, or lost its owner is what the sweep takes away. Only
 * hub_system reaches it; what an organization may see of a file is said by the feature that keeps it.
 */
const files = sql`
create table app.file (
  id uuid primary key,
  user_id uuid references app.auth_user on delete set null,
  organization_id uuid references app.organization (id) on delete set null,
  kind text not null check (kind in ('avatar')),
  name text not null unique,
  content_hash bytea not null,
  media_type text not null,
  bytes int not null check (bytes > 0),
  kept_at timestamptz,
  removed_at timestamptz,
  created_at timestamptz not null,
  check (num_nonnulls(user_id, organization_id) <= 1)
);
create index on app.file (user_id) where user_id is not null;
create index on app.file (organization_id) where organization_id is not null;
create index file_to_sweep on app.file (created_at)
  where kept_at is null or removed_at is not null or (user_id is null and organization_id is null);
grant select, insert, update, delete on app.file to hub_system;
`

/** The name of the picture is the address it is shown at; fellow members see it beside the person's name. */
const avatars = sql`
alter table app.auth_user add column avatar text;
grant select (avatar) on app.auth_user to hub_app;
`

/** Where somebody has signed in before: what kind of device, and from which network. */
const devices = sql`
create table app.auth_device (
  id uuid primary key,
  user_id uuid not null references app.auth_user on delete cascade,
  device text not null,
  network text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  unique (user_id, device, network)
);
create index on app.auth_device (last_seen_at);
grant select, insert, update, delete on app.auth_device to hub_system;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await files.execute(db)
  await avatars.execute(db)
  await devices.execute(db)
}
