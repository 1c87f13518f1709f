import { sql } from '@hub/db'
import { definerAccess, tenantForeignKey, tenantTable } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

/** Names for what is looked at again and again: which objects of a type, in which order, by which columns. */
const table = sql`
create table app.foundry_view (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  type_id uuid not null,
  name text not null,
  is_shared boolean not null,
  search text,
  conditions jsonb not null default '[]',
  linked jsonb not null default '[]',
  sorted_by text,
  is_descending boolean not null default false,
  shown jsonb,
  created_by_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1
);
create unique index on app.foundry_view (org_id, type_id, lower(name)) where is_shared;
create unique index on app.foundry_view (org_id, created_by_id, type_id, lower(name)) where not is_shared;
`

export async function up(db: OwnerDb): Promise<void> {
  await table.execute(db)
  await tenantTable(db, 'foundry_view', { app: 'select, insert, update, delete' })
  await definerAccess(db, 'foundry_view', {
    role: 'hub_sweep',
    privileges: 'select (org_id, ctid), delete',
    rows: 'all',
  })
  await tenantForeignKey(db, 'foundry_view', {
    column: 'type_id',
    references: 'foundry_type',
    onDelete: 'cascade',
  })
}
