import { authSweeps } from './features/auth/sweeps.ts'
import { sweepEndpointDeliveries } from './features/endpoints/service.ts'
import { sweepFiles } from './features/files/service.ts'
import {
  MORNING,
  sendBriefings,
  sendDueMails,
  sendDuePushes,
  sweepNotifications,
} from './features/notifications/service.ts'
import { machineIn, openOrganizations } from './platform/calls/machine.ts'
import { withinTime } from './platform/calls/within-time.ts'
import { sweepCalls } from './platform/logs/call-log.ts'
import { sweepCredits } from './platform/credits/credits.ts'
import { sweepIdempotency } from './platform/data/idempotency.ts'
import { mendRuns, sweepRuns, tickWorkflows } from './features/workflows/service.ts'
import type { Hub } from './platform/hub.ts'
import { sweepChanges } from './platform/live/changes.ts'
import { mendJobs, sweepJobs } from './platform/jobs/mend.ts'
import { markDone, takeDueDays } from './platform/jobs/daily.ts'
import type { JobDeclaration } from './platform/jobs/job.ts'
import type { HubModule } from './platform/module.ts'
import { forgetListeners, sweepDelivered } from './platform/events/deliveries.ts'
import type { Sweep } from './platform/schedules/schedule-rows.ts'
import { advanceSecretChange } from './platform/secrets/change.ts'
import { sweepWebhooks } from './platform/webhooks/receive.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** One look at one row, as long as nothing is to be done. */
const SECRET_MS = 10_000

const JOB_MS = 10 * MINUTE_MS

interface Place {
  orgId: string
  cause?: string
}

/** Why it was not done, or null; what fails in one organization is nothing to the others. */
async function failureIn(hub: Hub, { name, as, run }: JobDeclaration, place: Place): Promise<string | null> {
  const machine = machineIn(hub, { name: as, ...place })
  try {
    await withinTime(run(machine), JOB_MS)
    return null
  } catch (err) {
    machine.log.warn({ err, job: name }, 'job failed here')
    return err instanceof Error ? err.message : 'It did not say why.'
  }
}

/** Throws where it failed somewhere, for those that look after the hub. */
function requireNone(failures: readonly (string | null)[]): void {
  const [first, ...others] = failures.filter((one) => one !== null)
  if (first !== undefined)
    throw new Error(
      `It failed in ${others.length + 1} of ${failures.length} organizations. The first: ${first}`,
    )
}

async function inEachOrganization(hub: Hub, job: JobDeclaration): Promise<void> {
  const failures: (string | null)[] = []
  for await (const orgId of openOrganizations(hub)) failures.push(await failureIn(hub, job, { orgId }))
  requireNone(failures)
}

async function whereItIsTime(hub: Hub, job: JobDeclaration, at: string): Promise<void> {
  const { system } = hub.db
  const failures: (string | null)[] = []
  for (;;) {
    const due = await takeDueDays(system, { job: job.name, at, now: hub.now() })
    for (const place of due) {
      const { orgId, day } = place
      const failure = await failureIn(hub, job, { orgId, cause: `${job.name}:${day}` })
      failures.push(failure)
      if (failure === null) await markDone(system, job.name, place)
    }
    if (due.length === 0) return requireNone(failures)
  }
}

function sweepOf(hub: () => Hub, job: JobDeclaration): Sweep {
  const { name, schedule } = job
  if ('dailyAt' in schedule)
    return {
      name,
      everyMs: MINUTE_MS,
      dailyAt: schedule.dailyAt,
      run: () => whereItIsTime(hub(), job, schedule.dailyAt),
    }
  return { name, everyMs: schedule.everyMs, run: () => inEachOrganization(hub(), job) }
}

/** What comes round. Each is harmless twice, for a process may die in the middle of one. */
export function sweeps(
  hub: () => Hub,
  modules: readonly HubModule[],
  others: readonly Sweep[] = [],
): Sweep[] {
  return [
    ...others,
    ...authSweeps(hub),
    ...modules.flatMap(({ jobs = [] }) => jobs.map((job) => sweepOf(hub, job))),
    { name: 'credit holds', everyMs: 10_000, run: async () => void (await sweepCredits(hub().db.system)) },
    { name: 'delivered events', everyMs: HOUR_MS, run: () => sweepDelivered(hub().db.system, hub().now()) },
    {
      name: 'event listeners',
      everyMs: 10 * MINUTE_MS,
      isLocal: true,
      run: async () => {
        await hub().outbox.register()
        await forgetListeners(hub().db.system)
      },
    },
    {
      name: 'stored answers',
      everyMs: 10 * MINUTE_MS,
      run: () => sweepIdempotency(hub().db.system, hub().now()),
    },
    {
      name: 'deliveries to endpoints',
      everyMs: HOUR_MS,
      run: () => sweepEndpointDeliveries(hub().db.system),
    },
    { name: 'webhook deliveries', everyMs: HOUR_MS, run: () => sweepWebhooks(hub()) },
    { name: 'jobs without an end', everyMs: MINUTE_MS, run: () => mendJobs(hub()) },
    { name: 'ended jobs', everyMs: HOUR_MS, run: () => sweepJobs(hub()) },
    { name: 'workflow clocks', everyMs: 2_000, run: () => tickWorkflows(hub()) },
    { name: 'workflow runs without an end', everyMs: MINUTE_MS, run: () => mendRuns(hub()) },
    { name: 'ended workflow runs', everyMs: HOUR_MS, run: () => sweepRuns(hub()) },
    { name: 'notification mails', everyMs: 10_000, run: () => sendDueMails(hub()) },
    { name: 'notification pushes', everyMs: 3_000, run: () => sendDuePushes(hub()) },
    { name: 'briefings by mail', everyMs: MINUTE_MS, dailyAt: MORNING, run: () => sendBriefings(hub()) },
    { name: 'old notifications', everyMs: HOUR_MS, run: () => sweepNotifications(hub()) },
    { name: 'files', everyMs: 10 * MINUTE_MS, run: () => sweepFiles(hub()) },
    { name: 'live changes', everyMs: 10 * MINUTE_MS, run: () => sweepChanges(hub().db.system, hub().now()) },
    {
      name: 'change of the secret',
      everyMs: SECRET_MS,
      run: async () => void (await advanceSecretChange(hub())),
    },
    { name: 'recent calls', everyMs: HOUR_MS, run: () => sweepCalls(hub().db, hub().now()) },
  ]
}
