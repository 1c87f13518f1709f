import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { Done } from '../../../shared/mutation.ts'
import { NoInput } from '../../../shared/no-input.ts'
import * as schema from './schema.ts'
import { listCredentials, removeCredential, setCredential } from './service.ts'

/** Which module's it is decides who manages it, beside this permission. */
const base = {
  permission: 'organization.read',
  price: null,
  doors: 'noTools',
} as const satisfies Partial<Meta>

export const credentialsRouter = router({
  list: orgProcedure
    .meta({
      ...base,
      effect: 'read',
      title: 'Credentials of modules',
      description:
        'The secrets that modules need and the caller manages: since when, by whom, and how each ends. Never the secret.',
    })
    .input(NoInput)
    .output(schema.Credentials)
    .query(({ ctx }) => listCredentials(ctx)),
  set: orgProcedure
    .meta({
      ...base,
      effect: 'write',
      stepUp: true,
      title: 'Set a credential of a module',
      description:
        'Keeps a secret sealed for one module, in the place of the one before. It is never shown again.',
    })
    .input(schema.SetCredential)
    .output(schema.Credential)
    .mutation(({ ctx, input }) => setCredential(ctx, input)),
  remove: orgProcedure
    .meta({
      ...base,
      effect: 'destructive',
      stepUp: true,
      title: 'Remove a credential of a module',
      description: 'Forgets a secret. What the module does with it stops at once.',
    })
    .input(schema.RemoveCredential)
    .output(Done)
    .mutation(({ ctx, input }) => removeCredential(ctx, input)),
})
