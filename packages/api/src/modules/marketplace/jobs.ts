import type { Machine } from '../../platform/calls/machine.ts'
import type { JobDeclaration } from '../../platform/jobs/job.ts'
import { AppError } from '../../shared/errors.ts'
import type { DueListings, HoldCheck } from './checks/schema.ts'

const TICK_MS = 5 * 60_000
/** Ends before the ten minutes of a job do: shops make us wait. */
const TIME_MS = 8 * 60_000
const PATH = 'modules.marketplace.checks'

function because(error: unknown): HoldCheck['because'] {
  const code = error instanceof AppError ? error.code : 'INTERNAL'
  return code === 'PAYMENT_REQUIRED' || code === 'LIMIT_REACHED' ? 'credits' : 'failed'
}

/** Answers whether others can be looked at as well: without credits none can. */
async function lookAtOne(machine: Machine, { id, by }: DueListings['items'][number]): Promise<boolean> {
  try {
    await machine.call(`${PATH}.run`, { id, by })
    return true
  } catch (err) {
    // Somebody removed it meanwhile.
    if (err instanceof AppError && err.code === 'NOT_FOUND') return true
    machine.log.info({ err, listing: id }, 'a price could not be looked at')
    const why = because(err)
    await machine.call(`${PATH}.hold`, { id, because: why })
    return why !== 'credits'
  }
}

/** Looks at the pages whose time has come: each morning at six, and sooner where something is to be made sure of. */
export const checkDue: JobDeclaration = {
  name: 'marketplace.checks',
  as: 'marketplace.watcher',
  schedule: { everyMs: TICK_MS },
  run: async (machine) => {
    const end = performance.now() + TIME_MS
    const { items } = (await machine.call(`${PATH}.due`, {})) as DueListings // as its output schema says
    for (const item of items) {
      if (performance.now() > end || !(await lookAtOne(machine, item))) return
    }
  },
}

/** What Google said of businesses that nobody follows is kept for a day. */
export const forgetCompetitors: JobDeclaration = {
  name: 'marketplace.competitors',
  as: 'marketplace.watcher',
  schedule: { dailyAt: '05:30' },
  run: async (machine) => {
    await machine.call('modules.marketplace.competitors.forget', {})
  },
}
