import { sql } from '@hub/db'
import { tenantForeignKey } from '@hub/db/migrations'
import type { OwnerDb } from '@hub/db/migrations'

/**
 * What is put to something: to a document, or to money that went back to the customer. Refunds are payments that go out; the
 * column names them as a kind of their own, so that no payment is taken for one.
 */
const change = [
  sql`alter table app.accounting_payment
    add column refund_id uuid generated always as (case direction when 'out' then id end) stored`,
  sql`create index on app.accounting_payment (org_id, refund_id) where refund_id is not null`,
  sql`alter table app.accounting_allocation add column refund_id uuid, alter column document_id drop not null`,
  sql`alter table app.accounting_allocation add check ((document_id is null) <> (refund_id is null))`,
  sql`create index on app.accounting_allocation (org_id, refund_id) where refund_id is not null`,
]

export async function up(db: OwnerDb): Promise<void> {
  for (const statement of change) await statement.execute(db)
  await tenantForeignKey(db, 'accounting_allocation', {
    column: 'refund_id',
    references: 'accounting_payment',
    onDelete: 'restrict',
  })
}
