import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { runQuery } from './run.ts'
import * as schema from './schema.ts'

export const queriesRouter = router({
  run: orgProcedure
    .meta({
      permission: 'foundry.data.read',
      price: null,
      effect: 'read',
      doors: 'all',
      title: 'Ask the data',
      description: 'Which objects fit, also by links; or figures by group.',
    })
    .input(schema.RunQuery)
    .output(schema.QueryAnswer)
    .query(({ ctx, input }) => runQuery(ctx, input)),
})
