import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { InvoiceStatus } from './schema.ts'

/** Whether money stands on a document `d`: what credit notes took back of it is not paid. */
const isPartPaid = sql<boolean>`d.settled_minor > 0 and (d.kind = 'credit_note' or d.settled_minor > coalesce((
    select sum(a.amount_minor) from accounting_allocation a where a.document_id = d.id and a.credit_id is not null), 0))`

/** Where a document `d` stands on a day. */
export const statusInSql = (today: string): RawBuilder<InvoiceStatus> => sql<InvoiceStatus>`case
  when d.state <> 'posted' then d.state
  when d.settled_minor >= d.total_minor then 'paid'
  when d.kind = 'invoice' and d.due_on < ${today}::date then 'overdue'
  when ${isPartPaid} then 'part_paid'
  else 'open' end`
