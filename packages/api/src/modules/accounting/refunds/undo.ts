import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { releaseLine } from '../bank/release.ts'
import { requireBook } from '../book/queries.ts'
import { mirroredLines } from '../journals/queries.ts'
import { postEntries } from '../ledger/posting.ts'
import { lockPayment, refundedFrom } from '../payments/rows.ts'
import { exchangeDifference, mirrored } from '../payments/settle.ts'
import { moveUsed } from './sources.ts'

interface Undoing {
  id: string
  on: string
}

/** Takes a refund back by the mirror of its entry; the customer has the money as credit again. */
export async function takeBackRefund(ctx: OrgContext, tx: OrgWriteTx, { id, on }: Undoing): Promise<void> {
  const { paidOn, contactId, currency, entryId } = await lockPayment(tx, id, 'out')
  if (on < paidOn)
    throw fieldFault('on', `Choose ${calendarDay(paidOn)} or a later day: the refund is of that day.`)
  const { baseCurrency } = await requireBook(tx)
  const live = await refundedFrom(tx, id)
  const difference = { contactId, currency, baseCurrency, on, planned: mirrored(live), isUndone: true }
  const entries = [
    {
      series: 'R' as const,
      date: on,
      scope: 'bank' as const,
      reversesId: entryId,
      sourceKey: `reversal:${entryId}`,
      memo: 'Takes back a refund',
      lines: await mirroredLines(tx, entryId),
    },
    ...(await exchangeDifference(tx, { ...difference, sourceKey: `refund:undo:${id}` })),
  ]
  const [posted] = await postEntries(
    ctx,
    tx,
    entries.map((entry) => ({ ...entry, dayField: 'on' })),
  )
  await giveBack(ctx, tx, { id, on, live })
  await tx
    .updateTable('accountingPayment')
    .set({ allocatedMinor: 0, releasedMinor: 0, undoneOn: on, undoEntryId: posted?.id ?? null })
    .set({ version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
  await releaseLine(ctx, tx, { paymentId: id })
  tx.audit('accounting.refund.undone', { refund: id })
  tx.emit({
    topic: 'accounting.refund.undone',
    aggregate: `refund:${id}`,
    payload: { refundId: id, contactId },
  })
}

/** What it took from payments is left of them again, by rows of their own, so that a day before never changes. */
async function giveBack(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { id, on, live }: Undoing & { live: Awaited<ReturnType<typeof refundedFrom>> },
): Promise<void> {
  await moveUsed(
    tx,
    live.map(({ paymentId, amountMinor, sourceBaseMinor }) => ({
      paymentId,
      amount: -BigInt(amountMinor),
      sourceBase: -BigInt(sourceBaseMinor),
    })),
  )
  await tx
    .insertInto('accountingAllocation')
    .values(
      live.map((one) => ({
        id: uuidv7(),
        orgId: ctx.org.orgId,
        documentId: null,
        refundId: id,
        paymentId: one.paymentId,
        allocatedOn: on,
        undoesId: one.id,
        amountMinor: String(-one.amountMinor),
        documentBaseMinor: String(-one.documentBaseMinor),
        sourceBaseMinor: String(-one.sourceBaseMinor),
        createdById: ctx.actor.userId,
        createdAt: ctx.now(),
      })),
    )
    .execute()
}
