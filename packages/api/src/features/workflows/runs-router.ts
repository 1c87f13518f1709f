import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { decideStep } from './decide.ts'
import { look, run } from './metas.ts'
import { retryRun } from './retry.ts'
import { cancelRun, getRun, listRuns, start, test } from './runs.ts'
import * as schema from './schema.ts'

export const runsRouter = router({
  list: orgProcedure
    .meta({
      ...look,
      title: 'List runs of workflows',
      description: 'What workflows did and do, newest first.',
    })
    .input(schema.ListRuns)
    .output(schema.RunPage)
    .query(({ ctx, input }) => listRuns(ctx, input)),
  get: orgProcedure
    .meta({
      ...look,
      title: 'Read a run of a workflow',
      description:
        'What became of each step: what went in, what came out, how long it took and what it cost.',
    })
    .input(schema.GetRun)
    .output(schema.RunWithSteps)
    .query(({ ctx, input }) => getRun(ctx, input)),
  start: orgProcedure
    .meta({
      ...run,
      title: 'Start a workflow',
      description: 'Starts what is published, with what its form asks for.',
    })
    .input(schema.StartRun)
    .output(schema.StartedRun)
    .mutation(({ ctx, input }) => start(ctx, input)),
  test: orgProcedure
    .meta({
      ...run,
      permission: 'workflow.write',
      title: 'Test a workflow',
      description: 'Runs the draft without changing anything, inside or outside.',
    })
    .input(schema.TestRun)
    .output(schema.StartedRun)
    .mutation(({ ctx, input }) => test(ctx, input)),
  cancel: orgProcedure
    .meta({
      ...run,
      isRepeatable: true,
      title: 'Stop a run of a workflow',
      description: 'What it has done stays done; nothing more is begun.',
    })
    .input(schema.ChangeRun)
    .output(schema.Run)
    .mutation(({ ctx, input }) => cancelRun(ctx, input)),
  retry: orgProcedure
    .meta({
      ...run,
      title: 'Try a run of a workflow again',
      description:
        'Goes on from what failed, from a step or from the start, as it was or with the version in force.',
    })
    .input(schema.RetryRun)
    .output(schema.Run)
    .mutation(({ ctx, input }) => retryRun(ctx, input)),
  decide: orgProcedure
    .meta({
      ...run,
      permission: 'approval.decide',
      doors: 'browserOnly',
      title: 'Decide what a run asks',
      description: 'Says yes or no to a step that waits for a person, once.',
    })
    .input(schema.DecideStep)
    .output(schema.RunWithSteps)
    .mutation(({ ctx, input }) => decideStep(ctx, input)),
})
