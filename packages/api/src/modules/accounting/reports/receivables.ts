import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { accountsByRole } from '../accounts/roles.ts'
import { requireBook } from '../book/queries.ts'
import { findContact } from '../contacts/service.ts'
import { todayOf } from '../documents/queries.ts'
import { amountText } from '../ledger/amounts.ts'
import type { GetReceivables, Receivables } from './schema.ts'
import { sumsOf } from './sums.ts'

const MOST_ROWS = 500

const columns = ['notDue', 'upTo30', 'upTo60', 'upTo90', 'over90', 'open', 'credit', 'total'] as const
type Column = (typeof columns)[number]
type Owed = Record<Column, string>

interface OwedRow extends Owed {
  contactId: string
  contact: string
}

/**
 * What was open at the end of a day, in the books' currency: invoices less what was put to them by then, and money that was
 * not put to any. Rows are found by what is open now or was settled since, so that years of paid invoices are not read.
 */
const openOn = (day: string) => sql`
  select d.contact_id, d.due_on, d.base_minor - coalesce((
      select sum(a.document_base_minor) from accounting_allocation a
      where a.document_id = d.id and a.allocated_on <= ${day}::date), 0) as open, 0::numeric as credit
    from accounting_document d
    where d.kind = 'invoice' and d.posted_at is not null and d.issued_on <= ${day}::date
      and (d.settled_minor < d.total_minor
        or d.id in (select a.document_id from accounting_allocation a where a.allocated_on > ${day}::date))
  union all
  select d.contact_id, null, 0, d.base_minor - coalesce((
      select sum(a.source_base_minor) from accounting_allocation a
      where a.credit_id = d.id and a.allocated_on <= ${day}::date), 0)
    from accounting_document d
    where d.kind = 'credit_note' and d.posted_at is not null and d.issued_on <= ${day}::date
      and (d.settled_minor < d.total_minor
        or d.id in (select a.credit_id from accounting_allocation a where a.allocated_on > ${day}::date))
  union all
  select p.contact_id, null, 0, p.base_minor - coalesce((
      select sum(a.source_base_minor) from accounting_allocation a
      where a.payment_id = p.id and a.allocated_on <= ${day}::date), 0)
    from accounting_payment p
    where p.direction = 'in' and p.paid_on <= ${day}::date and (p.undone_on is null or p.undone_on > ${day}::date)
      and (p.allocated_minor < p.amount_minor
        or p.id in (select a.payment_id from accounting_allocation a where a.allocated_on > ${day}::date))`

async function owedBy(db: OrgDb, day: string, contactId: string | undefined): Promise<OwedRow[]> {
  const late = sql`${day}::date - o.due_on`
  const { rows } = await sql<OwedRow>`
    with open_on as materialized (${openOn(day)})
    select c.id as contact_id, c.name as contact,
      coalesce(sum(o.open) filter (where ${late} <= 0), 0)::text as not_due,
      coalesce(sum(o.open) filter (where ${late} between 1 and 30), 0)::text as "upTo30",
      coalesce(sum(o.open) filter (where ${late} between 31 and 60), 0)::text as "upTo60",
      coalesce(sum(o.open) filter (where ${late} between 61 and 90), 0)::text as "upTo90",
      coalesce(sum(o.open) filter (where ${late} > 90), 0)::text as "over90",
      sum(o.open)::text as open, sum(o.credit)::text as credit, (sum(o.open) - sum(o.credit))::text as total
    from open_on o join accounting_contact c on c.id = o.contact_id
    where (${contactId ?? null}::uuid is null or c.id = ${contactId ?? null}::uuid)
    group by c.id, c.name
    having sum(o.open) <> 0 or sum(o.credit) <> 0
    order by sum(o.open) desc, sum(o.credit) desc, c.id`.execute(db)
  return rows
}

/** Who owes what at the end of a day, by how long it is overdue; the books have to hold the same. */
export async function receivables(ctx: OrgContext, input: GetReceivables): Promise<Receivables> {
  const { contactId } = input
  if (contactId !== undefined) await findContact(ctx.db, contactId)
  const { baseCurrency: currency } = await requireBook(ctx.db)
  const asOf = input.asOf ?? todayOf(ctx)
  const owed = await owedBy(ctx.db, asOf, contactId)
  const amount = (minor: bigint | string) => amountText(minor, currency)
  const total = (column: Column) => owed.reduce((sum, row) => sum + BigInt(row[column]), 0n)
  const texts = (of: (column: Column) => bigint | string) =>
    Object.fromEntries(columns.map((column) => [column, amount(of(column))])) as Owed
  const held = await heldOn(ctx.db, asOf, contactId)
  return {
    asOf,
    currency,
    rows: owed.slice(0, MOST_ROWS).map(({ contactId: id, contact, ...row }) => ({
      contactId: id,
      contact,
      ...texts((column) => row[column]),
    })),
    contacts: owed.length,
    totals: texts(total),
    inBooks: amount(held),
    isBalanced: held === total('total'),
  }
}

/** What the account of customers holds; of one of them, from its lines. */
async function heldOn(db: OrgDb, day: string, contactId: string | undefined): Promise<bigint> {
  const { receivable } = await accountsByRole(db, ['receivable'])
  if (contactId === undefined) {
    const sums = await sumsOf(db, { to: day, withClosing: true })
    return sums.find(({ accountId }) => accountId === receivable)?.minor ?? 0n
  }
  const { rows } = await sql<{ held: string }>`
    select coalesce(sum(l.base_minor), 0)::text as held from accounting_line l
    where l.account_id = ${receivable} and l.contact_id = ${contactId} and l.entry_date <= ${day}::date`.execute(
    db,
  )
  return BigInt(rows[0]?.held ?? 0)
}
