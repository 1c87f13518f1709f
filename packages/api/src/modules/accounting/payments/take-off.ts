import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { AppError } from '../../../shared/errors.ts'
import { requireBook } from '../book/queries.ts'
import { findInvoice, todayOf } from '../documents/queries.ts'
import { postEntries } from '../ledger/posting.ts'
import { liveAllocations, lockPayment } from './rows.ts'
import { exchangeDifference, lockInvoices, mirrored, unsettle } from './settle.ts'

/**
 * Takes a payment off an invoice: so much of it is open again, and the money stays with the customer as credit. It counts
 * from today on, so that closed days stay as they were.
 */
export async function takeOffPayment(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { id, invoiceId, putOn }: { id: string; invoiceId: string; putOn?: string | undefined },
): Promise<void> {
  const payment = await lockPayment(tx, id)
  const { number } = await findInvoice({ ...ctx, db: tx }, invoiceId)
  const live = (await liveAllocations(tx, id)).filter(
    ({ documentId, allocatedOn }) => documentId === invoiceId && (putOn ?? allocatedOn) === allocatedOn,
  )
  const [first] = live
  if (!first)
    throw new AppError('CONFLICT', { message: `Nothing of this payment is put to ${number ?? 'a draft'}.` })
  await lockInvoices(tx, [invoiceId])
  const on = live.reduce((day, { allocatedOn }) => (allocatedOn > day ? allocatedOn : day), todayOf(ctx))
  const { baseCurrency } = await requireBook(tx)
  const { contactId, currency } = payment
  // Named by what it takes back, which is taken back once.
  const sourceKey = `exchange:${id}:off:${first.id}`
  const difference = { contactId, currency, baseCurrency, on, sourceKey, isUndone: true }
  const entries = await exchangeDifference(tx, { ...difference, planned: mirrored(live) })
  if (entries.length > 0) await postEntries(ctx, tx, entries)
  await unsettle(tx, { ctx, paymentId: id, on, live })
  const sum = (part: 'amountMinor' | 'sourceBaseMinor') =>
    live.reduce((before, allocation) => before + BigInt(allocation[part]), 0n)
  await tx
    .updateTable('accountingPayment')
    .set({
      allocatedMinor: Number(payment.allocated - sum('amountMinor')),
      releasedMinor: Number(payment.released - sum('sourceBaseMinor')),
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .execute()
  tx.audit('accounting.payment.takenOff', { payment: id, invoice: invoiceId })
}
