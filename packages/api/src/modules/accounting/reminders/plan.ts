import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { canonicalEmail } from '../../../shared/email.ts'
import { AppError } from '../../../shared/errors.ts'
import { findContact } from '../contacts/service.ts'
import { todayOf } from '../documents/queries.ts'
import { amountText } from '../ledger/amounts.ts'
import type { LeftOut, PreviewReminders, RemindedInvoice } from './schema.ts'

/** What goes at once; the oldest first. */
const MOST = 50
export const LAST_LEVEL = 3

/** The invoices that one mail to a customer is about. */
export interface Planned {
  contactId: string
  contact: string
  recipient: string
  invoices: RemindedInvoice[]
}

interface Row {
  id: string
  kind: string
  number: string | null
  contactId: string
  contact: string
  email: string
  currency: string
  openMinor: string
  dueOn: string
  daysLate: number
  state: string
  sent: number
  lastOn: string | null
}

type Which = Pick<PreviewReminders, 'invoiceId' | 'invoiceIds' | 'contactId'>

const idsOf = ({ invoiceId, invoiceIds = [] }: Which): string[] => [
  ...new Set([...(invoiceId === undefined ? [] : [invoiceId]), ...invoiceIds]),
]

async function requireAll(db: OrgDb, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const there = await db.selectFrom('accountingDocument').select('id').where('id', 'in', ids).execute()
  if (there.length < ids.length) throw new AppError('NOT_FOUND')
}

/** Throws a NOT_FOUND for an invoice or a customer that is not there. */
async function rowsOf(ctx: OrgContext, which: Which): Promise<Row[]> {
  const ids = idsOf(which)
  await requireAll(ctx.db, ids)
  if (which.contactId !== undefined) await findContact(ctx.db, which.contactId)
  const today = todayOf(ctx)
  return ctx.db
    .selectFrom('accountingDocument as d')
    .innerJoin('accountingContact as c', 'c.id', 'd.contactId')
    .select([
      'd.id',
      'd.kind',
      'd.number',
      'd.contactId',
      'c.name as contact',
      'd.currency',
      'd.dueOn',
      'd.state',
    ])
    .select([
      sql<string>`coalesce(nullif(c.email, ''), d.buyer ->> 'email', '')`.as('email'),
      sql<string>`(d.total_minor - d.settled_minor)::text`.as('openMinor'),
      sql<number>`${today}::date - d.due_on`.as('daysLate'),
      sql<number>`(select count(*)::int from accounting_reminder r where r.document_id = d.id)`.as('sent'),
      sql<
        string | null
      >`(select max(r.sent_on)::text from accounting_reminder r where r.document_id = d.id)`.as('lastOn'),
    ])
    .$if(ids.length > 0, (query) => query.where('d.id', 'in', ids))
    .$if(ids.length === 0, (query) =>
      query.where(
        sql<boolean>`d.kind = 'invoice' and d.state = 'posted' and d.settled_minor < d.total_minor and d.due_on < ${today}::date`,
      ),
    )
    .$if(which.contactId !== undefined, (query) => query.where('d.contactId', '=', which.contactId ?? ''))
    .orderBy('d.dueOn')
    .orderBy('d.id')
    .limit(MOST + 1)
    .execute()
}

/** Why no reminder of it goes now; null where one does. */
function whyNot({ kind, state, number, openMinor, daysLate, lastOn, email, contact }: Row, today: string) {
  const name = number ?? 'This draft'
  if (kind !== 'invoice') return `${name} is a credit note: nobody pays it.`
  if (state === 'draft') return 'This is a draft. Post it first.'
  if (state === 'void' || BigInt(openMinor) <= 0n) return `Nothing of ${name} is open.`
  if (daysLate <= 0) return `${name} is not overdue yet.`
  if (lastOn === today) return `The customer was reminded of ${name} today already.`
  if (canonicalEmail(email) === null)
    return `${contact} has no mail address yet. Add it under Customers, or write one for this mail.`
  return null
}

const remindedOf = ({
  id,
  number,
  currency,
  openMinor,
  dueOn,
  daysLate,
  sent,
  lastOn,
}: Row): RemindedInvoice => ({
  invoiceId: id,
  number: number ?? '',
  currency,
  open: amountText(openMinor, currency),
  dueOn,
  daysLate,
  level: Math.min(sent + 1, LAST_LEVEL),
  lastOn,
})

interface Plan {
  mails: Planned[]
  left: LeftOut[]
  isMore: boolean
}

/** Which mails go now, one to each customer, and what stays. An address that is given stands in for that of the customer. */
export async function planReminders(ctx: OrgContext, which: Which, recipient?: string): Promise<Plan> {
  const found = await rowsOf(ctx, which)
  const rows = found
    .slice(0, MOST)
    .map((row) => ({ ...row, ...(recipient !== undefined && { email: recipient }) }))
  const today = todayOf(ctx)
  const left = rows.flatMap((row) => {
    const why = whyNot(row, today)
    return why === null ? [] : [{ invoiceId: row.id, contact: row.contact, why }]
  })
  const going = rows.filter(({ id }) => !left.some(({ invoiceId }) => invoiceId === id))
  const byCustomer = Map.groupBy(going, ({ contactId }) => contactId)
  const mails = [...byCustomer].map(([contactId, own]) => ({
    contactId,
    contact: own[0]?.contact ?? '',
    recipient: canonicalEmail(own[0]?.email ?? '') ?? '',
    invoices: own.map(remindedOf),
  }))
  return { mails, left, isMore: found.length > MOST }
}
