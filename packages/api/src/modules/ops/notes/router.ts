import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import * as schema from './schema.ts'
import { acceptTasks, proposeTasks } from './service.ts'

const write = {
  permission: 'ops.task.write',
  price: null,
  effect: 'write',
  doors: 'all',
} as const satisfies Partial<Meta>

export const notesRouter = router({
  propose: orgProcedure
    .meta({
      ...write,
      title: 'Read tasks out of notes',
      description: 'Says what notes ask people to do, each with its quote. Makes no task.',
    })
    .input(schema.ReadNotes)
    .output(schema.ProposedTasks)
    .mutation(({ ctx, input }) => proposeTasks(ctx, input)),
  accept: orgProcedure
    .meta({
      ...write,
      title: 'Make the tasks of notes',
      description: 'Makes all of these tasks at once, or none.',
    })
    .input(schema.AcceptTasks)
    .output(schema.AcceptedTasks)
    .mutation(({ ctx, input }) => acceptTasks(ctx, input)),
})
