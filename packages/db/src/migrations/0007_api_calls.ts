import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { systemAccess, tenantTable } from '../tenant-table.ts'

/** Recent calls of API keys. A key or its owner may be gone while the call is still worth showing: no foreign keys to them. */
const table = sql`
create table app.api_call (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  at timestamptz not null,
  api_key_id uuid not null,
  user_id uuid not null,
  door text not null,
  procedure text not null,
  ms double precision not null check (ms >= 0),
  code text not null,
  micro bigint not null,
  request_id text not null
);
create index on app.api_call (org_id, at desc, id desc);
create index on app.api_call (at);
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await table.execute(db)
  await tenantTable(db, 'api_call', { app: 'select' })
  await systemAccess(db, 'api_call', { insert: '*', select: ['at'], delete: '*' })
}
