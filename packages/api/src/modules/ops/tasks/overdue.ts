import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { dayIn } from '../../../shared/time.ts'
import type { OverdueTasksTold } from './schema.ts'

/** Events that one transaction writes at most. */
const MOST_TOLD = 500

/** Says of each open task once that its day is over; one that is put off and missed again is told of again. */
export async function tellOverdueTasks(ctx: OrgContext): Promise<OverdueTasksTold> {
  const today = dayIn(ctx.org.timeZone, ctx.now())
  return ctx.write(async (tx) => {
    const late = await tx
      .updateTable('opsTask')
      .set({ overdueToldFor: sql<string>`due_on` })
      .where('id', 'in', (db) =>
        db
          .selectFrom('opsTask')
          .select('id')
          .where('removedAt', 'is', null)
          .where('status', '<>', 'done')
          .where('dueOn', '<', today)
          .where(sql<boolean>`overdue_told_for is distinct from due_on`)
          .orderBy('dueOn')
          .orderBy('id')
          .limit(MOST_TOLD),
      )
      .returning(['id', 'title', 'assigneeId', sql<string>`due_on`.as('dueOn')])
      .execute()
    for (const { id, ...task } of late)
      tx.emit({
        topic: 'ops.task.overdue',
        aggregate: `task:${id}`,
        payload: { ...task, taskId: id },
      })
    // A day on which there is nothing to tell changed nothing, and three hundred such entries a year hide those that count.
    if (late.length > 0) tx.audit('ops.task.overdueTold', {}, { count: late.length })
    return { told: late.length, isMore: late.length === MOST_TOLD }
  })
}
