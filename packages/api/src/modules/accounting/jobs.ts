import type { JobDeclaration } from '../../platform/jobs/job.ts'
import { inBatches } from '../../platform/jobs/in-batches.ts'

/** Recomputes the books each night, so that a difference is known before anybody builds on it. */
export const verifyNightly: JobDeclaration = {
  name: 'accounting.verify',
  as: 'accounting.keeper',
  schedule: { dailyAt: '03:30' },
  run: async (machine) => {
    await machine.call('modules.accounting.book.verify', {})
  },
}

/** Tells people and workflows which invoices were not paid in time. */
export const tellOverdueDaily: JobDeclaration = {
  name: 'accounting.overdue',
  as: 'accounting.clerk',
  schedule: { dailyAt: '06:00' },
  run: (machine) => inBatches(machine, 'modules.accounting.invoices.tellOverdue'),
}
