import type { Meta } from '../../platform/calls/meta.ts'
import { Done } from '../../shared/mutation.ts'
import { NoInput } from '../../shared/no-input.ts'
import { authedProcedure, orgProcedure, publicProcedure, router } from '../../platform/calls/trpc.ts'
import { accessRouter } from './access/router.ts'
import { acceptInvitation, previewInvitation } from './accept.ts'
import { createInvitation, listInvitations, resendInvitation, revokeInvitation } from './invitations.ts'
import { credentialsRouter } from './credentials/router.ts'
import { listMembers } from './members.ts'
import { moduleSettingsRouter } from './module-settings/router.ts'
import { changeRole, leaveOrganization, removeMember, transferOwnership } from './membership.ts'
import { listRoles } from './roles.ts'
import { memberExport } from './export.ts'
import { fileLimit } from '../../platform/files/prepared-files.ts'
import { PreparedFile } from '../../shared/prepared-file.ts'
import * as schema from './schema.ts'
import { createOrganization, getOrganization, updateOrganization } from './service.ts'

const read = {
  permission: 'organization.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
/** Who belongs to a firm is decided by people: no tool may invite. */
const invite = {
  permission: 'member.invite',
  price: null,
  effect: 'write',
  doors: 'noTools',
} as const satisfies Partial<Meta>
/** Nor may a tool decide who stays and with which role. */
const manage = { ...invite, permission: 'member.write' } as const satisfies Partial<Meta>
const own = {
  permission: 'self',
  price: 'free',
  effect: 'write',
  doors: 'noTools',
} as const satisfies Partial<Meta>

const invitationsRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      permission: 'member.invite',
      title: 'List invitations',
      description: 'Invitations that nobody has accepted yet.',
    })
    .input(schema.ListInvitations)
    .output(schema.InvitationPage)
    .query(({ ctx, input }) => listInvitations(ctx, input)),
  create: orgProcedure
    .meta({
      ...invite,
      title: 'Invite a person',
      description:
        'Sends an invitation by mail; it works for 7 days, and as long as its sender could send it. A new one for the same address replaces the old one. All roles but "viewer" need a sign-in of the last ten minutes.',
    })
    .input(schema.CreateInvitation)
    .output(schema.Invitation)
    .mutation(({ ctx, input }) => createInvitation(ctx, input)),
  resend: orgProcedure
    .meta({
      ...invite,
      title: 'Send an invitation again',
      description: 'Mails a new link, which works for 7 days; the old link ends.',
    })
    .input(schema.ResendInvitation)
    .output(schema.Invitation)
    .mutation(({ ctx, input }) => resendInvitation(ctx, input)),
  revoke: orgProcedure
    .meta({
      ...invite,
      effect: 'destructive',
      title: 'Take back an invitation',
      description: 'The link in the mail stops working at once.',
    })
    .input(schema.RevokeInvitation)
    .output(schema.Invitation)
    .mutation(({ ctx, input }) => revokeInvitation(ctx, input)),
  preview: publicProcedure
    .meta({
      ...own,
      permission: 'public',
      effect: 'read',
      title: 'Look at an invitation',
      description: 'Who invites whom to what, for the person who holds the link.',
    })
    .input(schema.PreviewInvitation)
    .output(schema.InvitationPreview)
    .query(({ ctx, input }) => previewInvitation(ctx, input)),
  accept: authedProcedure
    .meta({
      ...own,
      title: 'Accept an invitation',
      description: 'Joins the organization. Only the invited address can accept.',
    })
    .input(schema.AcceptInvitation)
    .output(schema.AcceptedInvitation)
    .mutation(({ ctx, input }) => acceptInvitation(ctx, input)),
})

