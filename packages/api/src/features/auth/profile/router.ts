import { authedProcedure } from '../../../platform/calls/trpc.ts'
import { Done } from '../../../shared/mutation.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { own } from '../meta.ts'
import { removeAvatar, setAvatar } from './avatar.ts'
import * as schema from './schema.ts'
import { getOwnUsage } from './usage.ts'

/** What a person shows of themselves, and what they have done here. */
export const profileProcedures = {
  setAvatar: authedProcedure
    .meta({
      ...own,
      doors: 'browserOnly',
      limit: { name: 'avatar', per: 'actor', points: 20, seconds: 3_600 },
      title: 'Show me by a picture',
      description: 'Draws the picture anew as a small square and shows it to everybody who sees the name.',
    })
    .input(schema.SetAvatar)
    .output(schema.Avatar)
    .mutation(({ ctx, input }) => setAvatar(ctx, input)),
  removeAvatar: authedProcedure
    .meta({
      ...own,
      title: 'Remove my picture',
      description: 'Shows initials again. The address of the picture ends at once.',
    })
    .input(schema.RemoveAvatar)
    .output(Done)
    .mutation(({ ctx }) => removeAvatar(ctx)),
  usage: authedProcedure
    .meta({
      ...own,
      effect: 'read',
      limit: { name: 'own-usage', per: 'actor', points: 120, seconds: 3_600 },
      title: 'What I did',
      description:
        'Changes, paid calls, credits and tasks of the caller in each of their organizations, by month for a year.',
    })
    .input(NoInput)
    .output(schema.OwnUsage)
    .query(({ ctx }) => getOwnUsage(ctx)),
}
