import { z } from 'zod'
import { entityId, UserId } from '../../../shared/ids.ts'
import { ModuleLevel, ScopeLevel } from '../../../shared/levels.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { Instant } from '../../../shared/time.ts'
import { Scope, ScopeModules } from '../api-keys/schema.ts'

export const GrantId = entityId('oauth_grant')

/** Handed by the cookie route, which alone can see the request's cookie. */
const Ticket = z.string().max(200)

export const FindRequest = z.strictObject({ ticket: Ticket })
export type FindRequest = z.infer<typeof FindRequest>

export const ConsentPlace = z.strictObject({
  slug: z.string(),
  name: z.string(),
  role: z.string(),
  scopes: z.array(z.string()).meta({ description: 'What of the asked scopes the caller holds there' }),
})

/** What the consent page shows. */
export const ConsentDetails = z.strictObject({
  clientName: z.string(),
  clientId: z.string(),
  hasDocument: z.boolean(),
  redirectHost: z.string(),
  isLocal: z.boolean(),
  isTranslatedHost: z.boolean(),
  foreignLetters: z.array(z.string()),
  hasInvisible: z.boolean(),
  scopes: z.array(Scope),
  modules: ScopeModules,
  organizations: z.array(ConsentPlace),
})
export type ConsentDetails = z.infer<typeof ConsentDetails>

export const AllowRequest = mutationInput({
  ticket: Ticket,
  scopes: z.array(z.string().max(60)).min(1, 'Choose at least one.').max(100),
})
export type AllowRequest = z.infer<typeof AllowRequest>

export const DenyRequest = mutationInput({ ticket: Ticket })
export type DenyRequest = z.infer<typeof DenyRequest>

export const ConsentDone = z.strictObject({ redirectTo: z.string() })
export type ConsentDone = z.infer<typeof ConsentDone>

/** One application that a member has connected. */
export const AccessGrant = z.strictObject({
  id: GrantId,
  clientName: z.string(),
  redirectHost: z.string(),
  ownerId: UserId,
  ownerName: z.string(),
  scopes: z.array(z.string()),
  levels: z.record(z.string(), ScopeLevel).meta({ description: 'What the scopes come to, by module' }),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Instant.nullable(),
})
export type AccessGrant = z.infer<typeof AccessGrant>
export const AccessGrantPage = listOutput(AccessGrant)

export const ListGrants = listInput(['newest'], {})
export type ListGrants = z.infer<typeof ListGrants>

export const SetGrantLevels = mutationInput({
  id: GrantId,
  levels: z.record(z.string().max(40), ModuleLevel),
})
export type SetGrantLevels = z.infer<typeof SetGrantLevels>

export const RevokeGrant = mutationInput({ id: GrantId })
export type RevokeGrant = z.infer<typeof RevokeGrant>
