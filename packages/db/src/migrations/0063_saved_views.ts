import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, tenantTable } from '../tenant-table.ts'

/** Names for what lists show. One that is a person's alone goes with their membership; one for everybody stays. */
const table = sql`
create table app.saved_view (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  list text not null check (length(list) between 1 and 80),
  of_id uuid,
  name text not null check (length(name) between 1 and 60),
  shown jsonb not null,
  person_id uuid,
  created_by_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1
);
create unique index on app.saved_view (org_id, list, of_id, lower(name)) nulls not distinct where person_id is null;
create unique index on app.saved_view (org_id, person_id, list, of_id, lower(name)) nulls not distinct where person_id is not null;
alter table app.organization_member no force row level security;
alter table app.saved_view add foreign key (org_id, person_id)
  references app.organization_member (org_id, user_id) on delete cascade;
alter table app.organization_member force row level security;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await table.execute(db)
  await tenantTable(db, 'saved_view', { app: 'select, insert, update, delete' })
  await definerAccess(db, 'saved_view', {
    role: 'hub_sweep',
    privileges: 'select (org_id, ctid), delete',
    rows: 'all',
  })
}
