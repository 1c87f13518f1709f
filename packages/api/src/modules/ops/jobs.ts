import type { JobDeclaration } from '../../platform/jobs/job.ts'
import { inBatches } from '../../platform/jobs/in-batches.ts'

/** Tells people and workflows each morning which tasks were not done in time. */
export const tellOverdueDaily: JobDeclaration = {
  name: 'ops.overdue',
  as: 'ops.clerk',
  schedule: { dailyAt: '06:00' },
  run: (machine) => inBatches(machine, 'modules.ops.tasks.tellOverdue'),
}
