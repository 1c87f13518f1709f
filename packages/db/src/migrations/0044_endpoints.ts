import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, systemAccess, tenantForeignKey, tenantTable } from '../tenant-table.ts'

/** Where organizations have events sent, and what became of each that was on its way. */
const tables = sql`
create table app.endpoint (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  name text not null check (length(name) between 1 and 80),
  address text not null check (length(address) <= 500),
  topics text[] not null,
  sealed bytea not null,
  old_sealed bytea,
  old_until timestamptz,
  state text not null default 'on' check (state in ('on', 'paused')),
  paused_because text check (paused_because in ('person', 'failing', 'maker_gone')),
  paused_at timestamptz,
  failing_since timestamptz,
  last_delivered_at timestamptz,
  made_by_id uuid not null,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on app.endpoint (org_id, created_at desc, id desc);

create table app.endpoint_delivery (
  id uuid primary key,
  org_id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  topic text not null,
  aggregate text not null,
  body text not null,
  is_test boolean not null default false,
  position bigint generated always as identity,
  status text not null default 'waiting' check (status in ('waiting', 'delivered', 'dead', 'discarded')),
  attempts int not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  error text,
  created_at timestamptz not null,
  delivered_at timestamptz,
  unique (org_id, endpoint_id, event_id)
);
create index on app.endpoint_delivery (org_id, created_at desc, id desc);
create index endpoint_delivery_due on app.endpoint_delivery (org_id, endpoint_id, due_at) where status = 'waiting';
create index endpoint_delivery_order on app.endpoint_delivery (org_id, endpoint_id, aggregate, position) where status = 'waiting';
create index on app.endpoint_delivery (created_at);

create table app.endpoint_attempt (
  org_id uuid not null,
  delivery_id uuid not null,
  position bigint generated always as identity,
  at timestamptz not null,
  ms int not null,
  status int,
  answer text,
  error text,
  primary key (org_id, delivery_id, position)
);
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await tables.execute(db)
  await tenantTable(db, 'endpoint', { app: 'select, insert, update, delete' })
  await tenantTable(db, 'endpoint_delivery', {
    app: 'select, insert, update (status, attempts, due_at, leased_until, error, delivered_at)',
  })
  await tenantTable(db, 'endpoint_attempt', { app: 'select, insert' })
  await tenantForeignKey(db, 'endpoint_delivery', {
    column: 'endpoint_id',
    references: 'endpoint',
    onDelete: 'cascade',
  })
  await tenantForeignKey(db, 'endpoint_attempt', {
    column: 'delivery_id',
    references: 'endpoint_delivery',
    onDelete: 'cascade',
  })
  // The sender looks for what is due; what it holds is read as its organization.
  await systemAccess(db, 'endpoint', { select: ['id', 'org_id', 'state', 'failing_since'] })
  await systemAccess(db, 'endpoint_delivery', {
    select: [
      'id',
      'org_id',
      'endpoint_id',
      'aggregate',
      'position',
      'status',
      'attempts',
      'due_at',
      'leased_until',
      'created_at',
    ],
    update: ['attempts', 'due_at', 'leased_until'],
    delete: '*',
  })
  for (const table of ['endpoint', 'endpoint_delivery', 'endpoint_attempt'])
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
}
