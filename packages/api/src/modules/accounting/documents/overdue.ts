import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { amountText } from '../ledger/amounts.ts'
import { todayOf } from './queries.ts'
import type { OverdueTold } from './schema.ts'

/** Events that one transaction writes at most. */
const MOST_TOLD = 500

/** Says of each invoice once that its day is over, so that people and workflows hear of it. */
export async function tellOverdue(ctx: OrgContext): Promise<OverdueTold> {
  const today = todayOf(ctx)
  return ctx.write(async (tx) => {
    const late = await tx
      .updateTable('accountingDocument')
      .set({ overdueToldOn: today })
      .where('id', 'in', (db) =>
        db
          .selectFrom('accountingDocument')
          .select('id')
          .where('kind', '=', 'invoice')
          .where('state', '=', 'posted')
          .where(sql<boolean>`settled_minor < total_minor and due_on < ${today}::date`)
          .where('overdueToldOn', 'is', null)
          .orderBy('dueOn')
          .orderBy('id')
          .limit(MOST_TOLD),
      )
      .returning(['id', 'number', 'contactId', 'currency', 'totalMinor', 'settledMinor', 'dueOn'])
      .execute()
    for (const { id, number, totalMinor, settledMinor, ...row } of late)
      tx.emit({
        topic: 'accounting.invoice.overdue',
        aggregate: `invoice:${id}`,
        payload: {
          ...row,
          invoiceId: id,
          number: number ?? '',
          open: amountText(totalMinor - settledMinor, row.currency),
        },
      })
    if (late.length > 0) tx.audit('accounting.invoice.overdueTold', {}, { count: late.length })
    return { told: late.length, isMore: late.length === MOST_TOLD }
  })
}
