import { sql } from '@hub/db'
import { definerAccess, tenantForeignKey, tenantTable } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

/**
 * A connection is one account at one service. Its credential is sealed and bound to it; whoever renews it holds the lease, so
 * that fifty who find it expired renew it once. A stream is one resource of it, with the place where reading goes on: that
 * place moves in the transaction that writes the rows.
 */
const tables = sql`
create table app.connectors_connection (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  provider text not null check (provider in ('shopify', 'stripe')),
  account_key text not null,
  title text not null,
  state text not null check (state in ('ok', 'attention', 'broken', 'paused')),
  reason text not null,
  scopes text[] not null,
  with_personal boolean not null,
  credential bytea not null,
  credential_expires_at timestamptz,
  credential_generation int not null default 1,
  credential_leased_until timestamptz,
  created_by_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (org_id, provider, account_key)
);
create table app.connectors_authorization (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  provider text not null,
  account_key text not null,
  with_personal boolean not null,
  state_hash bytea not null,
  user_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  unique (org_id, state_hash)
);
create table app.connectors_stream (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  connection_id uuid not null,
  name text not null,
  dataset_id uuid not null,
  load_id uuid,
  phase text not null check (phase in ('backfill', 'live')),
  place jsonb not null,
  read int not null default 0,
  total int,
  error text,
  proof jsonb,
  synced_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (org_id, connection_id, name)
);
`

const granted = {
  connectors_connection: 'select, insert, update, delete',
  connectors_authorization: 'select, insert, update (used_at), delete',
  connectors_stream: 'select, insert, update, delete',
}

export async function up(db: OwnerDb): Promise<void> {
  await tables.execute(db)
  for (const [table, app] of Object.entries(granted)) {
    await tenantTable(db, table, { app })
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
  }
  await tenantForeignKey(db, 'connectors_stream', {
    column: 'connection_id',
    references: 'connectors_connection',
    onDelete: 'cascade',
  })
}
