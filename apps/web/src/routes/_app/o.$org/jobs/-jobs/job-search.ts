import { checked, flag, oneOf } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'
import type { ViewKind } from '../../../../../lists/saved-views.ts'
import { isUnderWay, jobStates } from '../../../../../components/job-states.ts'
import type { Job, JobStatus } from '../../../../../components/job-states.ts'

export interface JobSearch {
  status?: JobStatus
  /** Only those that the reader asked for. */
  mine?: true
}

export const readJobSearch = (search: RawSearch): JobSearch =>
  checked({ status: oneOf(search['status'], jobStates), mine: flag(search['mine']) })

export const jobViews: ViewKind = {
  list: 'jobs',
  read: readJobSearch,
  about: 'Which jobs are shown.',
  sharing: 'job.manage',
}

export const jobsIn = ({ status, mine }: JobSearch) => ({
  limit: 30,
  ...(status !== undefined && { status }),
  ...(mine === true && { isMine: true }),
})

/** Whether there are any to try again. */
export const givenUp = { status: 'dead', limit: 1 } as const

const SOON_MS = 1_000
const LATER_MS = 5_000

/** How long the page waits until it asks anew. */
export const askAgainIn = (jobs: readonly Pick<Job, 'status'>[]): number =>
  jobs.some(isUnderWay) && !document.hidden ? SOON_MS : LATER_MS
