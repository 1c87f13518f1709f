import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { AppError } from '../../../shared/errors.ts'
import { mirroredLines } from '../journals/queries.ts'
import { numberText } from '../journals/number-text.ts'
import { amountText } from '../ledger/amounts.ts'
import { postEntries } from '../ledger/posting.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { savedInvoice, todayOf } from './queries.ts'
import type { SavedInvoice, VoidInvoice } from './schema.ts'

/**
 * Takes a posted invoice back: a credit note over all of it is posted and put to it. Both stay, with their numbers. An
 * invoice that was paid in part keeps its money: the payment is undone first.
 */
export async function voidInvoice(ctx: OrgContext, input: VoidInvoice): Promise<SavedInvoice> {
  const { id, reason } = input
  return ctx.write(async (tx) => {
    const before = await lockPosted(tx, id)
    const { from, why } = await firstDayOf(tx, { id, ...before })
    const on = input.on ?? later(todayOf(ctx), from)
    if (on < from) throw fieldFault('on', `Choose ${calendarDay(from)} or a later day: ${why}.`)
    const creditId = uuidv7()
    const lines = await mirroredLines(tx, before.entryId)
    const [entry] = await postEntries(ctx, tx, [
      {
        series: 'CN',
        date: on,
        dayField: 'on',
        scope: 'sale',
        sourceKey: `void:${id}`,
        lines,
        memo: `Takes back ${before.number}${reason === undefined ? '' : `: ${reason}`}`,
      },
    ])
    if (!entry) throw new Error('An entry was posted that nobody can name.')
    const number = numberText({ series: 'CN', ...entry })
    await insertCredit(tx, { ctx, id, creditId, number, entryId: entry.id, on, reason: reason ?? '' })
    await settleByCredit(tx, { ctx, invoice: { id, ...before }, creditId, on })
    tx.audit('accounting.invoice.voided', { invoice: id }, { number })
    tx.emit({
      topic: 'accounting.invoice.voided',
      aggregate: `invoice:${id}`,
      payload: { invoiceId: id, number: before.number, creditNote: number, contactId: before.contactId },
    })
    return savedInvoice({ ...ctx, db: tx }, id)
  })
}

interface Crediting {
  ctx: OrgContext
  invoice: { id: string; totalMinor: number; baseMinor: number }
  creditId: string
  on: string
}

/** Puts the credit note to the invoice, all of it. */
async function settleByCredit(tx: OrgWriteTx, { ctx, invoice, creditId, on }: Crediting): Promise<void> {
  await tx
    .updateTable('accountingDocument')
    .set({
      state: 'void',
      settledMinor: sql<number>`total_minor`,
      releasedMinor: sql<number>`base_minor`,
      updatedAt: ctx.now(),
      version: sql<number>`version + 1`,
    })
    .where('id', '=', invoice.id)
    .execute()
  await tx
    .insertInto('accountingAllocation')
    .values({
      id: uuidv7(),
      orgId: ctx.org.orgId,
      documentId: invoice.id,
      creditId,
      allocatedOn: on,
      amountMinor: String(invoice.totalMinor),
      documentBaseMinor: String(invoice.baseMinor),
      sourceBaseMinor: String(invoice.baseMinor),
      createdById: ctx.actor.userId,
      createdAt: ctx.now(),
    })
    .execute()
}

const later = (one: string, other: string) => (one > other ? one : other)

/** The first day on which it can be taken back: how it stood on a day before that stays as it was. */
async function firstDayOf(
  tx: OrgWriteTx,
  { id, issuedOn }: { id: string; issuedOn: string },
): Promise<{ from: string; why: string }> {
  const { last } = await tx
    .selectFrom('accountingAllocation')
    .select(sql<string | null>`max(allocated_on)::text`.as('last'))
    .where('documentId', '=', id)
    .executeTakeFirstOrThrow()
  return last !== null && last > issuedOn
    ? { from: last, why: 'a payment was taken off it on that day' }
    : { from: issuedOn, why: 'the invoice is of that day' }
}

async function lockPosted(tx: OrgWriteTx, id: string) {
  const row = await tx
    .selectFrom('accountingDocument')
    .select(['kind', 'state', 'number', 'entryId', 'issuedOn', 'contactId', 'currency'])
    .select(['totalMinor', 'baseMinor', 'settledMinor'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  const { number, entryId, ...rest } = row
  if (number === null || entryId === null)
    throw new AppError('CONFLICT', { message: 'This is a draft. Throw it away instead.' })
  if (row.state === 'void') throw new AppError('CONFLICT', { message: `${number} is void already.` })
  if (row.kind !== 'invoice')
    throw new AppError('CONFLICT', { message: `${number} is a credit note. Write a new invoice instead.` })
  if (row.settledMinor > 0) {
    const paid = `${amountText(row.settledMinor, row.currency)} ${row.currency}`
    throw new AppError('CONFLICT', {
      message: `${paid} of ${number} is paid. Take that payment off it first: the money stays as credit.`,
    })
  }
  return { ...rest, number, entryId }
}

interface Credit {
  ctx: OrgContext
  id: string
  creditId: string
  number: string
  entryId: string
  on: string
  reason: string
}

/** The figures of the invoice as they are stored, so that both come to nothing together. */
async function insertCredit(tx: OrgWriteTx, { ctx, ...credit }: Credit): Promise<void> {
  const { id, creditId, number, entryId, on, reason } = credit
  const at = ctx.now()
  const posted = sql`${on}::date, ${on}::date, ${number}, ${entryId}::uuid, ${reason}, ${ctx.actor.userId}::uuid,
    ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz`
  // As a draft at first, since lines are refused where a document is posted.
  await sql`
    insert into accounting_document (issued_on, due_on, number, entry_id, message, created_by_id, created_at, updated_at,
      id, kind, state, corrects_id, contact_id, delivered_on, currency, rate, prices_include_tax, discount_percent, reference,
      net_minor, tax_minor, rounding_minor, total_minor, base_minor, seller, buyer)
    select ${posted}, ${creditId}, 'credit_note', 'draft', id, contact_id, delivered_on, currency, rate, prices_include_tax,
      discount_percent, reference, net_minor, tax_minor, rounding_minor, total_minor, base_minor, seller, buyer
    from accounting_document where id = ${id}`.execute(tx)
  await sql`
    insert into accounting_document_line (document_id, n, description, quantity, unit_code, unit_price, discount_percent,
      amount_minor, net_minor, tax_code_id, account_id)
    select ${creditId}, n, description, quantity, unit_code, unit_price, discount_percent, amount_minor, net_minor,
      tax_code_id, account_id from accounting_document_line where document_id = ${id}`.execute(tx)
  await sql`
    insert into accounting_document_tax (document_id, tax_code_id, category, percent, taxable_minor, tax_minor)
    select ${creditId}, tax_code_id, category, percent, taxable_minor, tax_minor
    from accounting_document_tax where document_id = ${id}`.execute(tx)
  await tx
    .updateTable('accountingDocument')
    .set({
      state: 'posted',
      postedAt: at,
      settledMinor: sql<number>`total_minor`,
      releasedMinor: sql<number>`base_minor`,
    })
    .where('id', '=', creditId)
    .execute()
}
