import type { Job, JobStatus, JobWithEvents } from '@hub/api/schemas/jobs'

/* What addresses of lists of jobs need before their pages are there: it comes with every page, so it stays small. */

export type { Job, JobStatus, JobWithEvents }

export const jobStates = [
  'queued',
  'running',
  'done',
  'dead',
  'canceled',
] as const satisfies readonly JobStatus[]

/** It waits or works, so that what is on screen is soon no longer true. */
export const isUnderWay = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'queued' || status === 'running'
