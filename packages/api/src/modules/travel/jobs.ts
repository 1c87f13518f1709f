import type { JobDeclaration } from '../../platform/jobs/job.ts'
import { inBatches } from '../../platform/jobs/in-batches.ts'
import { AppError } from '../../shared/errors.ts'
import type { DueWatches } from './watches/schema.ts'

const TICK_MS = 5 * 60_000
/** Ends before the ten minutes of a job do. */
const TIME_MS = 8 * 60_000
const PATH = 'modules.travel.watches'

/** Looks at what watched trips cost, a batch at a time. */
export const lookAtDue: JobDeclaration = {
  name: 'travel.watches',
  as: 'travel.watcher',
  schedule: { everyMs: TICK_MS },
  run: async (machine) => {
    const end = performance.now() + TIME_MS
    while (performance.now() < end) {
      const { ids } = (await machine.call(`${PATH}.due`, {})) as DueWatches // as its output schema says
      if (ids.length === 0) return
      try {
        await machine.call(`${PATH}.look`, { ids })
      } catch (error) {
        // Somebody removed one meanwhile, so the next list is without it.
        if (!(error instanceof AppError && error.code === 'NOT_FOUND')) throw error
      }
    }
  },
}

/** Tells people and workflows each morning which trips begin tomorrow. */
export const tellBeginningDaily: JobDeclaration = {
  name: 'travel.beginning',
  as: 'travel.watcher',
  schedule: { dailyAt: '06:00' },
  run: (machine) => inBatches(machine, 'modules.travel.bookings.tellBeginning'),
}
