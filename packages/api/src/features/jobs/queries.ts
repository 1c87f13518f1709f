import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { AppError } from '../../shared/errors.ts'
import type { Job } from './schema.ts'

/** Jobs as they are shown, as far as the caller may see them: their own, or everybody's for whoever manages them; not the hub's. */
export function selectJobs({ actor, permissions }: OrgContext, db: OrgDb) {
  return db
    .selectFrom('job')
    .select([
      'id',
      'kind',
      'title',
      'status',
      'priority',
      'attempts',
      'done',
      'total',
      'note',
      'error',
      'result',
    ])
    .select(['askedById', 'fileId', 'dueAt', 'createdAt', 'startedAt', 'finishedAt', 'cancelAskedAt'])
    .select(
      sql<string>`coalesce((select u.name from auth_user u where u.id = asked_by_id), 'Former member')`.as(
        'askedByName',
      ),
    )
    .where('askedById', 'is not', null)
    .$if(!permissions.has('job.manage'), (q) => q.where('askedById', '=', actor.userId))
}

export type JobRow = Awaited<ReturnType<typeof findJob>>

export async function findJob(ctx: OrgContext, db: OrgDb, id: string) {
  const row = await selectJobs(ctx, db).where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

export function toJob({ hub, actor }: OrgContext, row: JobRow): Job {
  const { askedById, fileId, cancelAskedAt, result, ...shown } = row
  const isMine = askedById === actor.userId
  return {
    ...shown,
    attemptsAtMost: hub.jobKinds.get(row.kind)?.attempts ?? row.attempts,
    // What somebody else's job found out is theirs.
    result: isMine ? result : null,
    hasFile: isMine && fileId !== null,
    isMine,
    isBeingCanceled: cancelAskedAt !== null && row.status === 'running',
  }
}
