import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { createApiKey, listApiKeys, listScopes, revokeApiKey, setKeyLevels } from './service.ts'
import * as schema from './schema.ts'

const keys = {
  price: null,
  doors: 'noTools',
  effect: 'write',
  permission: 'apiKey.write',
} as const satisfies Partial<Meta>

export const apiKeysRouter = router({
  list: orgProcedure
    .meta({
      ...keys,
      permission: 'apiKey.read',
      effect: 'read',
      doors: 'all',
      title: 'List API keys',
      description:
        'API keys with scopes, expiry and last use, never the keys themselves. Owners and admins see the keys of all members.',
    })
    .input(schema.ListApiKeys)
    .output(schema.ApiKeyPage)
    .query(({ ctx, input }) => listApiKeys(ctx, input)),
  scopes: orgProcedure
    .meta({
      ...keys,
      effect: 'read',
      title: 'What a key can be given',
      description:
        "The permissions of the caller's own role, which are what a key can be given, in words for people.",
    })
    .input(NoInput)
    .output(schema.Scopes)
    .query(({ ctx }) => listScopes(ctx)),
  create: orgProcedure
    .meta({
      ...keys,
      secret: true,
      stepUp: true,
      title: 'Create an API key',
      description: 'Makes a key for this organization. The answer shows it once; only its hash is kept.',
    })
    .input(schema.CreateApiKey)
    .output(schema.NewApiKey)
    .mutation(({ ctx, input }) => createApiKey(ctx, input)),
  setLevels: orgProcedure
    .meta({
      ...keys,
      isRepeatable: true,
      title: 'Change what an API key may do',
      description:
        'Chooses how far a key goes in each module named. Holds at once. Only its owner can let it do more, with a sign-in of the last ten minutes.',
    })
    .input(schema.SetKeyLevels)
    .output(schema.ApiKey)
    .mutation(({ ctx, input }) => setKeyLevels(ctx, input)),
  revoke: orgProcedure
    .meta({
      ...keys,
      effect: 'destructive',
      title: 'Revoke an API key',
      description: 'Ends a key at once and for good.',
    })
    .input(schema.RevokeApiKey)
    .output(schema.ApiKey)
    .mutation(({ ctx, input }) => revokeApiKey(ctx, input)),
})
