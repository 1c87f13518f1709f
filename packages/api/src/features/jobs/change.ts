import type { OrgContext } from '../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../platform/data/recorder.ts'
import { WORK_TOPIC } from '../../platform/durable/queues.ts'
import { actionOf, changeJob } from '../../platform/jobs/change.ts'
import type { JobAct } from '../../platform/jobs/change.ts'
import { AppError } from '../../shared/errors.ts'
import { findJob, toJob } from './queries.ts'
import type { ChangeJob, Job, RetriedJobs, RetryAllJobs } from './schema.ts'

async function change(ctx: OrgContext, tx: OrgWriteTx, wish: { id: string; act: JobAct }): Promise<void> {
  const { hub } = ctx
  if (!(await changeJob(hub, tx, wish))) return
  tx.audit(actionOf[wish.act], { job: wish.id })
  tx.afterCommit(() => hub.bus.wake(WORK_TOPIC))
}

const changing =
  (act: JobAct) =>
  (ctx: OrgContext, { id }: ChangeJob): Promise<Job> =>
    ctx.write(async (tx) => {
      // Nobody learns of a job they do not see.
      await findJob(ctx, tx, id)
      await change(ctx, tx, { id, act })
      return toJob(ctx, await findJob(ctx, tx, id))
    })

/** A job that waits is canceled at once; one that works stops within a second or two. Repeating it changes nothing. */
export const cancelJob = changing('cancel')
/** Begins a job that was given up anew, with all its tries. */
export const retryJob = changing('retry')
/** Nobody is told of a job that was given up any more. */
export const discardJob = changing('discard')

/** One that was asked for anew meanwhile does not hold up the others. */
async function isRetried(ctx: OrgContext, tx: OrgWriteTx, id: string): Promise<boolean> {
  try {
    await change(ctx, tx, { id, act: 'retry' })
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'CONFLICT') return false
    throw error
  }
}

const AT_ONCE = 100

/** Begins the oldest hundred that were given up anew. */
export async function retryAllJobs(ctx: OrgContext, { kind }: RetryAllJobs): Promise<RetriedJobs> {
  return ctx.write(async (tx) => {
    const jobs = await tx
      .selectFrom('job')
      .select('id')
      .where('status', '=', 'dead')
      .where('askedById', 'is not', null)
      .where('kind', 'in', kind === undefined ? [...ctx.hub.jobKinds.keys()] : [kind])
      .orderBy('createdAt')
      .limit(AT_ONCE)
      .execute()
    let count = 0
    for (const { id } of jobs) if (await isRetried(ctx, tx, id)) count += 1
    return { count }
  })
}
