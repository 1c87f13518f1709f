import { Cron } from 'croner'
import { inTx, sql } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { Hub } from '../../../platform/hub.ts'
import { tellWorkers } from '../engine/line-up.ts'
import { startRun } from '../engine/start.ts'
import { BATCH, takeDue } from '../engine/take-due.ts'
import type { Due } from '../engine/take-due.ts'

/** As its trigger keeps it: with the zone it is reckoned in. */
export interface Schedule {
  cron: string
  timeZone: string
  missed: 'skip' | 'once'
}

/** Later than this the hub was off when it should have begun. */
const MISSED_MS = 5 * 60_000

/**
 * The next time after an instant, in the schedule's zone. A time that a change of clocks leaves out comes when the clocks have changed, one
 * that it repeats comes the first time.
 */
export function nextTime({ cron, timeZone }: Pick<Schedule, 'cron' | 'timeZone'>, from: Date): Date | null {
  return new Cron(cron, { timezone: timeZone, paused: true, mode: '5-part' }).nextRun(from)
}

interface Trigger {
  id: string
  workflowId: string
  key: string
  config: unknown
  nextAt: string | null
}

/** Starts what it plans, and plans the next time. Answers the id of the run; null where none is started. */
export async function fire(
  hub: Hub,
  tx: OrgTx,
  { orgId, trigger }: { orgId: string; trigger: Trigger },
): Promise<string | null> {
  const schedule = trigger.config as Schedule
  const now = hub.now()
  const planned = new Date(trigger.nextAt ?? now)
  const isMissed = now.getTime() - planned.getTime() > MISSED_MS
  await tx
    .updateTable('workflowTrigger')
    .set({ nextAt: nextTime(schedule, now) })
    .where('id', '=', trigger.id)
    .execute()
  if (isMissed && schedule.missed === 'skip') return null
  return startRun(hub, tx, {
    orgId,
    workflowId: trigger.workflowId,
    startedBy: 'schedule',
    cause: `schedule:${trigger.key}:${planned.toISOString()}`,
    input: { plannedAt: planned.toISOString(), isLate: isMissed },
    plannedAt: planned,
  })
}

async function dueSchedules({ db, now }: Hub): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select t.id, t.org_id from workflow_trigger t
    where t.is_on and t.next_at <= ${now()}
      and not exists (select from organization o where o.id = t.org_id and o.suspended_at is not null)
    order by t.next_at limit ${BATCH}`.execute(db.system)
  return rows
}

/** Starts what a schedule wants by now, once over all servers. Answers how many were due. */
export async function fireSchedules(hub: Hub): Promise<number> {
  const fired = await takeDue(hub, {
    look: () => dueSchedules(hub),
    take: ({ id, orgId }) =>
      inTx(hub.db.org(orgId), async (tx) => {
        const trigger = await tx
          .selectFrom('workflowTrigger')
          .select(['id', 'workflowId', 'key', 'config', 'nextAt'])
          .where('id', '=', id)
          .where('isOn', '=', true)
          .where('nextAt', '<=', hub.now().toISOString())
          .forUpdate()
          .skipLocked()
          .executeTakeFirst()
        if (trigger) await fire(hub, tx, { orgId, trigger })
      }),
  })
  if (fired > 0) tellWorkers(hub)
  return fired
}
