import { sql, uuidv7 } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { appendOrgAudit } from '../../platform/audit/audit.ts'
import type { Actor, Call } from '../../platform/calls/call.ts'
import type { AuthedContext, PublicContext } from '../../platform/calls/context.ts'
import { requirePerson } from '../../platform/access/identity.ts'
import { storeOrgEvents } from '../../platform/events/store.ts'
import { requestMail } from '../../platform/mail/request-mail.ts'
import { sha256 } from '../../platform/secrets/secrets.ts'
import type { Hub } from '../../platform/hub.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { joinedMail } from './mails.ts'
import { shownLevels } from './access/levels.ts'
import { mayInvite } from './standing.ts'
import type { AcceptedInvitation, AcceptInvitation, InvitationPreview, PreviewInvitation } from './schema.ts'

const notUsable = () =>
  new AppError('NOT_FOUND', {
    message:
      'This invitation was used or taken back, a later mail took its place, or it has run out. Ask for a new one.',
  })

/** Somebody who came to have the invited address later: what they may do is changed on the page Team, and told as that. */
const inAlready = ({ organizationName }: LiveInvitation) =>
  new AppError('CONFLICT', {
    message: `You are in ${organizationName} already, so there is nothing to accept. Ask an owner or admin if you should be able to do more.`,
  })

const openInvitations = (db: SystemDb, now: Date) =>
  db
    .selectFrom('organizationInvitation as invitation')
    .innerJoin('organization', 'organization.id', 'invitation.orgId')
    .innerJoin('authUser as inviter', 'inviter.id', 'invitation.invitedById')
    .innerJoin('organizationMember as standing', (join) =>
      join
        .onRef('standing.orgId', '=', 'invitation.orgId')
        .onRef('standing.userId', '=', 'invitation.invitedById'),
    )
    .select([
      'invitation.id',
      'invitation.orgId',
      'invitation.email',
      'invitation.role',
      'invitation.levels',
      'inviter.name as inviterName',
      'inviter.email as inviterEmail',
    ])
    .select(['organization.slug', 'organization.name as organizationName'])
    .select(['standing.role as inviterRole', 'standing.levels as inviterLevels'])
    .where('invitation.acceptedAt', 'is', null)
    .where('invitation.revokedAt', 'is', null)
    .where('invitation.expiresAt', '>', now.toISOString())
    .where('organization.suspendedAt', 'is', null)
    .where('inviter.suspendedAt', 'is', null)
    .where('inviter.deletesAt', 'is', null)

type OpenInvitation = Awaited<ReturnType<ReturnType<typeof openInvitations>['executeTakeFirstOrThrow']>>

/** By somebody who could send the very same now: an invitation is worth what its sender may do, not what they once might. */
function live(hub: Place['hub'], invitation: OpenInvitation | undefined): OpenInvitation | undefined {
  if (!invitation) return undefined
  const { inviterRole: role, inviterLevels: levels } = invitation
  return mayInvite(hub, { role, levels }, invitation) ? invitation : undefined
}

interface Place {
  hub: Pick<Hub, 'permissions' | 'now'>
  db: SystemDb
}

/** The invitation behind a link while it can be accepted; the link is all its holder has to show. */
export const findInvitation = async ({ hub, db }: Place, token: string) =>
  live(
    hub,
    await openInvitations(db, hub.now()).where('invitation.tokenHash', '=', sha256(token)).executeTakeFirst(),
  )

/** The same by its id, for whoever works on the machine of the hub and has no mailbox to open. */
export const findInvitationById = async ({ hub, db }: Place, id: string) =>
  live(hub, await openInvitations(db, hub.now()).where('invitation.id', '=', id).executeTakeFirst())

export type LiveInvitation = OpenInvitation

/** Uses the invitation up and makes the person a member; of many uses at once exactly one succeeds. */
export async function takeInvitation(
  tx: SystemWriteTx,
  invitation: LiveInvitation,
  { hub, actor, call }: { hub: Hub; actor: Actor; call: Call },
): Promise<void> {
  const now = hub.now()
  // Whoever takes the inviter's right away at this moment is waited for, or waits.
  const open = await openInvitations(tx, now)
    .where('invitation.id', '=', invitation.id)
    .forShare(['inviter', 'standing'])
    .executeTakeFirst()
  if (!live(hub, open)) throw notUsable()
  const taken = await tx
    .updateTable('organizationInvitation')
    .set({ acceptedAt: now })
    .where('id', '=', invitation.id)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now.toISOString())
    .returning('id')
    .executeTakeFirst()
  if (!taken) throw notUsable()
  const { orgId, role, levels } = invitation
  const joined = await tx
    .insertInto('organizationMember')
    .values({
      id: uuidv7(),
      orgId,
      userId: actor.userId,
      role,
      levels: JSON.stringify(levels),
      createdAt: now,
    })
    .onConflict((conflict) => conflict.columns(['orgId', 'userId']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!joined) throw inAlready(invitation)
  const act = {
    action: 'organization.member.joined',
    target: { user: actor.userId, invitation: invitation.id },
    data: { role, ...shownLevels(levels) },
  }
  const { slug, organizationName: name, inviterName, inviterEmail } = invitation
  requestMail(
    tx,
    joinedMail(
      { publicUrl: hub.settings.publicUrl, org: { slug, name } },
      { name: inviterName, email: inviterEmail },
      { name: actor.name, role },
    ),
  )
  await storeOrgEvents(tx, { hub, orgId, requestId: call.requestId }, [
    {
      topic: 'member.joined',
      aggregate: `member:${actor.userId}`,
      payload: { userId: actor.userId, role, invitationId: invitation.id },
    },
  ])
  await appendOrgAudit(tx, { orgId, actor, call }, [act])
}

/** What the page shows before somebody signs in or signs up to accept. */
export async function previewInvitation(
  { hub, system }: PublicContext,
  { token }: PreviewInvitation,
): Promise<InvitationPreview> {
  const invitation = await findInvitation({ hub, db: system.db }, token)
  if (!invitation) throw notUsable()
  const { organizationName, email, role, inviterName } = invitation
  const account = await system.db
    .selectFrom('authUser')
    .select(sql<number>`1`.as('one'))
    .where('email', '=', email)
    .executeTakeFirst()
  return { organizationName, email, role, inviterName, hasAccount: account !== undefined }
}

/** Joins the organization; the invitation is for one address, and only its owner can accept it. */
export async function acceptInvitation(
  ctx: AuthedContext,
  { token }: AcceptInvitation,
): Promise<AcceptedInvitation> {
  requirePerson(ctx.actor)
  return ctx.system.write(async (tx) => {
    const invitation = await findInvitation({ hub: ctx.hub, db: tx }, token)
    if (!invitation) throw notUsable()
    if (invitation.email !== ctx.actor.email) {
      throw new AppError('FORBIDDEN', {
        message: `This invitation is for ${invitation.email}. Sign in with that address to accept it.`,
      })
    }
    await takeInvitation(tx, invitation, ctx)
    return { slug: invitation.slug }
  })
}
