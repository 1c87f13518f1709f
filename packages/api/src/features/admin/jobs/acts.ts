import { NIL_ORG, inTx, sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { appendAudit } from '../../../platform/audit/audit.ts'
import type { Author } from '../../../platform/audit/audit.ts'
import type { AuthedContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { WORK_TOPIC } from '../../../platform/durable/queues.ts'
import type { Hub } from '../../../platform/hub.ts'
import { actionOf, changeJob } from '../../../platform/jobs/change.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import type { ActOnJob, ListPlatformJobs, PlatformJob, PlatformJobState } from './schema.ts'

/** Jobs of all organizations, newest first. */
export function listPlatformJobs(ctx: AuthedContext, input: ListPlatformJobs): Promise<Page<PlatformJob>> {
  const { status, kind, orgId } = input
  const query = ctx.system.db
    .selectFrom('job')
    .innerJoin('organization', 'organization.id', 'job.orgId')
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
    .select(['job.error', 'job.orgId', 'organization.slug as orgSlug', 'organization.name as orgName'])
    .select(['job.dueAt', 'job.createdAt', 'job.startedAt', 'job.finishedAt'])
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
  const counted = await db
    .selectFrom('job')
    .select([
      sql<number>`count(*) filter (where status = 'queued')::int`.as('waiting'),
      sql<number>`count(*) filter (where status = 'running')::int`.as('running'),
      sql<number>`count(*) filter (where status = 'dead')::int`.as('dead'),
      sql<string | null>`min(due_at) filter (where status = 'queued' and due_at <= now())`.as(
        'oldestWaitingAt',
      ),
    ])
    .where('status', 'in', ['queued', 'running', 'dead'])
    .executeTakeFirstOrThrow()
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
  await inTx(hub.db.org(orgId), async (tx) => {
    if (!(await changeJob(hub, tx, { id, act }))) return
    await appendAudit(tx, { orgId, actor, call }, [{ action: actionOf[act], target: { job: id }, data: {} }])
  })
  hub.bus.wake(WORK_TOPIC)
}

export async function actOnJob(ctx: AuthedContext, { id, act }: ActOnJob): Promise<Done> {
  await operateJob(ctx.hub, ctx, { id, act })
  return done
}
