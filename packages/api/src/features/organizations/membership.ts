import { sql } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { requirePerson } from '../../platform/access/identity.ts'
import { requestMail } from '../../platform/mail/mail.ts'
import { AppError } from '../../shared/errors.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import { OrgRole } from '../../shared/roles.ts'
import { handedOverMail, nowOwnerMail, removedMail, roleChangedMail } from './mails.ts'
import { findMember } from './members.ts'
import type { ChangeRole, Member, RemoveMember, TransferOwnership } from './schema.ts'
import {
  confirmChange,
  invitableBy,
  lockMembership,
  ownStanding,
  requireAnotherOwner,
  requireGift,
  requireReach,
  requireStaying,
  standingOf,
} from './standing.ts'
import type { Standing } from './standing.ts'

/** Invitations a person sent and could no longer send: whoever was let in by them would hold more than the inviter. */
async function dropInvitations(
  tx: OrgTx,
  { userId, role, now }: { userId: string; role: OrgRole; now: Date },
): Promise<void> {
  const within = invitableBy(role)
  const beyond = OrgRole.options.filter((option) => !within.includes(option))
  if (beyond.length === 0) return
  await tx
    .updateTable('organizationInvitation')
    .set({ revokedAt: now })
    .where('invitedById', '=', userId)
    .where('role', 'in', beyond)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .execute()
}

async function setRole(ctx: OrgContext, tx: OrgTx, { userId, role }: Pick<Standing, 'userId' | 'role'>) {
  await tx
    .updateTable('organizationMember')
    .set({ role, version: sql<number>`version + 1` })
    .where('userId', '=', userId)
    .execute()
  await dropInvitations(tx, { userId, role, now: ctx.now() })
}

const placeOf = ({ hub, org, actor }: OrgContext) => ({
  publicUrl: hub.settings.publicUrl,
  org: { slug: org.slug, name: org.name },
  by: actor.name,
})

/**
 * Gives a member another role, which holds from the next call on, behind every door. Giving more than before, or taking
 * ownership, needs a recent sign-in; the last owner stays one (AUTH-11, AUTH-12).
 */
export async function changeRole(ctx: OrgContext, { userId, role }: ChangeRole): Promise<Member> {
  return ctx.write(async (tx) => {
    await lockMembership(tx, ctx.org.orgId)
    const own = await ownStanding(ctx, tx, 'member.write')
    const member = await standingOf(tx, userId)
    requireReach(own, member)
    if (member.role === role) return findMember(ctx, tx, userId)
    requireGift(ctx, own.role, role)
    if (role === 'owner') requireStaying(member)
    confirmChange(ctx, member.role, role)
    await requireAnotherOwner(tx, member)
    await setRole(ctx, tx, { userId, role })
    requestMail(tx, roleChangedMail(placeOf(ctx), member, { from: member.role, to: role }))
    tx.audit('organization.member.role_changed', { user: userId }, { from: member.role, to: role })
    return findMember(ctx, tx, userId)
  })
}

/**
 * Ends a membership. Keys, connected applications, conversations and open requests of the person in this organization go
 * with the row; what they made and the tasks they were given stay.
 */
async function endMembership(tx: OrgTx, member: Standing): Promise<void> {
  await requireAnotherOwner(tx, member)
  await tx.deleteFrom('organizationMember').where('userId', '=', member.userId).execute()
}

/** Takes somebody out of the organization, at once and at every door. */
export async function removeMember(ctx: OrgContext, { userId }: RemoveMember): Promise<Done> {
  if (userId === ctx.actor.userId)
    throw new AppError('CONFLICT', { message: 'Nobody removes themselves. Leave the organization instead.' })
  return ctx.write(async (tx) => {
    await lockMembership(tx, ctx.org.orgId)
    const own = await ownStanding(ctx, tx, 'member.write')
    const member = await standingOf(tx, userId)
    requireReach(own, member)
    confirmChange(ctx, member.role, 'viewer')
    await endMembership(tx, member)
    requestMail(tx, removedMail(placeOf(ctx), member))
    tx.audit('organization.member.removed', { user: userId }, { role: member.role })
    return done
  })
}

/** Ends the caller's own membership; only a person leaves, and the only owner cannot. */
export async function leaveOrganization(ctx: OrgContext): Promise<Done> {
  requirePerson(ctx.actor)
  return ctx.write(async (tx) => {
    await lockMembership(tx, ctx.org.orgId)
    const own = await standingOf(tx, ctx.actor.userId)
    await endMembership(tx, own)
    tx.audit('organization.member.left', { organization: ctx.org.orgId }, { role: own.role })
    return done
  })
}

/** Makes another member the owner and the caller an admin, in one step; both are told. */
export async function transferOwnership(ctx: OrgContext, { userId }: TransferOwnership): Promise<Member> {
  if (userId === ctx.actor.userId)
    throw new AppError('CONFLICT', { message: 'You own this organization already. Choose another member.' })
  return ctx.write(async (tx) => {
    await lockMembership(tx, ctx.org.orgId)
    const own = await ownStanding(ctx, tx, 'organization.own')
    const heir = await standingOf(tx, userId)
    requireStaying(heir)
    await setRole(ctx, tx, { userId, role: 'owner' })
    await setRole(ctx, tx, { userId: own.userId, role: 'admin' })
    requestMail(tx, nowOwnerMail(placeOf(ctx), heir))
    requestMail(tx, handedOverMail(placeOf(ctx), own, heir.name))
    tx.audit('organization.ownership.transferred', { user: userId }, { from: own.userId, role: heir.role })
    return findMember(ctx, tx, userId)
  })
}
