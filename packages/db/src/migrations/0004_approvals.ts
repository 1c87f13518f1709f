import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { systemAccess, tenantTable } from '../tenant-table.ts'

/** An expired approval is a pending one past `expires_at`: no job has to turn it over. */
const table = sql`
create table app.approval (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  asker_id uuid not null,
  asker_api_key_id uuid,
  door text not null check (door in ('mcp', 'assistant')),
  driver text,
  procedure text not null,
  args jsonb not null,
  signature bytea not null,
  status text not null check (status in ('pending', 'running', 'done', 'failed', 'declined')),
  decided_by_id uuid,
  decided_at timestamptz,
  result jsonb,
  error jsonb,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  version int not null default 1,
  foreign key (org_id, asker_id) references app.organization_member (org_id, user_id) on delete cascade
);
create index on app.approval (org_id, status, created_at desc, id);
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await table.execute(db)
  await tenantTable(db, 'approval', {
    app: 'select, insert, update (args, signature, status, decided_by_id, decided_at, result, error, version)',
  })
  await systemAccess(db, 'approval', { select: ['id', 'org_id', 'status', 'expires_at'] })
}
