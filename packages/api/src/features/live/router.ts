import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { NoInput } from '../../shared/no-input.ts'
import { listBroadcasts } from './broadcasts.ts'
import * as schema from './schema.ts'
import { watchRoom } from './room.ts'
import { followLive } from './stream.ts'

export const liveRouter = router({
  broadcasts: orgProcedure
    .meta({
      title: 'Read the messages to everybody',
      description: 'What administrators of the hub say to everybody, or to this organization, just now.',
      permission: 'organization.read',
      price: 'free',
      effect: 'read',
      doors: 'noTools',
    })
    .input(NoInput)
    .output(schema.Broadcasts)
    .query(({ ctx }) => listBroadcasts(ctx)),
  stream: orgProcedure
    .meta({
      title: 'Follow what changes',
      description:
        'Which rows changed, as it happens, and which reads show them; resumes after lastEventId. It never says what a row holds.',
      permission: 'organization.read',
      price: 'free',
      effect: 'read',
      doors: 'noTools',
      // Each reload of a page and each lost connection opens it anew.
      limit: { name: 'live.stream', per: 'actor', points: 1_200, seconds: 3_600, isOnly: true },
    })
    .input(schema.FollowLive)
    .subscription(({ ctx, input, signal }) => followLive(ctx, input, signal)),
  room: orgProcedure
    .meta({
      title: 'See who looks at a record',
      description:
        'Who else has the record open, as they come and go; whoever follows this is seen there themselves.',
      permission: 'organization.read',
      price: 'free',
      effect: 'read',
      doors: 'noTools',
      limit: { name: 'live.room', per: 'actor', points: 2_400, seconds: 3_600, isOnly: true },
    })
    .input(schema.WatchRoom)
    .subscription(({ ctx, input, signal }) => watchRoom(ctx, input, signal)),
})
