import { randomUUID } from 'node:crypto'
import type { JobDeclaration } from '../../platform/jobs/job.ts'
import type { OverdueTasksTold } from './tasks/schema.ts'

/** Tells people and workflows each morning which tasks were not done in time. */
export const tellOverdueDaily: JobDeclaration = {
  name: 'ops.overdue',
  as: 'ops.clerk',
  schedule: { dailyAt: '06:00' },
  run: async (machine) => {
    let isMore = true
    while (isMore) {
      // Each batch is an act of its own: with the key of the day the second would be answered as the first.
      const told = await machine.call('modules.ops.tasks.tellOverdue', { idempotencyKey: randomUUID() })
      isMore = (told as OverdueTasksTold).isMore // as its output schema says
    }
  },
}
