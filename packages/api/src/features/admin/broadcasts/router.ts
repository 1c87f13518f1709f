import type { Meta } from '../../../platform/calls/meta.ts'
import { adminProcedure, router } from '../../../platform/calls/trpc.ts'
import { Done } from '../../../shared/mutation.ts'
import { endBroadcast, listBroadcasts, sendBroadcast } from './acts.ts'
import * as schema from './schema.ts'

const platform = {
  permission: 'platform.admin',
  price: 'free',
  doors: 'noTools',
} as const satisfies Partial<Meta>

export const broadcastsRouter = router({
  list: adminProcedure
    .meta({
      ...platform,
      effect: 'read',
      title: 'List messages to everybody',
      description:
        'Short texts that are or were shown on the pages of everybody or of one organization, newest first.',
    })
    .input(schema.ListBroadcasts)
    .output(schema.BroadcastPage)
    .query(({ ctx, input }) => listBroadcasts(ctx, input)),
  send: adminProcedure
    .meta({
      ...platform,
      effect: 'write',
      limit: { name: 'broadcast', per: 'actor', points: 60, seconds: 3_600 },
      title: 'Say something to everybody',
      description:
        'Shows a short text on every open page of everybody, or of one organization, within a second and until its time is over.',
    })
    .input(schema.SendBroadcast)
    .output(schema.Broadcast)
    .mutation(({ ctx, input }) => sendBroadcast(ctx, input)),
  end: adminProcedure
    .meta({
      ...platform,
      effect: 'write',
      title: 'End a message to everybody',
      description: 'Takes it off the pages within a second.',
    })
    .input(schema.EndBroadcast)
    .output(Done)
    .mutation(({ ctx, input }) => endBroadcast(ctx, input)),
})
