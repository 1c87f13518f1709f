import { z } from 'zod'
import { entityId, UserId } from '../../../shared/ids.ts'
import { KeyKind } from '../../../shared/key-kind.ts'
import { ModuleLevel, ScopeLevel } from '../../../shared/levels.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'

export const ApiKeyId = entityId('auth_api_key')
export const ApiKey = z.strictObject({
  id: ApiKeyId,
  name: z.string(),
  kind: KeyKind,
  /** The readable start of the key, to tell keys apart. */
  prefix: z.string(),
  ownerId: UserId,
  ownerName: z.string(),
  scopes: z.array(z.string()),
  levels: z.record(z.string(), ScopeLevel).meta({ description: 'What the scopes come to, by module' }),
  unaskedTools: z.array(z.string()),
  status: z.enum(['active', 'expired', 'revoked']),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Instant.nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>
export const ApiKeyPage = listOutput(ApiKey)

export const ListApiKeys = listInput(['newest'], {
  status: z.enum(['active', 'all']).default('active'),
  search: searchPhrase.optional().meta({ description: 'Words in the name of the key or of its owner' }),
})
export type ListApiKeys = z.infer<typeof ListApiKeys>

export const CreateApiKey = mutationInput({
  name: line(80),
  kind: KeyKind.default('assistant').meta({
    description:
      'assistant: works over MCP only, where writes wait for a person. program: everywhere else, and writes at once',
  }),
  scopes: z
    .array(z.string().max(64))
    .min(1, 'Choose at least one scope.')
    .max(100)
    .meta({ description: 'Names that auth.apiKeys.scopes lists' }),
  expiresInDays: z.int().min(1).max(365).default(90),
  unaskedTools: z.array(z.string().max(120)).max(200).default([]).meta({
    description: 'Procedures the key of an assistant may write with without asking; never destructive ones',
  }),
}).meta({ examples: [{ name: 'Till', kind: 'program', scopes: ['organization.read'] }] })
export type CreateApiKey = z.infer<typeof CreateApiKey>

/** `text` is the key itself: shown in this answer and never again. */
export const NewApiKey = z.strictObject({ key: ApiKey, text: z.string() })
export type NewApiKey = z.infer<typeof NewApiKey>

export const RevokeApiKey = mutationInput({ id: ApiKeyId })
export type RevokeApiKey = z.infer<typeof RevokeApiKey>

export const SetKeyLevels = mutationInput({ id: ApiKeyId, levels: z.record(z.string().max(40), ModuleLevel) })
export type SetKeyLevels = z.infer<typeof SetKeyLevels>

/** What can be given to a key or an application. */
export const Scope = z.strictObject({
  name: z.string(),
  title: z.string(),
  canWrite: z.boolean(),
  module: z.string().nullable().meta({ description: 'null for a permission of the hub itself' }),
  level: ModuleLevel.nullable().meta({ description: 'From which level in the module on it is held' }),
})
export type Scope = z.infer<typeof Scope>
export const ScopeModules = z.array(z.strictObject({ name: z.string(), title: z.string() }))

export const Scopes = z.strictObject({
  scopes: z.array(
    Scope.extend({ isForTools: z.boolean().meta({ description: 'Of use to the key of an assistant' }) }),
  ),
  modules: ScopeModules,
  /** Writes a key may be allowed to do without asking a person first. */
  unaskedTools: z.array(z.strictObject({ procedure: z.string(), title: z.string(), scope: z.string() })),
})
export type Scopes = z.infer<typeof Scopes>
