import { sql } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { InvoiceStatus } from './schema.ts'

/** Where a document `d` stands on a day. */
export const statusInSql = (today: string): RawBuilder<InvoiceStatus> => sql<InvoiceStatus>`case
  when d.state <> 'posted' then d.state
  when d.settled_minor >= d.total_minor then 'paid'
  when d.kind = 'invoice' and d.due_on < ${today}::date then 'overdue'
  when d.settled_minor > 0 then 'part_paid'
  else 'open' end`
