import type { Meta } from '../../../platform/calls/meta.ts'
import { adminProcedure, router } from '../../../platform/calls/trpc.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { readListeners, replayFor } from './acts.ts'
import * as schema from './schema.ts'

const platform = {
  permission: 'platform.admin',
  price: 'free',
  doors: 'noTools',
} as const satisfies Partial<Meta>

export const adminEventsRouter = router({
  listeners: adminProcedure
    .meta({
      ...platform,
      effect: 'read',
      title: 'List listeners of events',
      description: 'Who hears events on this hub, and how far behind each is.',
    })
    .input(NoInput)
    .output(schema.EventListenerStates)
    .query(({ ctx }) => readListeners(ctx.system.db)),
  replay: adminProcedure
    .meta({
      ...platform,
      effect: 'write',
      title: 'Replay events for a listener',
      description: 'Has it hear what happened since a moment once more, as far as events are kept.',
    })
    .input(schema.ReplayEvents)
    .output(schema.ReplayedEvents)
    .mutation(({ ctx, input }) => ctx.system.write((tx) => replayFor(tx, input))),
})
