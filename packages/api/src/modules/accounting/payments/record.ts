import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { accountsByRole } from '../accounts/roles.ts'
import { requireBook } from '../book/queries.ts'
import { findContact } from '../contacts/service.ts'
import type { PaymentMethod } from '../documents/tables.ts'
import { amountText } from '../ledger/amounts.ts'
import { postEntries } from '../ledger/posting.ts'
import type { NewEntry } from '../ledger/posting.ts'
import { moneyInBooks, requireMoneyAccount } from './money.ts'
import { planAllocations } from './plan.ts'
import type { Planned, Wish } from './plan.ts'
import { lockPayment } from './rows.ts'
import { exchangeDifference, lockInvoices, settle } from './settle.ts'

export interface NewPayment {
  direction: 'in'
  contactId: string
  paidOn: string
  /** The field of the input that holds the day, where it is not `paidOn`. */
  dayField?: string
  method: PaymentMethod
  reference: string
  /** Where the money is: an account of the subtype bank or cash. */
  accountId: string
  currency: string
  /** Books' currency for one of this; null in the books' own. */
  rate: string | null
  /** Minor units, above 0. */
  amount: bigint
  allocations: readonly Wish[]
}

/**
 * Records money of a customer and puts it to invoices, in one list of entries. What is left over stays with the customer as
 * credit. The one call to the ledger of its transaction.
 */
export async function recordPayment(
  ctx: OrgContext,
  tx: OrgWriteTx,
  payment: NewPayment,
): Promise<{ id: string; entryId: string }> {
  const { contactId, currency, amount, paidOn, allocations } = payment
  const { baseCurrency } = await requireBook(tx)
  const invoices = await lockInvoices(
    tx,
    allocations.map(({ invoiceId }) => invoiceId),
  )
  const base = moneyInBooks(payment, baseCurrency)
  const source = { contactId, currency, amount, base, allocated: 0n, released: 0n }
  const planned = planAllocations(source, allocations, invoices)
  const id = uuidv7()
  const on = lastOf(paidOn, planned)
  const entry = await entryOf(tx, payment, { id, base })
  const difference = { contactId, currency, baseCurrency, on, sourceKey: `exchange:${id}`, planned }
  const [posted] = await postEntries(ctx, tx, [entry, ...(await exchangeDifference(tx, difference))])
  const entryId = posted?.id ?? ''
  await insertPayment(ctx, tx, { payment, id, entryId, base, planned })
  await settle(tx, { ctx, paymentId: id, on, planned })
  tx.audit('accounting.payment.recorded', { payment: id })
  tx.emit({
    topic: 'accounting.payment.received',
    aggregate: `payment:${id}`,
    payload: { paymentId: id, contactId, currency, amount: amountText(amount, currency), paidOn },
  })
  return { id, entryId }
}

/** The money on its account, and the customer who owes so much less. */
async function entryOf(
  tx: OrgWriteTx,
  { contactId, currency, amount, paidOn, dayField = 'paidOn', reference, accountId }: NewPayment,
  { id, base }: { id: string; base: bigint },
): Promise<NewEntry> {
  const { name } = await findContact(tx, contactId)
  const { receivable } = await accountsByRole(tx, ['receivable'])
  await requireMoneyAccount(tx, { accountId, currency })
  return {
    series: 'PAY',
    date: paidOn,
    dayField,
    scope: 'bank',
    sourceKey: `payment:${id}`,
    memo: `Payment of ${name}${reference === '' ? '' : `: ${reference}`}`,
    lines: [
      { accountId, currency, amount, base },
      { accountId: receivable, currency, amount: -amount, base: -base, contactId },
    ],
  }
}

interface Inserted {
  payment: NewPayment
  id: string
  entryId: string
  base: bigint
  planned: readonly Planned[]
}

async function insertPayment(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { payment, id, entryId, base, planned }: Inserted,
): Promise<void> {
  const { amount, rate, allocations: _wishes, dayField: _field, ...facts } = payment
  const sums = sumsOf(planned)
  await tx
    .insertInto('accountingPayment')
    .values({
      ...facts,
      id,
      orgId: ctx.org.orgId,
      entryId,
      rate: rate ?? '1',
      amountMinor: amount.toString(),
      baseMinor: base.toString(),
      allocatedMinor: Number(sums.amount),
      releasedMinor: Number(sums.base),
      createdById: ctx.actor.userId,
      createdAt: ctx.now(),
    })
    .execute()
}

/** Puts what is left of a payment to invoices. */
export async function allocatePayment(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { id, on, wishes }: { id: string; on: string; wishes: readonly Wish[] },
): Promise<void> {
  const payment = await lockPayment(tx, id)
  const { baseCurrency } = await requireBook(tx)
  const invoices = await lockInvoices(
    tx,
    wishes.map(({ invoiceId }) => invoiceId),
  )
  const planned = planAllocations(payment, wishes, invoices)
  const day = lastOf(on > payment.paidOn ? on : payment.paidOn, planned)
  const { contactId, currency } = payment
  const entries = await exchangeDifference(tx, {
    contactId,
    currency,
    baseCurrency,
    on: day,
    planned,
    sourceKey: `exchange:${id}:${payment.version}`,
  })
  if (entries.length > 0) await postEntries(ctx, tx, entries)
  const sums = sumsOf(planned)
  await tx
    .updateTable('accountingPayment')
    .set({
      allocatedMinor: Number(payment.allocated + sums.amount),
      releasedMinor: Number(payment.released + sums.base),
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .execute()
  await settle(tx, { ctx, paymentId: id, on: day, planned })
  tx.audit('accounting.payment.allocated', { payment: id })
}

/** An invoice is paid on its own day at the earliest, also with money that came before. */
const lastOf = (day: string, planned: readonly Planned[]) =>
  planned.reduce((last, { invoice }) => (invoice.issuedOn > last ? invoice.issuedOn : last), day)

const sumsOf = (planned: readonly Planned[]) => ({
  amount: planned.reduce((sum, { amount }) => sum + amount, 0n),
  base: planned.reduce((sum, { sourceBase }) => sum + sourceBase, 0n),
})
