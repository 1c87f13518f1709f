import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Second factors and what a session has shown; like all of identity they belong to people, so only hub_system reaches them. */
const factors = sql`
create table app.auth_totp (
  user_id uuid primary key references app.auth_user on delete cascade,
  secret_sealed bytea not null,
  last_step bigint not null default 0,
  confirmed_at timestamptz,
  created_at timestamptz not null
);
create table app.auth_backup_code (
  id uuid primary key,
  user_id uuid not null references app.auth_user on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  created_at timestamptz not null,
  unique (user_id, code_hash)
);
create table app.auth_passkey (
  id uuid primary key,
  user_id uuid not null references app.auth_user on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  is_backed_up boolean not null,
  last_used_at timestamptz,
  created_at timestamptz not null
);
create index on app.auth_passkey (user_id);
create table app.auth_challenge (
  id uuid primary key,
  purpose text not null check (purpose in ('second-factor', 'passkey-register', 'passkey-sign-in', 'passkey-confirm')),
  user_id uuid references app.auth_user on delete cascade,
  token_hash bytea not null unique,
  data jsonb not null default '{}',
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null
);
create index on app.auth_challenge (expires_at);
grant select, insert, update, delete on app.auth_totp, app.auth_backup_code, app.auth_passkey, app.auth_challenge to hub_system;
`

/** An administrator acting as somebody has a session of their own, which names them. */
const sessions = sql`
alter table app.auth_session add column impersonator_id uuid references app.auth_user on delete cascade;
`

const organizations = sql`
alter table app.organization add column requires_second_factor boolean not null default false;
grant update (requires_second_factor) on app.organization to hub_app;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await factors.execute(db)
  await sessions.execute(db)
  await organizations.execute(db)
}
