import type { Meta } from '../../../platform/calls/meta.ts'
import { adminProcedure, router } from '../../../platform/calls/trpc.ts'
import { Done } from '../../../shared/mutation.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { RetriedJobs, RetryAllJobs } from '../../jobs/schema.ts'
import { actOnJob, listPlatformJobs, readJobState, retryAllPlatformJobs } from './acts.ts'
import { listSchedules, runSchedule } from './schedules.ts'
import * as schema from './schema.ts'

const platform = {
  permission: 'platform.admin',
  price: 'free',
  doors: 'noTools',
} as const satisfies Partial<Meta>

export const adminJobsRouter = router({
  list: adminProcedure
    .meta({
      ...platform,
      effect: 'read',
      title: 'List background jobs of this hub',
      description: 'Jobs of every organization, newest first, without what they are about.',
    })
    .input(schema.ListPlatformJobs)
    .output(schema.PlatformJobPage)
    .query(({ ctx, input }) => listPlatformJobs(ctx, input)),
  state: adminProcedure
    .meta({
      ...platform,
      effect: 'read',
      title: 'Read the state of background work',
      description: 'Which processes work, and how much waits, runs or was given up.',
    })
    .input(NoInput)
    .output(schema.PlatformJobState)
    .query(({ ctx }) => readJobState(ctx.system.db)),
  act: adminProcedure
    .meta({
      ...platform,
      effect: 'write',
      title: 'Act on a background job',
      description: 'Cancels one that waits or works, tries one again that was given up, or puts it aside.',
    })
    .input(schema.ActOnJob)
    .output(Done)
    .mutation(({ ctx, input }) => actOnJob(ctx, input)),
  retryAll: adminProcedure
    .meta({
      ...platform,
      effect: 'write',
      title: 'Try all given-up jobs of this hub again',
      description:
        'Begins up to a hundred of the jobs that were given up anew, the oldest first, also unsent mails and erasures of accounts.',
    })
    .input(RetryAllJobs)
    .output(RetriedJobs)
    .mutation(({ ctx, input }) => retryAllPlatformJobs(ctx, input)),
  schedules: adminProcedure
    .meta({
      ...platform,
      effect: 'read',
      title: 'List the scheduled work of this hub',
      description: 'Chores that run by themselves: how often, when next, and how the last run went.',
    })
    .input(NoInput)
    .output(schema.Schedules)
    .query(({ ctx }) => listSchedules(ctx)),
  runSchedule: adminProcedure
    .meta({
      ...platform,
      effect: 'write',
      title: 'Run a chore of this hub now',
      description: 'Has scheduled work run at once, or once more as soon as the run under way has ended.',
    })
    .input(schema.RunSchedule)
    .output(Done)
    .mutation(({ ctx, input }) => runSchedule(ctx, input)),
})
