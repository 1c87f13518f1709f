import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, systemAccess, tenantTable } from '../tenant-table.ts'
import { createCreditFunctions } from './0005_credits_functions.ts'

/**
 * Amounts are micro-credits. The account is the running sum of its entries; a grant says how much of what was given is
 * left, and a draw which grant paid. Entries and draws name holds and grants without foreign keys: only the functions
 * below write them, each key would cost a look-up per charge, and `verifyLedger` compares the tables with each other.
 */
const ledger = sql`
create table app.credit_account (
  org_id uuid primary key references app.organization (id),
  available bigint not null check (available >= 0),
  held bigint not null check (held >= 0),
  seq bigint not null
) with (fillfactor = 50);
create table app.credit_hold (
  id uuid primary key,
  org_id uuid not null,
  idem bytea,
  amount bigint not null check (amount > 0),
  status text not null check (status in ('open', 'settled', 'voided', 'expired')),
  worked_at timestamptz,
  procedure text not null,
  door text not null,
  driver text,
  actor_id uuid,
  api_key_id uuid,
  price_version int not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  created_at timestamptz not null
) with (fillfactor = 80);
create unique index credit_hold_idem on app.credit_hold (org_id, idem) where status in ('open', 'settled') and idem is not null;
create index credit_hold_due on app.credit_hold (expires_at)
  where status = 'open' or (status = 'expired' and worked_at is not null);
create table app.credit_entry (
  org_id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  kind text not null check (kind in ('hold', 'release', 'charge', 'loss', 'grant', 'adjustment', 'expiry', 'refund')),
  d_available bigint not null,
  d_held bigint not null,
  available_after bigint not null,
  held_after bigint not null,
  lost bigint not null default 0 check (lost >= 0),
  hold_id uuid,
  grant_id uuid,
  reason text,
  procedure text,
  door text,
  driver text,
  actor_id uuid,
  api_key_id uuid,
  price_version int,
  model text,
  input_tokens bigint,
  output_tokens bigint,
  primary key (org_id, seq)
);
create index credit_entry_charge on app.credit_entry (org_id, at) where kind = 'charge';
create table app.credit_grant (
  id uuid primary key,
  org_id uuid not null,
  source text not null check (source in ('sign-up', 'adjustment')),
  priority int not null,
  amount bigint not null check (amount > 0),
  remaining bigint not null check (remaining between 0 and amount),
  expires_at timestamptz,
  created_at timestamptz not null
);
create index credit_grant_left on app.credit_grant (org_id, priority, expires_at, id) where remaining > 0;
create index credit_grant_expiring on app.credit_grant (expires_at) where remaining > 0 and expires_at is not null;
create table app.credit_draw (
  org_id uuid not null,
  seq bigint not null,
  grant_id uuid not null,
  amount bigint not null check (amount > 0),
  primary key (org_id, seq, grant_id)
);
create index on app.credit_draw (org_id, grant_id);
`

/** Privileges do not bind the owner and superusers; the triggers do, and "always" keeps them in force in replica mode. */
const guard = sql`
create function app.credit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'The credit ledger only grows.' using errcode = '42501';
end $$;
create trigger append_only before update or delete or truncate on app.credit_entry
  for each statement execute function app.credit_refuse();
alter table app.credit_entry enable always trigger append_only;
create trigger append_only before update or delete or truncate on app.credit_draw
  for each statement execute function app.credit_refuse();
alter table app.credit_draw enable always trigger append_only;
`

/** Belong to the platform, not to an organization: only hub_system reaches them. A person's sign-up row outlives the person. */
const platform = sql`
create table app.credit_price (
  version int generated always as identity primary key,
  digest bytea not null unique,
  book jsonb not null check (not jsonb_path_exists(book, '$.** ? (@ < 0)')),
  valid_from timestamptz not null default now()
);
create trigger immutable before update or delete or truncate on app.credit_price
  for each statement execute function app.credit_refuse();
alter table app.credit_price enable always trigger immutable;
create table app.credit_sign_up (
  user_id uuid primary key,
  granted_in uuid not null,
  created_at timestamptz not null default now()
);
grant select, insert on app.credit_price, app.credit_sign_up to hub_system;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await ledger.execute(db)
  await guard.execute(db)
  await platform.execute(db)
  const writes = {
    credit_account: 'select, insert, update',
    credit_hold: 'select, insert, update',
    credit_entry: 'select, insert',
    credit_grant: 'select, insert, update',
    credit_draw: 'select, insert',
  }
  for (const [table, privileges] of Object.entries(writes)) {
    await tenantTable(db, table, { app: 'select' })
    await definerAccess(db, table, { role: 'hub_ledger', privileges, rows: 'org' })
  }
  await systemAccess(db, 'credit_account', { select: '*' })
  await systemAccess(db, 'credit_hold', { select: ['org_id', 'status', 'worked_at', 'expires_at'] })
  await systemAccess(db, 'credit_grant', { select: ['org_id', 'remaining', 'expires_at'] })
  await createCreditFunctions(db)
}
