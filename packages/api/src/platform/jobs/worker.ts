import type { DurableWorker, Runner, WorkerOptions } from '../durable/worker.ts'
import type { Hub } from '../hub.ts'
import { runAttempt } from './attempt.ts'

/** Runs jobs in this process, those that any process of the hub put in line. The caller stops it before the database. */
export async function startWorker(
  hub: Hub,
  options: Pick<WorkerOptions, 'leaseMs' | 'recoveries' | 'protocol'> = {},
): Promise<DurableWorker> {
  const { db, bus, log } = hub
  // A process that runs no jobs does not load the engine.
  const { startDurableWorker } = await import('../durable/worker.ts')
  const run: Runner = (orgId, runId) => {
    const other = hub.runners.get(runId.slice(0, Math.max(runId.indexOf(':'), 0)))
    return other ? other(orgId, runId) : runAttempt(hub, orgId, runId)
  }
  return startDurableWorker({ db, bus, log, run, ...options })
}
