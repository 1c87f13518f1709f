import { orgProcedure, publicProcedure, router } from '../../platform/calls/trpc.ts'
import { NoInput } from '../../shared/no-input.ts'
import { getBriefing } from './briefing.ts'
import { findRecords } from './find.ts'
import * as schema from './schema.ts'
import { getHelp, getStatus } from './service.ts'

export const systemRouter = router({
  status: publicProcedure
    .meta({
      uncounted: true,
      title: 'Read the status of the hub',
      description: 'Version, whether people may register, and what answers as the assistant.',
      permission: 'public',
      price: 'free',
      effect: 'read',
      doors: 'all',
    })
    .input(NoInput)
    .output(schema.Status)
    .query(({ ctx }) => getStatus(ctx)),
  find: orgProcedure
    .meta({
      title: 'Find anything by name',
      description:
        'Tasks, people, approvals, conversations and every other kind of record the caller may see, by words, with where each is shown.',
      permission: 'organization.read',
      price: null,
      effect: 'read',
      doors: 'all',
    })
    .input(schema.FindRecords)
    .output(schema.FoundRecords)
    .query(({ ctx, input }) => findRecords(ctx, input)),
  briefing: orgProcedure
    .meta({
      followsAll: true,
      title: 'Read the briefing of the day',
      description:
        'What needs the caller today and what is good to know, out of every part they may see, the most pressing first.',
      permission: 'organization.read',
      price: null,
      effect: 'read',
      doors: 'all',
    })
    .input(NoInput)
    .output(schema.Briefing)
    .query(({ ctx }) => getBriefing(ctx)),
  help: orgProcedure
    .meta({
      cache: { seconds: 300, per: 'organization' },
      title: 'List what you can do here',
      description: 'Every tool the caller may use, in groups, with what it does. Start here when unsure.',
      permission: 'organization.read',
      price: 'free',
      effect: 'read',
      doors: 'all',
    })
    .input(NoInput)
    .output(schema.Help)
    .query(({ ctx }) => getHelp(ctx)),
})
