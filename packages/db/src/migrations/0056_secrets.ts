import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * Which secret of the hub is in force, by a mark that tells nothing of it, and how far a change has come; keys made of earlier
 * ones that addresses in the world hang on, sealed; and which secrets each living process knows, so that nothing is sealed
 * with one that somebody cannot open.
 */
const tables = sql`
create table app.secret_mark (
  mark text primary key,
  began_at timestamptz not null default now(),
  replaced_at timestamptz,
  moved_at timestamptz,
  done int not null default 0,
  total int,
  resealed_at timestamptz
);
create unique index secret_mark_current on app.secret_mark ((true)) where replaced_at is null;
create table app.secret_kept (
  purpose text not null,
  mark text not null,
  sealed bytea not null,
  kept_at timestamptz not null default now(),
  primary key (purpose, mark)
);
create table app.secret_holder (
  id uuid primary key,
  name text not null,
  knows text[] not null,
  seals_with text not null,
  seen_at timestamptz not null
);
grant select, insert, update, delete on app.secret_mark, app.secret_kept, app.secret_holder to hub_system;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await tables.execute(db)
}
