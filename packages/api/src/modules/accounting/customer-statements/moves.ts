import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { numberInSql } from '../journals/number-text.ts'
import type { StatementMove } from './schema.ts'

/** Something that made a customer owe more or less, in its own currency. */
export interface Move {
  on: string
  currency: string
  kind: StatementMove
  number: string
  reference: string
  dueOn: string | null
  invoiceId: string | null
  paymentId: string | null
  refundId: string | null
  minor: string
}

/**
 * What is put to an invoice moves nothing between the business and its customer, so a statement is of documents and money alone;
 * what was undone stands there twice, on the days on which it was so.
 */
const movesOf = (contactId: string) => sql`
  select d.issued_on as "on", d.currency, d.kind, 1 as place, coalesce(d.number, '') as number, d.reference,
      case d.kind when 'invoice' then d.due_on end as due_on, d.id as invoice_id, null::uuid as payment_id,
      null::uuid as refund_id, case d.kind when 'invoice' then d.total_minor else -d.total_minor end as minor
    from accounting_document d where d.contact_id = ${contactId} and d.posted_at is not null
  union all
  select p.paid_on, p.currency, case p.direction when 'in' then 'payment' else 'refund' end, 2,
      coalesce(${numberInSql}, ''), p.reference, null, null, case p.direction when 'in' then p.id end, p.refund_id,
      case p.direction when 'in' then -p.amount_minor else p.amount_minor end
    from accounting_payment p left join accounting_entry e on e.id = p.entry_id where p.contact_id = ${contactId}
  union all
  select p.undone_on, p.currency, case p.direction when 'in' then 'payment_undone' else 'refund_undone' end, 3,
      coalesce(${numberInSql}, ''), p.reference, null, null, case p.direction when 'in' then p.id end, p.refund_id,
      case p.direction when 'in' then p.amount_minor else -p.amount_minor end
    from accounting_payment p left join accounting_entry e on e.id = p.undo_entry_id
    where p.contact_id = ${contactId} and p.undone_on is not null`

export interface StatementDays {
  from: string
  to: string
  currency: string | undefined
}

const inCurrency = (currency: string | undefined) =>
  sql`(${currency ?? null}::text is null or currency = ${currency ?? null})`

/** What moved from the first to the last day, the oldest first; one more than asked for where there are more. */
export async function movesIn(
  db: OrgDb,
  contactId: string,
  { from, to, currency, most }: StatementDays & { most: number },
): Promise<Move[]> {
  const { rows } = await sql<Move>`
    select "on"::text as "on", currency, kind, number, reference, due_on::text as due_on, invoice_id, payment_id, refund_id,
      minor::text as minor
    from (${movesOf(contactId)}) m
    where "on" between ${from}::date and ${to}::date and ${inCurrency(currency)}
    order by m."on", place, number limit ${most + 1}`.execute(db)
  return rows
}

interface Opening {
  currency: string
  minor: string
}

/** What was owed before the first day, by currency. */
export async function openingsOf(
  db: OrgDb,
  contactId: string,
  { from, currency }: StatementDays,
): Promise<Opening[]> {
  const { rows } = await sql<Opening>`
    select currency, sum(minor)::text as minor from (${movesOf(contactId)}) m
    where "on" < ${from}::date and ${inCurrency(currency)} group by currency having sum(minor) <> 0`.execute(
    db,
  )
  return rows
}

/** What of invoices was open at the end of a day and past the day to pay it, by currency. */
export async function overdueOn(
  db: OrgDb,
  contactId: string,
  { to }: StatementDays,
): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await sql<{ currency: string; minor: string }>`
    select d.currency, sum(d.total_minor - coalesce((
        select sum(a.amount_minor) from accounting_allocation a
        where a.document_id = d.id and a.allocated_on <= ${to}::date), 0))::text as minor
    from accounting_document d
    where d.contact_id = ${contactId} and d.kind = 'invoice' and d.posted_at is not null
      and d.issued_on <= ${to}::date and d.due_on < ${to}::date
    group by d.currency`.execute(db)
  return new Map(rows.map(({ currency, minor }) => [currency, BigInt(minor)]))
}
