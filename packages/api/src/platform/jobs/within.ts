import type { OrgContext } from '../calls/context.ts'
import type { JobWork } from './kind.ts'

/**
 * Works on the organization itself, as whoever asked for the job may see and change it at this moment; each `write` is a
 * transaction of its own. Rejects where they may no longer ask for such a job.
 */
export async function within<R>(work: JobWork, doing: (ctx: OrgContext) => Promise<R>): Promise<R> {
  // It is called with the context of its organization, and answers what `doing` does.
  return (await work.inside((ctx) => doing(ctx as OrgContext))) as R
}
