import { authedProcedure, router } from '../../../platform/trpc.ts'
import type { Meta } from '../../../platform/meta.ts'
import { Done } from '../../../shared/mutation.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { listSessions, revokeSession } from '../sessions.ts'
import * as schema from './schema.ts'

const own = {
  permission: 'self',
  price: 'free',
  effect: 'write',
  doors: 'noTools',
} as const satisfies Partial<Meta>

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
