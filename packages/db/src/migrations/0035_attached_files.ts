import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, systemAccess, tenantTable } from '../tenant-table.ts'

/**
 * What organizations attach to their rows. The bytes are those of `app.file` under the same id, whose row is there before
 * them and goes after them; both rows go together.
 */
const attached = sql`
alter table app.file drop constraint file_kind_check;
alter table app.file add constraint file_kind_check check (kind in ('avatar', 'attached'));
create table app.attached_file (
  id uuid primary key references app.file (id) on delete cascade,
  org_id uuid not null references app.organization (id) on delete cascade,
  entity text not null check (length(entity) between 1 and 100),
  entity_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (length(kind) between 1 and 20),
  bytes int not null check (bytes > 0),
  content_hash bytea not null check (length(content_hash) = 32),
  uploaded_by_id uuid not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
create index on app.attached_file (org_id, entity, entity_id);
create index on app.attached_file (removed_at) where removed_at is not null;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await attached.execute(db)
  await tenantTable(db, 'attached_file', { app: 'select, insert, update (name, removed_at)' })
  await systemAccess(db, 'attached_file', { select: ['id', 'removed_at'] })
  await definerAccess(db, 'attached_file', {
    role: 'hub_sweep',
    privileges: 'select (org_id, ctid), delete',
    rows: 'all',
  })
}
