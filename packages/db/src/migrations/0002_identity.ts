import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerFunction, systemAccess, tenantTable } from '../tenant-table.ts'

/** Tables of people: no organization, so only hub_system reaches them. */
const people = sql`
create table app.auth_user (
  id uuid primary key,
  email text not null unique,
  name text not null,
  password_hash text,
  email_verified_at timestamptz,
  platform_role text not null default 'user' check (platform_role in ('user', 'admin')),
  time_zone text,
  preferences jsonb not null default '{}',
  terms_accepted_at timestamptz,
  suspended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create table app.auth_session (
  id uuid primary key,
  user_id uuid not null references app.auth_user on delete cascade,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  absolute_expires_at timestamptz not null,
  auth_time timestamptz not null,
  amr text not null,
  is_remembered boolean not null default true,
  user_agent text,
  ip text,
  last_seen_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index on app.auth_session (user_id);
create index on app.auth_session (expires_at);
create table app.auth_refresh_token (
  id uuid primary key,
  session_id uuid not null references app.auth_session on delete cascade,
  parent_id uuid unique references app.auth_refresh_token on delete set null,
  token_hash bytea not null unique,
  used_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index on app.auth_refresh_token (session_id);
create table app.auth_one_time_token (
  id uuid primary key,
  purpose text not null check (purpose in ('verify-email', 'reset-password', 'first-admin')),
  user_id uuid references app.auth_user on delete cascade,
  email text not null,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index on app.auth_one_time_token (user_id);
create index on app.auth_one_time_token (expires_at);
create table app.auth_lockout (
  email text primary key,
  failures int not null,
  window_started_at timestamptz not null,
  locked_until timestamptz
);
create table app.auth_limit (
  name text not null,
  subject text not null,
  points int not null,
  window_started_at timestamptz not null,
  primary key (name, subject)
);
create table app.auth_password_history (
  id uuid primary key,
  user_id uuid not null references app.auth_user on delete cascade,
  password_hash text not null,
  created_at timestamptz not null default now()
);
create index on app.auth_password_history (user_id, created_at);
create index on app.auth_limit (window_started_at);
create index on app.auth_lockout (window_started_at);
create table app.auth_signing_key (
  kid text primary key,
  private_sealed bytea not null,
  public_jwk jsonb not null,
  state text not null check (state in ('next', 'current', 'previous', 'retired')),
  promoted_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index on app.auth_signing_key (state) where state in ('next', 'current');
grant select, insert, update, delete on app.auth_user, app.auth_session, app.auth_refresh_token, app.auth_one_time_token,
  app.auth_lockout, app.auth_limit, app.auth_password_history, app.auth_signing_key to hub_system;
`

/** The slug is the one unique value across organizations: it is the public name in /o/<slug>, and hub_app cannot write it. */
const organizations = sql`
create table app.organization (
  id uuid primary key,
  org_id uuid generated always as (id) stored not null,
  slug text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9])*$'),
  name text not null,
  time_zone text not null default 'UTC',
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  suspended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create table app.organization_member (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  user_id uuid not null references app.auth_user,
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  created_at timestamptz not null default now(),
  version int not null default 1,
  unique (org_id, user_id)
);
create index on app.organization_member (user_id);
create table app.organization_invitation (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  token_hash bytea not null,
  invited_by_id uuid not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (org_id, invited_by_id) references app.organization_member (org_id, user_id) on delete cascade
);
create index on app.organization_invitation (token_hash);
create unique index on app.organization_invitation (org_id, email) where accepted_at is null and revoked_at is null;
create table app.auth_api_key (
  id uuid primary key,
  org_id uuid not null,
  user_id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash bytea not null,
  scopes text[] not null,
  unasked_tools text[] not null default '{}',
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (org_id, user_id) references app.organization_member (org_id, user_id) on delete cascade
);
create index on app.auth_api_key (org_id, user_id);
`

/** Fellow members' names, by a grant on those columns and a policy through membership. */
const fellowMembers = sql`
alter table app.auth_user enable row level security;
alter table app.auth_user force row level security;
grant select (id, name, email) on app.auth_user to hub_app;
create policy fellow_member on app.auth_user for select to hub_app
  using (exists (select 1 from app.organization_member m where m.user_id = auth_user.id));
create policy system on app.auth_user for all to hub_system using (true) with check (true);
`

/** Joining and founding are system work, yet they belong into the log that the organization's own people read. */
const auditFor = sql`
declare
  before text := coalesce(current_setting('app.org_id', true), '');
  head bigint;
begin
  if org is null or org = '00000000-0000-0000-0000-000000000000' then
    raise exception 'Name an organization; the platform has its own function.' using errcode = '42501';
  end if;
  perform set_config('app.org_id', org::text, true);
  head := app.audit_chain(entries);
  perform set_config('app.org_id', before, true);
  return head;
end `

export async function up(db: Kysely<unknown>): Promise<void> {
  await people.execute(db)
  await organizations.execute(db)
  await tenantTable(db, 'organization', {
    app: 'select, update (name, time_zone, currency, updated_at, version)',
  })
  await tenantTable(db, 'organization_member', { app: 'select, update (role, version), delete' })
  await tenantTable(db, 'organization_invitation', { app: 'select, insert, update (revoked_at)' })
  await tenantTable(db, 'auth_api_key', { app: 'select, insert, update (revoked_at)' })
  await fellowMembers.execute(db)
  await systemAccess(db, 'organization', { select: '*', insert: '*', update: '*' })
  await systemAccess(db, 'organization_member', { select: '*', insert: '*', update: '*' })
  await systemAccess(db, 'organization_invitation', { select: '*', update: ['accepted_at'] })
  await systemAccess(db, 'auth_api_key', { select: '*', update: ['last_used_at', 'revoked_at'] })
  await definerFunction(db, {
    owner: 'hub_audit',
    signature: 'app.audit_append_for(org uuid, entries jsonb) returns bigint',
    language: 'plpgsql',
    volatility: 'volatile',
    body: auditFor,
    execute: ['hub_system'],
  })
}
