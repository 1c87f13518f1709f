import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { ObjectPage } from '../objects/schema.ts'
import { openView } from './open.ts'
import { OpenView } from './schema.ts'

export const viewsRouter = router({
  open: orgProcedure
    .meta({
      permission: 'foundry.data.read',
      price: null,
      effect: 'read',
      doors: 'all',
      title: 'Open a saved view',
      description: 'The objects that a saved view of the data shows now, in its order, with their values.',
    })
    .input(OpenView)
    .output(ObjectPage)
    .query(({ ctx, input }) => openView(ctx, input)),
})
