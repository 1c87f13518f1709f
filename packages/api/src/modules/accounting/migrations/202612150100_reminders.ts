import { sql } from '@hub/db'
import { definerAccess, tenantForeignKey, tenantTable } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

/** That an invoice has one reminder a day is held here, whoever asks for it how often. */
const table = sql`
create table app.accounting_reminder (
  id uuid primary key,
  org_id uuid not null references app.organization (id) on delete cascade,
  document_id uuid not null,
  level smallint not null check (level between 1 and 3),
  sent_on date not null,
  sent_to text not null,
  open_minor bigint not null check (open_minor > 0),
  sent_by_id uuid,
  sent_at timestamptz not null,
  unique (org_id, document_id, sent_on)
)`

export async function up(db: OwnerDb): Promise<void> {
  await table.execute(db)
  await tenantTable(db, 'accounting_reminder', { app: 'select, insert' })
  await definerAccess(db, 'accounting_reminder', {
    role: 'hub_sweep',
    privileges: 'select (org_id, ctid), delete',
    rows: 'all',
  })
  await tenantForeignKey(db, 'accounting_reminder', {
    column: 'document_id',
    references: 'accounting_document',
    onDelete: 'restrict',
  })
}
