import { z } from 'zod'
import { entityId, OrganizationId, UserId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { Micro, MICRO } from '../../shared/micro.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { line, searchPhrase } from '../../shared/text.ts'
import { OrgRole } from '../../shared/roles.ts'
import { Day, Instant } from '../../shared/time.ts'

export const PlatformRole = z.enum(['user', 'admin'])
export type PlatformRole = z.infer<typeof PlatformRole>

export const PlatformUser = z.strictObject({
  id: UserId,
  email: z.string(),
  name: z.string(),
  role: PlatformRole,
  isVerified: z.boolean(),
  isSuspended: z.boolean(),
  hasSecondFactor: z.boolean(),
  organizationCount: z.int(),
  lastSeenAt: Instant.nullable(),
  createdAt: Instant,
})
export type PlatformUser = z.infer<typeof PlatformUser>
export const PlatformUserPage = listOutput(PlatformUser)

export const ListPlatformUsers = listInput(['newest', 'oldest', 'name', 'nameDown', 'seen', 'seenDown'], {
  search: searchPhrase.optional().meta({
    description:
      'Letters in the name or the e-mail address; one or two are looked for at the start of a word only',
  }),
  role: PlatformRole.optional(),
  isVerified: z.boolean().optional(),
  isSuspended: z.boolean().optional(),
  hasSecondFactor: z.boolean().optional(),
})
export type ListPlatformUsers = z.infer<typeof ListPlatformUsers>

export const PlatformOverview = z.strictObject({
  at: Instant.meta({ description: 'When these figures were counted' }),
  people: z.strictObject({
    total: z.int(),
    unconfirmed: z.int(),
    suspended: z.int(),
    administrators: z.int(),
    protected: z.int().meta({ description: 'People with a second factor' }),
  }),
  organizations: z.strictObject({ total: z.int(), suspended: z.int() }),
  days: z
    .array(z.strictObject({ day: Day, signUps: z.int(), active: z.int() }))
    .meta({ description: 'New accounts and people who were here on each of the last 30 days (UTC)' }),
  credits: z.strictObject({
    availableMicro: Micro,
    heldMicro: Micro,
    openHolds: z.int(),
    grantedMicro: Micro.meta({ description: 'Given in the last 30 days' }),
    spentMicro: Micro.meta({ description: 'Charged in the last 30 days' }),
  }),
  lastDay: z.strictObject({
    calls: z.int().meta({ description: 'Calls of API keys and connected applications in 24 hours' }),
    failedCalls: z.int(),
    refusedSignIns: z.int(),
  }),
  deliveries: z.strictObject({ waiting: z.int(), dead: z.int(), oldestSeconds: z.int() }),
})
export type PlatformOverview = z.infer<typeof PlatformOverview>

export const ReadPlatformUser = z.strictObject({
  userId: UserId.meta({ description: 'Whom to look at' }),
})
export type ReadPlatformUser = z.infer<typeof ReadPlatformUser>

const SessionId = entityId('auth_session')

export const PlatformUserDetail = z.strictObject({
  id: UserId,
  email: z.string(),
  name: z.string(),
  role: PlatformRole,
  timeZone: z.string().nullable(),
  createdAt: Instant,
  lastSeenAt: Instant.nullable(),
  emailVerifiedAt: Instant.nullable(),
  suspendedAt: Instant.nullable(),
  suspendedReason: z.string().nullable(),
  hasPassword: z.boolean(),
  hasGoogle: z.boolean(),
  hasApp: z.boolean().meta({ description: 'An authenticator app protects the account' }),
  passkeys: z.int(),
  backupCodesLeft: z.int(),
  programs: z.int().meta({ description: 'API keys and connected applications that are alive' }),
  memberships: z.array(
    z.strictObject({
      id: OrganizationId,
      slug: z.string(),
      name: z.string(),
      role: OrgRole,
      joinedAt: Instant,
      isSuspended: z.boolean(),
    }),
  ),
  sessions: z.array(
    z.strictObject({
      id: SessionId,
      isCurrent: z.boolean(),
      isByAdministrator: z.boolean(),
      userAgent: z.string().nullable(),
      ip: z.string().nullable(),
      createdAt: Instant,
      lastSeenAt: Instant,
    }),
  ),
})
export type PlatformUserDetail = z.infer<typeof PlatformUserDetail>

/** Why; the person concerned reads it in a mail. */
const Reason = line(200, 3)

export const ActOnUser = mutationInput({ userId: UserId })
export type ActOnUser = z.infer<typeof ActOnUser>

export const SuspendUser = mutationInput({ userId: UserId, reason: Reason })
export type SuspendUser = z.infer<typeof SuspendUser>

export const SetPlatformRole = mutationInput({ userId: UserId, role: PlatformRole })
export type SetPlatformRole = z.infer<typeof SetPlatformRole>

export const EndUserSession = mutationInput({ userId: UserId, sessionId: SessionId })
export type EndUserSession = z.infer<typeof EndUserSession>

export const ImpersonateUser = mutationInput({ userId: UserId, reason: Reason })
export type ImpersonateUser = z.infer<typeof ImpersonateUser>

/** The token of a session in somebody's place; the browser's route keeps it in a cookie. */
export const StartedImpersonation = z.strictObject({
  accessToken: z.string(),
  expiresAt: Instant,
  name: z.string(),
})
export type StartedImpersonation = z.infer<typeof StartedImpersonation>

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

export const ListPlatformOrganizations = listInput(['newest', 'oldest', 'name', 'nameDown'], {
  search: searchPhrase.optional().meta({
    description:
      'Letters in the name or the short name; one or two are looked for at the start of a word only',
  }),
  isSuspended: z.boolean().optional(),
})
export type ListPlatformOrganizations = z.infer<typeof ListPlatformOrganizations>

export const ReadPlatformOrganization = z.strictObject({ orgId: OrganizationId })
export type ReadPlatformOrganization = z.infer<typeof ReadPlatformOrganization>

export const PlatformOrganizationDetail = z.strictObject({
  id: OrganizationId,
  slug: z.string(),
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  requiresSecondFactor: z.boolean(),
  memberCount: z.int(),
  availableMicro: Micro,
  heldMicro: Micro,
  monthLimitMicro: Micro.nullable().meta({
    description: 'What it lets itself spend in a month; null = no limit',
  }),
  memberDayLimitMicro: Micro.nullable().meta({ description: 'The same for each member and day' }),
  createdAt: Instant,
  suspendedAt: Instant.nullable(),
  suspendedReason: z.string().nullable(),
})
export type PlatformOrganizationDetail = z.infer<typeof PlatformOrganizationDetail>

export const PlatformMember = z.strictObject({
  userId: UserId,
  name: z.string(),
  email: z.string(),
  role: OrgRole,
  isSuspended: z.boolean(),
  joinedAt: Instant,
})
export type PlatformMember = z.infer<typeof PlatformMember>
export const PlatformMemberPage = listOutput(PlatformMember)

export const ListPlatformMembers = listInput(['joined'], {
  orgId: OrganizationId,
  role: OrgRole.optional(),
})
export type ListPlatformMembers = z.infer<typeof ListPlatformMembers>

export const ActOnOrganization = mutationInput({ orgId: OrganizationId })
export type ActOnOrganization = z.infer<typeof ActOnOrganization>

export const SuspendOrganization = mutationInput({ orgId: OrganizationId, reason: Reason })
export type SuspendOrganization = z.infer<typeof SuspendOrganization>

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
