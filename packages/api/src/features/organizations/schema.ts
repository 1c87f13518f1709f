import { z } from 'zod'
import { LinkToken, OrganizationName } from '../auth/schema.ts'
import { Email } from '../../shared/email.ts'
import { entityId, MemberId, OrganizationId } from '../../shared/ids.ts'
import { ModuleLevels } from '../../shared/levels.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { CurrencyCode } from '../../shared/money.ts'
import { OrgRole } from '../../shared/roles.ts'
import { searchPhrase } from '../../shared/text.ts'
import { Instant, TimeZone } from '../../shared/time.ts'
import { KnownVersion } from '../../shared/version.ts'

export const Organization = z.strictObject({
  id: OrganizationId,
  slug: z.string(),
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  requiresSecondFactor: z.boolean().meta({ description: 'Members need a second factor to work here' }),
  version: z.int(),
  createdAt: Instant,
})
export type Organization = z.infer<typeof Organization>

export const UpdateOrganization = mutationInput({
  name: OrganizationName.optional(),
  timeZone: TimeZone.optional(),
  currency: CurrencyCode.optional(),
  requiresSecondFactor: z
    .boolean()
    .optional()
    .meta({ description: 'Members need a second factor to work here; for owners who have one' }),
  version: KnownVersion.optional(),
})
export type UpdateOrganization = z.infer<typeof UpdateOrganization>

export const CreateOrganization = mutationInput({
  name: OrganizationName,
  timeZone: TimeZone.optional(),
  currency: CurrencyCode.default('EUR'),
})
export type CreateOrganization = z.infer<typeof CreateOrganization>

export const Member = z.strictObject({
  userId: MemberId,
  name: z.string(),
  avatarUrl: z.string().nullable(),
  email: z.string(),
  role: OrgRole,
  levels: ModuleLevels.meta({
    description: 'By module, what was chosen in the place of what the role has; * is every module not named',
  }),
  joinedAt: Instant,
  hasSecondFactor: z.boolean().nullable().meta({ description: 'null where the caller may not know' }),
})
export type Member = z.infer<typeof Member>
export const MemberPage = listOutput(Member)

const memberFilters = {
  search: searchPhrase.optional().meta({ description: 'Start of a name or e-mail address' }),
  role: OrgRole.optional(),
  hasSecondFactor: z.boolean().optional().meta({ description: 'For owners and admins' }),
}
export const ListMembers = listInput(['name', 'newest'], memberFilters)
export type ListMembers = z.infer<typeof ListMembers>
export const MemberFilters = z.object(memberFilters)
export const ExportMembers = mutationInput(memberFilters)

export const ChangeRole = mutationInput({ userId: MemberId, role: OrgRole })
export type ChangeRole = z.infer<typeof ChangeRole>

export const RemoveMember = mutationInput({ userId: MemberId })
export type RemoveMember = z.infer<typeof RemoveMember>

export const LeaveOrganization = mutationInput({})

export const TransferOwnership = mutationInput({ userId: MemberId })
export type TransferOwnership = z.infer<typeof TransferOwnership>

export const Roles = z.strictObject({
  roles: z.array(OrgRole),
  permissions: z.array(z.strictObject({ name: z.string(), title: z.string(), roles: z.array(OrgRole) })),
})
export type Roles = z.infer<typeof Roles>

export const InvitationId = entityId('organization_invitation')
export const Invitation = z.strictObject({
  id: InvitationId,
  email: z.string(),
  role: OrgRole,
  levels: ModuleLevels,
  invitedByName: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
})
export type Invitation = z.infer<typeof Invitation>
export const InvitationPage = listOutput(Invitation)

export const ListInvitations = listInput(['newest'], {})
export type ListInvitations = z.infer<typeof ListInvitations>

export const CreateInvitation = mutationInput({
  email: Email,
  role: OrgRole.default('member'),
  levels: ModuleLevels.optional().meta({ description: 'By module, in the place of what the role has' }),
  set: z.string().max(40).optional().meta({ description: 'A ready-made set of levels, by its name' }),
})
export type CreateInvitation = z.infer<typeof CreateInvitation>

export const RevokeInvitation = mutationInput({ id: InvitationId })
export type RevokeInvitation = z.infer<typeof RevokeInvitation>

export const ResendInvitation = mutationInput({ id: InvitationId })
export type ResendInvitation = z.infer<typeof ResendInvitation>

export const PreviewInvitation = z.strictObject({ token: LinkToken })
export type PreviewInvitation = z.infer<typeof PreviewInvitation>

export const InvitationPreview = z.strictObject({
  organizationName: z.string(),
  email: z.string(),
  role: OrgRole,
  inviterName: z.string(),
  hasAccount: z.boolean(),
})
export type InvitationPreview = z.infer<typeof InvitationPreview>

export const AcceptInvitation = mutationInput({ token: LinkToken })
export type AcceptInvitation = z.infer<typeof AcceptInvitation>

export const AcceptedInvitation = z.strictObject({ slug: z.string() })
export type AcceptedInvitation = z.infer<typeof AcceptedInvitation>