const membersRouter = router({
  export: orgProcedure
    .meta({
      permission: 'member.read',
      price: 'free',
      effect: 'write',
      doors: 'browserOnly',
      secret: true,
      limit: fileLimit('organizations.members.export'),
      title: 'Export the members',
      description: 'Prepares a sheet of all members that fit the filters. It opens once, within ten minutes.',
    })
    .input(schema.ExportMembers)
    .output(PreparedFile)
    .mutation(({ ctx, input }) => memberExport.prepare(ctx, input)),
  list: orgProcedure
    .meta({
      ...read,
      permission: 'member.read',
      cache: { seconds: 300, per: 'organization' },
      title: 'List members',
      description: 'People of the organization with their roles. Finds by the start of a name or address.',
    })
    .input(schema.ListMembers)
    .output(schema.MemberPage)
    .query(({ ctx, input }) => listMembers(ctx, input)),
  changeRole: orgProcedure
    .meta({
      ...manage,
      title: 'Change the role of a member',
      description:
        'Holds at once, at every door. Owners answer to owners only; giving more than before, or taking ownership, needs a sign-in of the last ten minutes.',
    })
    .input(schema.ChangeRole)
    .output(schema.Member)
    .mutation(({ ctx, input }) => changeRole(ctx, input)),
  remove: orgProcedure
    .meta({
      ...manage,
      effect: 'destructive',
      title: 'Remove a member',
      description:
        'Ends the membership at once, with the keys, connected applications and open requests of that person here. Their work stays.',
    })
    .input(schema.RemoveMember)
    .output(Done)
    .mutation(({ ctx, input }) => removeMember(ctx, input)),
  leave: orgProcedure
    .meta({
      ...manage,
      permission: 'organization.read',
      effect: 'destructive',
      title: 'Leave the organization',
      description:
        "Ends the caller's own membership. The only owner has to hand the organization over first.",
    })
    .input(schema.LeaveOrganization)
    .output(Done)
    .mutation(({ ctx }) => leaveOrganization(ctx)),
})

export const organizationsRouter = router({
  get: orgProcedure
    .meta({
      ...read,
      cache: { seconds: 300, per: 'organization' },
      title: 'Read the organization',
      description: 'Name, time zone, currency and sign-in rule of the organization.',
    })
    .input(NoInput)
    .output(schema.Organization)
    .query(({ ctx }) => getOrganization(ctx)),
  update: orgProcedure
    .meta({
      ...read,
      permission: 'organization.write',
      effect: 'write',
      doors: 'noTools',
      byImpersonator: true,
      title: 'Change the organization',
      description:
        'Changes name, time zone, currency, or whether members need a second factor (owners only, with a recent sign-in). The address in links stays.',
    })
    .input(schema.UpdateOrganization)
    .output(schema.Organization)
    .mutation(({ ctx, input }) => updateOrganization(ctx, input)),
  create: authedProcedure
    .meta({
      ...own,
      limit: { name: 'create-organization', per: 'actor', points: 50, seconds: 86_400 },
      title: 'Create an organization',
      description: 'Creates another organization; the caller becomes its owner.',
    })
    .input(schema.CreateOrganization)
    .output(schema.Organization)
    .mutation(({ ctx, input }) => createOrganization(ctx, input)),
  transferOwnership: orgProcedure
    .meta({
      ...invite,
      permission: 'organization.own',
      stepUp: true,
      title: 'Hand the organization over',
      description: 'Makes another member the owner and the caller an admin. Both get a mail.',
    })
    .input(schema.TransferOwnership)
    .output(schema.Member)
    .mutation(({ ctx, input }) => transferOwnership(ctx, input)),
  roles: orgProcedure
    .meta({
      ...read,
      title: 'What each role may do',
      description: 'The roles of an organization and every permission with the roles that hold it.',
    })
    .input(NoInput)
    .output(schema.Roles)
    .query(({ ctx }) => listRoles(ctx)),
  members: membersRouter,
  access: accessRouter,
  moduleSettings: moduleSettingsRouter,
  credentials: credentialsRouter,
  invitations: invitationsRouter,
})
