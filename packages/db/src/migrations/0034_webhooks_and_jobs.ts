import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { definerAccess, systemAccess, tenantTable } from '../tenant-table.ts'

/** Which deliveries of other services were received, and on which day of the organization a daily job was last begun. */
const tables = sql`
create table app.webhook_delivery (
  org_id uuid not null references app.organization (id) on delete cascade,
  webhook text not null,
  id_hash bytea not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (org_id, webhook, id_hash)
);
create index on app.webhook_delivery (received_at);
create table app.module_job_day (
  org_id uuid not null references app.organization (id) on delete cascade,
  job text not null,
  day date not null,
  leased_until timestamptz not null,
  done_at timestamptz,
  primary key (org_id, job)
);
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await tables.execute(db)
  await tenantTable(db, 'webhook_delivery', { app: 'select, insert' })
  await systemAccess(db, 'webhook_delivery', { select: ['received_at'], delete: '*' })
  await tenantTable(db, 'module_job_day', { app: 'select' })
  await systemAccess(db, 'module_job_day', {
    select: '*',
    insert: '*',
    update: ['day', 'leased_until', 'done_at'],
  })
  for (const table of ['webhook_delivery', 'module_job_day'])
    await definerAccess(db, table, {
      role: 'hub_sweep',
      privileges: 'select (org_id, ctid), delete',
      rows: 'all',
    })
}
