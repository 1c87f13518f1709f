import type { Meta } from '../../platform/meta.ts'
import { adminProcedure, router } from '../../platform/trpc.ts'
import { adjustCredits } from './adjust-credits.ts'
import { listPlatformOrganizations, listPlatformUsers } from './lists.ts'
import * as schema from './schema.ts'

const platform = {
  permission: 'platform.admin',
  price: 'free',
  doors: 'noTools',
} as const satisfies Partial<Meta>

export const adminRouter = router({
  users: router({
    list: adminProcedure
      .meta({
        ...platform,
        effect: 'read',
        title: 'List people on this hub',
        description: 'Everybody with an account, by name, address or role.',
      })
      .input(schema.ListPlatformUsers)
      .output(schema.PlatformUserPage)
      .query(({ ctx, input }) => listPlatformUsers(ctx, input)),
  }),
  organizations: router({
    list: adminProcedure
      .meta({
        ...platform,
        effect: 'read',
        title: 'List organizations on this hub',
        description: 'Organizations with their owner, members and credits.',
      })
      .input(schema.ListPlatformOrganizations)
      .output(schema.PlatformOrganizationPage)
      .query(({ ctx, input }) => listPlatformOrganizations(ctx, input)),
  }),
  credits: router({
    adjust: adminProcedure
      .meta({
        ...platform,
        effect: 'write',
        title: 'Adjust credits',
        description:
          'Adds credits to an organization or takes them away, with a reason that its members see.',
      })
      .input(schema.AdjustCredits)
      .output(schema.AdjustedBalance)
      .mutation(({ ctx, input }) => adjustCredits(ctx, input)),
  }),
})
