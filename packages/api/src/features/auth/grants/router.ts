import type { Meta } from '../../../platform/calls/meta.ts'
import { authedProcedure, orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { Done } from '../../../shared/mutation.ts'
import { allowRequest, denyRequest, getConsentDetails } from './consent.ts'
import { listGrants, revokeGrant, setGrantLevels } from './list.ts'
import * as schema from './schema.ts'

const consent = {
  permission: 'self',
  price: 'free',
  effect: 'write',
  doors: 'browserOnly',
} as const satisfies Partial<Meta>

export const grantsRouter = router({
  list: orgProcedure
    .meta({
      permission: 'organization.read',
      price: 'free',
      effect: 'read',
      doors: 'noTools',
      title: 'List connected applications',
      description:
        'Applications that may act here in a member’s name, with what they may do. Owners and admins see those of everybody.',
    })
    .input(schema.ListGrants)
    .output(schema.AccessGrantPage)
    .query(({ ctx, input }) => listGrants(ctx, input)),
  setLevels: orgProcedure
    .meta({
      permission: 'organization.read',
      price: 'free',
      effect: 'write',
      doors: 'noTools',
      isRepeatable: true,
      title: 'Change what an application may do',
      description:
        'Lets a connected application go less far in each module named. Holds at once. For more it is connected again.',
    })
    .input(schema.SetGrantLevels)
    .output(schema.AccessGrant)
    .mutation(({ ctx, input }) => setGrantLevels(ctx, input)),
  revoke: orgProcedure
    .meta({
      permission: 'organization.read',
      price: 'free',
      effect: 'destructive',
      doors: 'noTools',
      title: 'Disconnect an application',
      description: 'Ends what was allowed to an application, at once and with every token of it.',
    })
    .input(schema.RevokeGrant)
    .output(Done)
    .mutation(({ ctx, input }) => revokeGrant(ctx, input)),
  request: authedProcedure
    .meta({
      ...consent,
      effect: 'read',
      title: 'What an application asks for',
      description: 'The request under way in this browser: who asks, for what, and where the answer goes.',
    })
    .input(schema.FindRequest)
    .output(schema.ConsentDetails)
    .query(({ ctx, input }) => getConsentDetails(ctx, input)),
  allow: orgProcedure
    .meta({
      ...consent,
      permission: 'organization.read',
      secret: true,
      stepUp: true,
      title: 'Connect an application',
      description: 'Allows the request under way in this browser, for one organization.',
    })
    .input(schema.AllowRequest)
    .output(schema.ConsentDone)
    .mutation(({ ctx, input }) => allowRequest(ctx, input)),
  deny: authedProcedure
    .meta({
      ...consent,
      secret: true,
      title: 'Refuse an application',
      description: 'Refuses the request under way in this browser.',
    })
    .input(schema.DenyRequest)
    .output(schema.ConsentDone)
    .mutation(({ ctx, input }) => denyRequest(ctx, input)),
})
