import { sql } from '@hub/db'
import { AppError } from '../../shared/errors.ts'
import type { Hub } from '../hub.ts'
import { begin } from './attempt.ts'
import { fail, giveUp } from './outcome.ts'

interface Stuck {
  orgId: string
  runId: string
  /** Its process died each time it was tried. */
  isPoison: boolean
}

/** What has just ended may still be being written down. */
const PATIENCE_SECONDS = 10

const poisoned = () =>
  new AppError('INTERNAL', {
    message: 'It brought the program down each time it was tried, so it is not tried again by itself.',
  })
const interrupted = () => new AppError('UNAVAILABLE', { message: 'It was interrupted before it could end.' })

/** Jobs that wait or work, for which the engine has nothing in line and nothing under way. */
async function stuckJobs({ db, jobKinds }: Hub): Promise<Stuck[]> {
  const { rows } = await sql<Stuck>`
    select j.org_id, j.run_id, coalesce(s.status = 'MAX_RECOVERY_ATTEMPTS_EXCEEDED', false) as is_poison
    from job j left join hub_dbos.workflow_status s on s.workflow_uuid = j.run_id
    where j.status in ('queued', 'running') and j.kind = any (${[...jobKinds.keys()]})
      and coalesce(s.status, 'ERROR') not in ('ENQUEUED', 'DELAYED', 'PENDING')
      and j.created_at < now() - make_interval(secs => ${PATIENCE_SECONDS})
      and coalesce(s.completed_at, 0) < (extract(epoch from now()) - ${PATIENCE_SECONDS}) * 1000
    order by j.created_at limit 100`.execute(db.system)
  return rows
}

/**
 * Ends what was left without an end: the database was away when it should have been written down, or the process died each
 * time. Without this a job would say for ever that it works.
 */
export async function mendJobs(hub: Hub): Promise<void> {
  for (const { orgId, runId, isPoison } of await stuckJobs(hub)) {
    const attempt = await begin(hub, orgId, runId)
    if (!attempt) continue
    if (isPoison) await giveUp(attempt, poisoned())
    else await fail(attempt, interrupted())
  }
}

/** Everybody has had the time to look at it, and to take the file. */
const KEPT_DAYS = 7
const AT_A_TIME = 1_000

/** Forgets what ended a week ago, here and in the engine, whose tables of inputs and outputs hang on no key. */
export async function sweepJobs({ db: { system } }: Hub): Promise<void> {
  await sql`delete from job_rate where ends_at < now() - interval '1 day'`.execute(system)
  for (;;) {
    const { numAffectedRows: jobs = 0n } = await sql`
      delete from job where id in (
        select id from job where finished_at < now() - make_interval(days => ${KEPT_DAYS}) and status <> 'dead'
        limit ${AT_A_TIME})`.execute(system)
    await sql`
      with gone as (
        delete from hub_dbos.workflow_status where workflow_uuid in (
          select workflow_uuid from hub_dbos.workflow_status
          where completed_at < (extract(epoch from now()) - ${KEPT_DAYS * 86_400}) * 1000 limit ${AT_A_TIME})
        returning workflow_uuid),
      inputs as (delete from hub_dbos.workflow_input where workflow_uuid in (select workflow_uuid from gone)),
      outputs as (delete from hub_dbos.workflow_output where workflow_uuid in (select workflow_uuid from gone))
      delete from hub_dbos.operation_outputs where workflow_uuid in (select workflow_uuid from gone)`.execute(
      system,
    )
    if (jobs < AT_A_TIME) return
  }
}
