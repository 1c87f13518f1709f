import { inTx, sql } from '@hub/db'
import type { Hub } from '../../../platform/hub.ts'
import { giveUp } from './advance.ts'
import { RUN_PREFIX, lineUp, releaseHeld, tellWorkers } from './line-up.ts'
import { BATCH, takeDue } from './take-due.ts'
import type { Due } from './take-due.ts'

/** Waiting runs whose time has come. */
async function dueRuns({ db, now }: Hub): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select r.id, r.org_id from workflow_run r
    where r.wake_at <= ${now()} and r.status in ('waiting', 'paused')
      and not exists (select from organization o where o.id = r.org_id and o.suspended_at is not null)
    order by r.wake_at limit ${BATCH}`.execute(db.system)
  return rows
}

/** Puts the waiting runs in line whose time has come. Answers how many those were. */
export async function wakeRuns(hub: Hub): Promise<number> {
  const woken = await takeDue(hub, {
    look: () => dueRuns(hub),
    take: ({ id, orgId }) =>
      inTx(hub.db.org(orgId), async (tx) => {
        const due = await tx
          .selectFrom('workflowRun')
          .select('id')
          .where('id', '=', id)
          .where('wakeAt', '<=', hub.now().toISOString())
          .where('status', 'in', ['waiting', 'paused'])
          .forUpdate()
          .skipLocked()
          .executeTakeFirst()
        if (due) await lineUp(hub, tx, { orgId, id })
      }),
  })
  if (woken > 0) tellWorkers(hub)
  return woken
}

interface Stuck extends Due {
  segment: number
  isPoison: boolean
  /** How often nothing could be written down about how it ended. */
  interruptions: number
}

/** What has just ended may still be being written down. */
const PATIENCE_SECONDS = 10

/** Where nobody else has done so. */
async function goOn(hub: Hub, { orgId, id, segment }: Stuck): Promise<void> {
  await inTx(hub.db.org(orgId), async (tx) => {
    const still = await tx
      .selectFrom('workflowRun')
      .select('id')
      .where('id', '=', id)
      .where('segment', '=', segment)
      .where('status', 'in', ['queued', 'running'])
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (still) await lineUp(hub, tx, { orgId, id })
  })
}

/** Lets the next run of each workflow go on of which runs are held back and none works: somebody had hold of it when its turn came. */
async function releaseForgotten(hub: Hub, orgId: string): Promise<void> {
  await inTx(hub.db.org(orgId), async (tx) => {
    const { rows } = await sql<{ workflowId: string }>`
      select distinct r.workflow_id from workflow_run r
      where r.status = 'queued' and r.is_held and not exists (select from workflow_run o
        where o.workflow_id = r.workflow_id and o.status in ('queued', 'running') and not o.is_held)
      order by 1`.execute(tx)
    for (const { workflowId } of rows) await releaseHeld(hub, tx, { orgId, workflowId })
  })
}

async function mendHeld(hub: Hub): Promise<void> {
  const { rows } = await sql<{ orgId: string }>`
    select distinct org_id from workflow_run where status = 'queued' and is_held`.execute(hub.db.system)
  for (const { orgId } of rows)
    await releaseForgotten(hub, orgId).catch((err: unknown) =>
      hub.log.warn({ err, orgId }, 'runs that are held back could not be looked at'),
    )
  if (rows.length > 0) tellWorkers(hub)
}

/** As often as a process may die with it. */
const MOST_INTERRUPTIONS = 8

/**
 * Lines up the runs once more that say they work and for which the engine has nothing in line and nothing under way: the database was
 * away for long. One that this happens to again and again, or whose process dies each time, is ended.
 */
export async function mendRuns(hub: Hub): Promise<void> {
  const { rows } = await sql<Stuck>`
    select r.id, r.org_id, r.segment, coalesce(s.status = 'MAX_RECOVERY_ATTEMPTS_EXCEEDED', false) as is_poison,
      (select count(*)::int from hub_dbos.workflow_status e
        where e.status = 'ERROR' and e.workflow_uuid like concat(${RUN_PREFIX}::text, ':', r.id, ':%')) as interruptions
    from workflow_run r
    left join hub_dbos.workflow_status s on s.workflow_uuid = concat_ws(':', ${RUN_PREFIX}::text, r.id, r.segment)
    where r.status in ('queued', 'running') and not r.is_held
      and coalesce(s.status, 'ERROR') not in ('ENQUEUED', 'DELAYED', 'PENDING')
      and r.created_at < now() - make_interval(secs => ${PATIENCE_SECONDS})
      and coalesce(s.completed_at, 0) < (extract(epoch from now()) - ${PATIENCE_SECONDS}) * 1000
    order by r.created_at limit 100`.execute(hub.db.system)
  for (const stuck of rows) {
    const isHopeless = stuck.isPoison || stuck.interruptions > MOST_INTERRUPTIONS
    // One that cannot be mended keeps no other from it.
    await (isHopeless ? giveUp(hub, stuck) : goOn(hub, stuck)).catch((err: unknown) =>
      hub.log.warn({ err, run: stuck.id }, 'a run without an end could not be mended'),
    )
  }
  if (rows.length > 0) tellWorkers(hub)
  await mendHeld(hub)
}

/** Runs are looked back at for so long. */
const KEPT_DAYS = 90

/** Forgets runs that ended long ago, with their steps. */
export async function sweepRuns({ db: { system } }: Hub): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from workflow_run where id in (
        select id from workflow_run where finished_at < now() - make_interval(days => ${KEPT_DAYS}) limit 1000)`.execute(
      system,
    )
    if (numAffectedRows < 1_000n) return
  }
}
