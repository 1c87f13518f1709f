import { z } from 'zod'
import { OrganizationId, UserId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { Micro, MICRO } from '../../shared/micro.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { line, searchPhrase } from '../../shared/text.ts'
import { Instant } from '../../shared/time.ts'

export const PlatformRole = z.enum(['user', 'admin'])
export type PlatformRole = z.infer<typeof PlatformRole>

export const PlatformUser = z.strictObject({
  id: UserId,
  email: z.string(),
  name: z.string(),
  role: PlatformRole,
  isVerified: z.boolean(),
  isSuspended: z.boolean(),
  organizationCount: z.int(),
  lastSeenAt: Instant.nullable(),
  createdAt: Instant,
})
export type PlatformUser = z.infer<typeof PlatformUser>
export const PlatformUserPage = listOutput(PlatformUser)

export const ListPlatformUsers = listInput(['newest', 'name'], {
  search: searchPhrase
    .optional()
    .meta({ description: 'Start of the e-mail address or of a word of the name' }),
  role: PlatformRole.optional(),
  isVerified: z.boolean().optional(),
})
export type ListPlatformUsers = z.infer<typeof ListPlatformUsers>

export const PlatformOrganization = z.strictObject({
  id: OrganizationId,
  slug: z.string(),
  name: z.string(),
  memberCount: z.int(),
  ownerName: z.string().nullable(),
  ownerEmail: z.string().nullable(),
  availableMicro: Micro,
  heldMicro: Micro,
  isSuspended: z.boolean(),
  createdAt: Instant,
})
export type PlatformOrganization = z.infer<typeof PlatformOrganization>
export const PlatformOrganizationPage = listOutput(PlatformOrganization)

export const ListPlatformOrganizations = listInput(['newest', 'name'], {
  search: searchPhrase.optional().meta({ description: 'Start of the short name or of a word of the name' }),
})
export type ListPlatformOrganizations = z.infer<typeof ListPlatformOrganizations>

/** Far above any real grant, so that a slip of the finger stays small. */
const MOST_AT_ONCE = 1_000_000 * MICRO

export const AdjustCredits = mutationInput({
  orgId: OrganizationId,
  amountMicro: Micro.min(-MOST_AT_ONCE)
    .max(MOST_AT_ONCE)
    .refine((micro) => micro !== 0, 'Give an amount other than 0.')
    .meta({ description: 'Micro-credits to add, or with a minus to take away' }),
  reason: line(200, 3),
})
export type AdjustCredits = z.infer<typeof AdjustCredits>

export const AdjustedBalance = z.strictObject({ availableMicro: Micro })
export type AdjustedBalance = z.infer<typeof AdjustedBalance>
