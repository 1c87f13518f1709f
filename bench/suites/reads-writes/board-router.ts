import { CreateTask, Task } from '@hub/api/schemas/modules/ops/tasks'
import { tasksRouter } from '../../../packages/api/src/modules/ops/tasks/router.ts'
import { createTask } from '../../../packages/api/src/modules/ops/tasks/service.ts'
import { orgProcedure, router } from '../../../packages/api/src/platform/calls/trpc.ts'

/** The product's tasks, and creating one at a price at the REST door, where acts are free otherwise. */
export const boardRouter = router({
  tasks: tasksRouter,
  charged: orgProcedure
    .meta({
      title: 'Create a task at a price',
      description: 'Adds a task to the board.',
      permission: 'ops.task.write',
      price: { fixed: { rest: 50_000 } },
      effect: 'write',
      doors: 'all',
    })
    .input(CreateTask)
    .output(Task)
    .mutation(({ ctx, input }) => createTask(ctx, input)),
})
