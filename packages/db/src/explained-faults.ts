import type { SchemaFault } from './schema-faults.ts'

/** Every exception to the rules, with its reason. Whoever adds one explains it here. */
export const EXPLAINED: readonly (SchemaFault & { readonly reason: string })[] = [
  {
    object: 'auth_user',
    fault: 'no org_id, yet hub_app reaches it',
    reason: 'Names of fellow members: a grant on those columns, and a policy through membership.',
  },
  {
    object: 'app.organization_slug_key',
    fault: 'unique index without org_id',
    reason: 'The slug is the public name in /o/<slug>; hub_app cannot write it.',
  },
]
