import { sql } from '@hub/db'
import type { Hub } from '../../platform/hub.ts'
import { wakeRuns } from './engine/ticker.ts'
import { fireSchedules } from './triggers/schedule.ts'

interface Waiting {
  schedules: boolean
  runs: boolean
}

/** One look for both, because most of the time there is nothing. */
async function whatWaits({ db, now }: Hub): Promise<Waiting> {
  const { rows } = await sql<Waiting>`
    select exists (select from workflow_trigger where is_on and next_at <= ${now()}) as schedules,
      exists (select from workflow_run where wake_at <= ${now()} and status in ('waiting', 'paused')) as runs`.execute(
    db.system,
  )
  return rows[0] ?? { schedules: false, runs: false }
}

/** Starts what schedules want by now, and wakes the runs whose time has come. Harmless on several servers at once. */
export async function tickWorkflows(hub: Hub): Promise<void> {
  const waits = await whatWaits(hub)
  if (waits.schedules) await fireSchedules(hub)
  if (waits.runs) await wakeRuns(hub)
}
