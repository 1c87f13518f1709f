import type { Meta } from '../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { fileLimit } from '../../platform/files/prepared-files.ts'
import { PreparedFile } from '../../shared/prepared-file.ts'
import { cancelJob, discardJob, retryAllJobs, retryJob } from './change.ts'
import { prepareJobFile } from './file.ts'
import { startExport } from './list-export.ts'
import { getJob, listJobs } from './list.ts'
import * as schema from './schema.ts'

const read = {
  permission: 'job.read',
  price: 'free',
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
/** Pages ask each second while something runs, which must not use up the hour of their reader. */
const look = {
  ...read,
  limit: { name: 'jobs.look', per: 'actor', points: 7_200, seconds: 3_600, isOnly: true },
} as const satisfies Partial<Meta>
/** One's own; whoever manages them all, everybody's. */
const change = { ...read, permission: 'job.write', effect: 'write' } as const satisfies Partial<Meta>
const files = { ...read, effect: 'write', doors: 'browserOnly' } as const satisfies Partial<Meta>

export const jobsRouter = router({
  list: orgProcedure
    .meta({
      ...look,
      title: 'List background jobs',
      description:
        'Work that runs by itself, such as long exports, newest first: one’s own, or everybody’s for admins.',
    })
    .input(schema.ListJobs)
    .output(schema.JobPage)
    .query(({ ctx, input }) => listJobs(ctx, input)),
  get: orgProcedure
    .meta({
      ...look,
      title: 'Read a background job',
      description: 'How far it is, what came of it, and what became of each try.',
    })
    .input(schema.GetJob)
    .output(schema.JobWithEvents)
    .query(({ ctx, input }) => getJob(ctx, input)),
  cancel: orgProcedure
    .meta({
      ...change,
      isRepeatable: true,
      title: 'Cancel a background job',
      description: 'One that waits is canceled at once, one that works stops within a second or two.',
    })
    .input(schema.ChangeJob)
    .output(schema.Job)
    .mutation(({ ctx, input }) => cancelJob(ctx, input)),
  retry: orgProcedure
    .meta({
      ...change,
      title: 'Try a background job again',
      description: 'Begins one that was given up anew, with all its tries.',
    })
    .input(schema.ChangeJob)
    .output(schema.Job)
    .mutation(({ ctx, input }) => retryJob(ctx, input)),
  retryAll: orgProcedure
    .meta({
      ...change,
      permission: 'job.manage',
      title: 'Try all given-up jobs again',
      description: 'Begins up to a hundred of the jobs that were given up anew, the oldest first.',
    })
    .input(schema.RetryAllJobs)
    .output(schema.RetriedJobs)
    .mutation(({ ctx, input }) => retryAllJobs(ctx, input)),
  discard: orgProcedure
    .meta({
      ...change,
      title: 'Discard a background job',
      description: 'Puts one that was given up aside for good.',
    })
    .input(schema.ChangeJob)
    .output(schema.Job)
    .mutation(({ ctx, input }) => discardJob(ctx, input)),
  startExport: orgProcedure
    .meta({
      ...files,
      limit: fileLimit('jobs.startExport'),
      title: 'Export a list in the background',
      description:
        'Makes a sheet of all rows that fit the filters while nobody waits; jobs.file opens it when it is done.',
    })
    .input(schema.StartExport)
    .output(schema.StartedJob)
    .mutation(({ ctx, input }) => startExport(ctx, input)),
  file: orgProcedure
    .meta({
      ...files,
      secret: true,
      limit: fileLimit('jobs.file'),
      title: 'Open the file of a background job',
      description: 'Prepares what the caller’s own job made. It opens once, within ten minutes.',
    })
    .input(schema.ChangeJob)
    .output(PreparedFile)
    .mutation(({ ctx, input }) => prepareJobFile(ctx, input)),
})
