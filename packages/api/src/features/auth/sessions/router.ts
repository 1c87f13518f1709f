import { authedProcedure, router } from '../../../platform/calls/trpc.ts'
import { Done } from '../../../shared/mutation.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { own } from '../meta.ts'
import { listSessions, revokeSession } from '../sessions.ts'
import * as schema from './schema.ts'

export const sessionsRouter = router({
  list: authedProcedure
    .meta({
      ...own,
      effect: 'read',
      title: 'List my sessions',
      description: 'Every device that is signed in to this account.',
    })
    .input(NoInput)
    .output(schema.SessionList)
    .query(({ ctx }) => listSessions(ctx)),
  revoke: authedProcedure
    .meta({ ...own, title: 'End a session', description: 'Signs one device out at once.' })
    .input(schema.RevokeSession)
    .output(Done)
    .mutation(({ ctx, input }) => revokeSession(ctx, input)),
})
