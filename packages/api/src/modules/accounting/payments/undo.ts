import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { releaseLine } from '../bank/release.ts'
import { requireBook } from '../book/queries.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { AppError } from '../../../shared/errors.ts'
import { mirroredLines } from '../journals/queries.ts'
import { amountText } from '../ledger/amounts.ts'
import { postEntries } from '../ledger/posting.ts'
import type { NewEntry } from '../ledger/posting.ts'
import { lastAllocatedOn, liveAllocations, liveRefunds, lockPayment } from './rows.ts'
import { exchangeDifference, lockInvoices, mirrored, unsettle } from './settle.ts'

interface Undoing {
  id: string
  on: string
}

/** Takes a payment back by the mirror of its entry; what it paid is open again. */
export async function undoPayment(ctx: OrgContext, tx: OrgWriteTx, { id, on }: Undoing): Promise<void> {
  const payment = await lockPayment(tx, id)
  await requireKept(tx, id, payment.currency)
  const live = await liveAllocations(tx, id)
  await lockInvoices(
    tx,
    live.map(({ documentId }) => documentId),
  )
  const { paidOn } = payment
  const last = (await lastAllocatedOn(tx, id)) ?? paidOn
  const from = last > paidOn ? last : paidOn
  if (on < from)
    throw fieldFault('on', `Choose ${calendarDay(from)} or a later day: the payment is of that day.`)
  const { baseCurrency } = await requireBook(tx)
  const { contactId, currency, entryId } = payment
  const mirror = { ...(await mirrorOf(tx, entryId)), date: on }
  const sourceKey = `exchange:undo:${id}`
  const difference = {
    contactId,
    currency,
    baseCurrency,
    on,
    planned: mirrored(live),
    sourceKey,
    isUndone: true,
  }
  const entries = [mirror, ...(await exchangeDifference(tx, difference))]
  const [posted] = await postEntries(
    ctx,
    tx,
    entries.map((entry) => ({ ...entry, dayField: 'on' })),
  )
  await unsettle(tx, { ctx, paymentId: id, on, live })
  await tx
    .updateTable('accountingPayment')
    .set({ allocatedMinor: 0, releasedMinor: 0, undoneOn: on, undoEntryId: posted?.id ?? null })
    .set({ version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
  await releaseLine(ctx, tx, { paymentId: id })
  tx.audit('accounting.payment.undone', { payment: id })
  tx.emit({
    topic: 'accounting.payment.undone',
    aggregate: `payment:${id}`,
    payload: { paymentId: id, contactId },
  })
}

async function mirrorOf(tx: OrgWriteTx, entryId: string): Promise<Omit<NewEntry, 'date'>> {
  const lines = await mirroredLines(tx, entryId)
  const sourceKey = `reversal:${entryId}`
  return { series: 'R', scope: 'bank', reversesId: entryId, sourceKey, memo: 'Takes back a payment', lines }
}

/** Money that went back to the customer cannot never have come. */
async function requireKept(tx: OrgWriteTx, id: string, currency: string): Promise<void> {
  const refunds = await liveRefunds(tx, id)
  const back = refunds.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n)
  if (back === 0n) return
  const message = `${amountText(back, currency)} ${currency} of this payment was paid back. Undo that refund first.`
  throw new AppError('CONFLICT', { message })
}
