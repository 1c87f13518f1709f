import type { Meta } from '../../platform/meta.ts'
import { authedProcedure, orgProcedure, publicProcedure, router } from '../../platform/trpc.ts'
import { acceptInvitation, previewInvitation } from './accept.ts'
import { NoInput } from '../../shared/no-input.ts'
import { createInvitation, listInvitations, revokeInvitation } from './invitations.ts'
import { listMembers } from './members.ts'
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
      limit: { name: 'invite', per: 'organization', points: 100, seconds: 86_400 },
      title: 'Invite a person',
      description:
        'Sends an invitation by mail; it works for 7 days. A new one for the same address replaces the old one.',
    })
    .input(schema.CreateInvitation)
    .output(schema.Invitation)
    .mutation(({ ctx, input }) => createInvitation(ctx, input)),
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

export const organizationsRouter = router({
  get: orgProcedure
    .meta({
      ...read,
      cache: { seconds: 300, per: 'organization' },
      title: 'Read the organization',
      description: 'Name, time zone and currency of the organization.',
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
      title: 'Change the organization',
      description: 'Changes name, time zone or currency. The address in links stays as it is.',
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
  members: router({
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
  }),
  invitations: invitationsRouter,
})
