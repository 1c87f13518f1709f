import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { releaseLine } from '../bank/release.ts'
import { requireBook } from '../book/queries.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { mirroredLines } from '../journals/queries.ts'
import { postEntries } from '../ledger/posting.ts'
import type { NewEntry } from '../ledger/posting.ts'
import { liveAllocations, lockPayment } from './rows.ts'
import type { LiveAllocation } from './rows.ts'
import { exchangeDifference, lockInvoices, moveSettled } from './settle.ts'

interface Undoing {
  id: string
  on: string
}

/** Takes a payment back by the mirror of its entry; what it paid is open again. */
export async function undoPayment(ctx: OrgContext, tx: OrgWriteTx, { id, on }: Undoing): Promise<void> {
  const payment = await lockPayment(tx, id)
  const live = await liveAllocations(tx, id)
  await lockInvoices(
    tx,
    live.map(({ documentId }) => documentId),
  )
  const last = live.reduce((day, { allocatedOn }) => (allocatedOn > day ? allocatedOn : day), payment.paidOn)
  if (on < last)
    throw fieldFault('on', `Choose ${calendarDay(last)} or a later day: the payment is of that day.`)
  const { baseCurrency } = await requireBook(tx)
  const planned = live.map(({ amountMinor, documentBaseMinor, sourceBaseMinor }) => ({
    amount: -BigInt(amountMinor),
    documentBase: -BigInt(documentBaseMinor),
    sourceBase: -BigInt(sourceBaseMinor),
  }))
  const { contactId, currency, entryId } = payment
  const mirror = { ...(await mirrorOf(tx, entryId)), date: on }
  const sourceKey = `exchange:undo:${id}`
  const difference = { contactId, currency, baseCurrency, on, planned, sourceKey, isUndone: true }
  const entries = [mirror, ...(await exchangeDifference(tx, difference))]
  const [posted] = await postEntries(
    ctx,
    tx,
    entries.map((entry) => ({ ...entry, dayField: 'on' })),
  )
  for (const allocation of live) await takeOff(tx, { ctx, id, on, allocation })
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

/** What was put to an invoice comes off by a row of its own, so that how it stood on a day before never changes. */
async function takeOff(
  tx: OrgWriteTx,
  { ctx, id, on, allocation }: Undoing & { ctx: OrgContext; allocation: LiveAllocation },
): Promise<void> {
  const { id: undoesId, documentId, amountMinor, documentBaseMinor, sourceBaseMinor } = allocation
  await moveSettled(tx, { id: documentId, amount: -BigInt(amountMinor), base: -BigInt(documentBaseMinor) })
  await tx
    .insertInto('accountingAllocation')
    .values({
      id: uuidv7(),
      orgId: ctx.org.orgId,
      documentId,
      paymentId: id,
      allocatedOn: on,
      undoesId,
      amountMinor: String(-amountMinor),
      documentBaseMinor: String(-documentBaseMinor),
      sourceBaseMinor: String(-sourceBaseMinor),
      createdById: ctx.actor.userId,
      createdAt: ctx.now(),
    })
    .execute()
}
