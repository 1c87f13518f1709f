import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'

/** A line of the bank waits again, in the same write that takes back what it was matched to. */
export async function releaseLine(
  ctx: OrgContext,
  tx: OrgWriteTx,
  to: { paymentId: string } | { entryId: string },
): Promise<void> {
  const [column, id] =
    'paymentId' in to ? (['paymentId', to.paymentId] as const) : (['entryId', to.entryId] as const)
  const released = await tx
    .updateTable('accountingMatch')
    .set({ undoneAt: ctx.now(), undoneById: ctx.actor.userId })
    .where(column, '=', id)
    .where('undoneAt', 'is', null)
    .returning(['id', 'bankLineId', 'amountMinor'])
    .execute()
  for (const match of released) {
    await tx
      .updateTable('accountingBankLine')
      .set({ matchedMinor: sql<number>`matched_minor - ${match.amountMinor}::bigint` })
      .where('id', '=', match.bankLineId)
      .execute()
    tx.audit('accounting.match.undone', { match: match.id, bankLine: match.bankLineId })
  }
}
