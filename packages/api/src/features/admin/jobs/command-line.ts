import { z } from 'zod'
import type { Hub } from '../../../platform/hub.ts'
import { JobStatus } from '../../jobs/schema.ts'
import { callHere, checkInput, organizationOf } from '../command-line.ts'
import { operateJob, readJobState, retryAllIn } from './acts.ts'
import { ActOnJob } from './schema.ts'
import type { PlatformJobState } from './schema.ts'

/** Who works, and how much there is to do. */
export const jobStateHere = (hub: Hub): Promise<PlatformJobState> => readJobState(hub.db.system)

export interface JobLine {
  id: string
  title: string
  status: string
  organization: string
  attempts: number
  error: string | null
}

/** The newest jobs, of one organization or with one status where such is named. */
export async function jobLines(
  hub: Hub,
  { org, status }: { org?: string | undefined; status?: string | undefined },
): Promise<JobLine[]> {
  const { system } = hub.db
  const orgId = org === undefined ? undefined : await organizationOf(system, org)
  const wanted = checkInput(z.strictObject({ status: JobStatus.optional() }), { status })
  const rows = await system
    .selectFrom('job')
    .leftJoin('organization', 'organization.id', 'job.orgId')
    .select(['job.id', 'job.title', 'job.status', 'job.attempts', 'job.error', 'organization.slug'])
    .$if(orgId !== undefined, (q) => q.where('job.orgId', '=', orgId ?? ''))
    .$if(wanted.status !== undefined, (q) => q.where('job.status', '=', wanted.status ?? 'queued'))
    .orderBy('job.createdAt', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ slug, error, ...row }) => ({
    ...row,
    organization: slug ?? '',
    error: error?.message ?? null,
  }))
}

/** Cancels a job, tries it again or puts it aside. */
export async function actOnJobHere(
  hub: Hub,
  id: string,
  act: ActOnJob['act'],
): Promise<{ job: string; act: string }> {
  const wish = checkInput(ActOnJob, { id, act })
  await operateJob(hub, { actor: null, call: callHere() }, wish)
  return { job: id, act }
}

/** Tries the oldest hundred again that were given up, of one organization where it is named. */
export async function retryAllHere(hub: Hub, org: string | undefined): Promise<{ count: number }> {
  const orgId = org === undefined ? undefined : await organizationOf(hub.db.system, org)
  return retryAllIn(hub, { actor: null, call: callHere() }, { orgId })
}
