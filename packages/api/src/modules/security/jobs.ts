import { AppError } from '../../shared/errors.ts'
import type { JobDeclaration } from '../../platform/jobs/job.ts'
import type { Machine } from '../../platform/calls/machine.ts'
import type { DueSites, HoldSchedule } from './schedules/schema.ts'

const TICK_MS = 5 * 60_000
const PATH = 'modules.security.schedules'

function because(error: unknown): HoldSchedule['because'] {
  const code = error instanceof AppError ? error.code : 'INTERNAL'
  return code === 'PAYMENT_REQUIRED' || code === 'LIMIT_REACHED' ? 'credits' : 'unreachable'
}

async function scanOne(machine: Machine, siteId: string): Promise<void> {
  try {
    await machine.call(`${PATH}.run`, { siteId })
  } catch (err) {
    machine.log.info({ err, site: siteId }, 'a website could not be scanned')
    await machine.call(`${PATH}.hold`, { siteId, because: because(err) })
  }
}

/** Scans the websites whose time has come. */
export const scanDue: JobDeclaration = {
  name: 'security.scans',
  as: 'security.scanner',
  schedule: { everyMs: TICK_MS },
  run: async (machine) => {
    const { items } = (await machine.call(`${PATH}.due`, {})) as DueSites // as its output schema says
    for (const { siteId } of items) await scanOne(machine, siteId)
  },
}
