import { orgProcedure, publicProcedure, router } from '../../platform/calls/trpc.ts'
import { NoInput } from '../../shared/no-input.ts'
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
