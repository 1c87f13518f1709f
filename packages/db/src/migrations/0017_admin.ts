import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { systemAccess } from '../tenant-table.ts'

/** Why somebody is shut out, and when a person was last here, which lists sort by. */
const columns = sql`
alter table app.auth_user add column suspended_reason text;
alter table app.auth_user add column last_seen_at timestamptz;
alter table app.organization add column suspended_reason text;
`

/** Under forced row-level security the owner of the table would see, and so change, no row of it. */
const lastSeen = sql`
alter table app.auth_user no force row level security;
update app.auth_user set last_seen_at = (select max(s.last_seen_at) from app.auth_session s where s.user_id = auth_user.id);
alter table app.auth_user force row level security;
`

/** The lists of administrators, at a hundred thousand people: each order and each rare state has an index. */
const listing = sql`
create extension if not exists pg_trgm;
create index on app.auth_user (lower(name), id);
create index on app.auth_user (created_at, id);
create index on app.auth_user (coalesce(last_seen_at, timestamptz '-infinity'), id);
create index on app.auth_user using gin ((' ' || lower(name) || ' ' || email) gin_trgm_ops);
create index on app.auth_user (id) where platform_role = 'admin';
create index on app.auth_user (id) where suspended_at is not null;
create index on app.auth_user (id) where email_verified_at is null;
create index on app.organization (lower(name), id);
create index on app.organization (created_at, id);
create index on app.organization using gin ((' ' || lower(name) || ' ' || slug) gin_trgm_ops);
create index on app.organization (id) where suspended_at is not null;
`

/** An administrator's session in somebody's place ends with the administrator's own, whichever way that ends. */
const impersonation = sql`
alter table app.auth_session add column parent_id uuid references app.auth_session on delete cascade;
create index on app.auth_session (parent_id) where parent_id is not null;
create index on app.auth_session (impersonator_id) where impersonator_id is not null;
`

/** What the overview counts: who was here on a day, movements of credit over all organizations, refused sign-ins. */
const overview = sql`
create table app.auth_active_day (
  day date primary key,
  people int not null
);
grant select, insert, update on app.auth_active_day to hub_system;
create index on app.credit_entry (at);
create index on app.audit_entry (at) where action = 'auth.login.refused';
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await columns.execute(db)
  await lastSeen.execute(db)
  await listing.execute(db)
  await impersonation.execute(db)
  await overview.execute(db)
  await systemAccess(db, 'credit_entry', { select: ['at', 'kind', 'd_available', 'd_held', 'lost'] })
  await sql`grant select (code) on app.api_call to hub_system`.execute(db)
}
