import { GetTask, Task } from '@hub/api/schemas/modules/ops/tasks'
import type { Meta } from '@hub/api/server'
import { orgProcedure, router } from '../../packages/api/src/platform/calls/trpc.ts'
import { sampleTask } from './sample-task.ts'

const meta: Meta = {
  title: 'Read a task',
  description: 'One task with its notes, due day, person and version.',
  permission: 'ops.task.read',
  price: null,
  effect: 'read',
  doors: 'all',
}

/** A procedure of the hub that does nothing itself, so that only the chain is measured. */
export const productRouter = router({
  tasks: router({
    get: orgProcedure
      .meta(meta)
      .input(GetTask)
      .output(Task)
      .query(() => sampleTask),
  }),
})
