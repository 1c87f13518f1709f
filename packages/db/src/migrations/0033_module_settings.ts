import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, tenantTable } from '../tenant-table.ts'

/**
 * What an organization chose for a module, and the secrets it gave one, by the names the modules declare. A name that no
 * module declares any more stays unread until the organization ends.
 */
const tables = sql`
create table app.module_setting (
  org_id uuid not null references app.organization (id) on delete cascade,
  module text not null,
  chosen jsonb not null default '{}' check (jsonb_typeof(chosen) = 'object'),
  version int not null default 0,
  primary key (org_id, module)
);
create table app.module_credential (
  org_id uuid not null references app.organization (id) on delete cascade,
  name text not null,
  sealed bytea not null,
  ends_with text not null check (length(ends_with) <= 4),
  set_at timestamptz not null,
  set_by_id uuid not null,
  primary key (org_id, name)
);
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await tables.execute(db)
  await tenantTable(db, 'module_setting', { app: 'select, insert, update (chosen, version)' })
  await tenantTable(db, 'module_credential', {
    app: 'select, insert, update (sealed, ends_with, set_at, set_by_id), delete',
  })
  for (const table of ['module_setting', 'module_credential'])
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
}
