import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Accounts elsewhere by which people sign in. The key is what the provider calls them, never an address, which may change hands. */
const identities = sql`
create table app.auth_identity (
  id uuid primary key,
  user_id uuid not null references app.auth_user on delete cascade,
  provider text not null check (provider in ('google')),
  subject text not null,
  email text not null,
  last_used_at timestamptz,
  created_at timestamptz not null,
  unique (provider, subject),
  unique (user_id, provider)
);
grant select, insert, update, delete on app.auth_identity to hub_system;
`

/** One row for each round trip that came back, so that none comes back twice; and the steps that may follow it. */
const challenges = sql`
alter table app.auth_challenge drop constraint auth_challenge_purpose_check;
alter table app.auth_challenge add constraint auth_challenge_purpose_check check (purpose in (
  'second-factor', 'passkey-register', 'passkey-sign-in', 'passkey-confirm', 'google-answer', 'google-link', 'google-sign-up'
));
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await identities.execute(db)
  await challenges.execute(db)
}
