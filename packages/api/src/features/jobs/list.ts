import { sql } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { containing } from '../../platform/data/filters.ts'
import { readPage } from '../../platform/data/keyset.ts'
import type { Page } from '../../shared/list.ts'
import { findJob, selectJobs, toJob } from './queries.ts'
import type { GetJob, Job, JobWithEvents, ListJobs } from './schema.ts'

/** Jobs, newest first. */
export async function listJobs(ctx: OrgContext, input: ListJobs): Promise<Page<Job>> {
  const { status, kind, search, isMine } = input
  const query = selectJobs(ctx, ctx.db)
    .$if(status !== undefined, (q) => q.where('status', '=', status ?? 'queued'))
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind ?? ''))
    .$if(search !== undefined, (q) => q.where(containing(search ?? '', sql`job.title`)))
    .$if(isMine === true, (q) => q.where('askedById', '=', ctx.actor.userId))
  const { items, nextCursor } = await readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'jobs.list', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`job.created_at`, type: 'timestamptz', direction: 'desc' },
      { expression: sql`job.id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
  return { items: items.map((row) => toJob(ctx, row)), nextCursor }
}

/** A job with what became of each try. */
export async function getJob(ctx: OrgContext, { id }: GetJob): Promise<JobWithEvents> {
  const job = toJob(ctx, await findJob(ctx, ctx.db, id))
  const events = await ctx.db
    .selectFrom('jobEvent')
    .select(['status', 'attempt', 'at', 'message'])
    .where('jobId', '=', id)
    .orderBy('position')
    .execute()
  return { ...job, events }
}
