import { NIL_ORG, inTx, sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { appendAudit } from '../../../platform/audit/audit.ts'
import type { Author } from '../../../platform/audit/audit.ts'
import type { AuthedContext } from '../../../platform/calls/context.ts'
import { containing } from '../../../platform/data/filters.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { WORK_TOPIC } from '../../../platform/durable/queues.ts'
import type { Hub } from '../../../platform/hub.ts'
import { actionOf, changeJob } from '../../../platform/jobs/change.ts'
import { jobState } from '../../../platform/jobs/job-state.ts'
import { jobsOf } from '../../../platform/jobs/place.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import type { RetriedJobs, RetryAllJobs } from '../../jobs/schema.ts'
import type { ActOnJob, ListPlatformJobs, PlatformJob, PlatformJobState } from './schema.ts'

/** Jobs of all organizations and of the hub itself, newest first. */
export function listPlatformJobs(ctx: AuthedContext, input: ListPlatformJobs): Promise<Page<PlatformJob>> {
  const { search, status, kind, orgId } = input
  const query = ctx.system.db
    .selectFrom('job')
    .leftJoin('organization', 'organization.id', 'job.orgId')
    .select([
      'job.id',
      'job.kind',
      'job.title',
      'job.status',
      'job.priority',
      'job.attempts',
      'job.done',
      'job.total',
    ])
    .select([
      'job.error',
      'organization.id as orgId',
      'organization.slug as orgSlug',
      'organization.name as orgName',
    ])
    .select(['job.dueAt', 'job.createdAt', 'job.startedAt', 'job.finishedAt'])
    .$if(search !== undefined, (q) => q.where(containing(search ?? '', sql`job.title`)))
    .$if(status !== undefined, (q) => q.where('job.status', '=', status ?? 'queued'))
    .$if(kind !== undefined, (q) => q.where('job.kind', '=', kind ?? ''))
    .$if(orgId !== undefined, (q) => q.where('job.orgId', '=', orgId ?? ''))
  return readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'admin.jobs.list', orgId: NIL_ORG },
    columns: [
      { expression: sql`job.created_at`, type: 'timestamptz', direction: 'desc' },
      { expression: sql`job.id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
}

/** Who works, and how much there is to do. */
export async function readJobState(db: SystemDb): Promise<PlatformJobState> {
  const workers = await db
    .selectFrom('workerLease')
    .selectAll()
    .orderBy('beatAt', 'desc')
    .limit(100)
    .execute()
  const { oldestSeconds: _age, ...counted } = await jobState(db)
  return { workers, ...counted }
}

/** Does it in the organization of the job, whose log tells of it. */
export async function operateJob(
  hub: Hub,
  { actor, call }: Pick<Author, 'actor' | 'call'>,
  { id, act }: Pick<ActOnJob, 'id' | 'act'>,
): Promise<void> {
  const found = await hub.db.system.selectFrom('job').select('orgId').where('id', '=', id).executeTakeFirst()
  if (!found) throw new AppError('NOT_FOUND', { message: 'There is no such job on this hub.' })
  const { orgId } = found
  await inTx(jobsOf(hub, orgId), async (tx) => {
    if (!(await changeJob(hub, tx, { id, act }))) return
    await appendAudit(tx, { orgId, actor, call }, [{ action: actionOf[act], target: { job: id }, data: {} }])
  })
  hub.bus.wake(WORK_TOPIC)
}

export async function actOnJob(ctx: AuthedContext, { id, act }: ActOnJob): Promise<Done> {
  await operateJob(ctx.hub, ctx, { id, act })
  return done
}

/** More than this in one call would hold its caller up. */
const RETRIED_AT_ONCE = 100

/** Tries again; false where the same was asked for anew, or somebody was quicker. */
async function isRetried(hub: Hub, by: Pick<Author, 'actor' | 'call'>, id: string): Promise<boolean> {
  try {
    await operateJob(hub, by, { id, act: 'retry' })
    return true
  } catch (error) {
    if (error instanceof AppError && ['CONFLICT', 'NOT_FOUND'].includes(error.code)) return false
    throw error
  }
}

/** Tries the oldest hundred again that were given up, of one kind or organization where it is named. */
export async function retryAllIn(
  hub: Hub,
  by: Pick<Author, 'actor' | 'call'>,
  { kind, orgId }: { kind?: string | undefined; orgId?: string | undefined },
): Promise<RetriedJobs> {
  const given = await hub.db.system
    .selectFrom('job')
    .select('id')
    .where('status', '=', 'dead')
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind ?? ''))
    .$if(orgId !== undefined, (q) => q.where('orgId', '=', orgId ?? ''))
    .orderBy('createdAt')
    .limit(RETRIED_AT_ONCE)
    .execute()
  let count = 0
  for (const { id } of given) if (await isRetried(hub, by, id)) count += 1
  return { count }
}

export const retryAllPlatformJobs = (ctx: AuthedContext, { kind }: RetryAllJobs): Promise<RetriedJobs> =>
  retryAllIn(ctx.hub, ctx, { kind })
