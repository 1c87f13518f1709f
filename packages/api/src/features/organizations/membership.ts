import { sql } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { requirePerson } from '../../platform/access/identity.ts'
import type { DomainEvent, PayloadOf } from '../../platform/events/topics.ts'
import { requestMail } from '../../platform/mail/request-mail.ts'
import { AppError } from '../../shared/errors.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import { OTHER_MODULES } from '../../shared/levels.ts'
import type { OrgRole } from '../../shared/roles.ts'
import { handedOverMail, nowOwnerMail, removedMail, roleChangedMail } from './mails.ts'
import { findMember } from './members.ts'
import type { ChangeRole, Member, RemoveMember, TransferOwnership } from './schema.ts'
import {
  confirmChange,
  lockMembership,
  mayInvite,
  ownStanding,
  requireAnotherOwner,
  requireGift,
  requireReach,
  requireStaying,
  standingOf,
} from './standing.ts'
import type { Rights, Standing } from './standing.ts'

/** Invitations a person sent and could no longer send: whoever was let in by them would hold more than the inviter. */
async function dropInvitations(
  { hub, now }: OrgContext,
  tx: OrgTx,
  { userId, ...own }: Rights & { userId: string },
): Promise<void> {
  const open = await tx
    .selectFrom('organizationInvitation')
    .select(['id', 'role', 'levels'])
    .where('invitedById', '=', userId)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .execute()
  const beyond = open.filter((invitation) => !mayInvite(hub, own, invitation)).map(({ id }) => id)
  if (beyond.length === 0) return
  await tx
    .updateTable('organizationInvitation')
    .set({ revokedAt: now() })
    .where('id', 'in', beyond)
    .where('acceptedAt', 'is', null)
    .execute()
}

/** Levels stay with the person in another role, but for owners, who hold everything. */
const rightsIn = (role: OrgRole, { levels }: Rights): Rights => ({
  role,
  levels: role === 'owner' ? {} : levels,
})

/** Gives somebody these rights, and ends what they could no longer give to others. */
export async function setRights(
  ctx: OrgContext,
  tx: OrgTx,
  { userId, role, levels }: Rights & { userId: string },
) {
  await tx
    .updateTable('organizationMember')
    .set({ role, levels: JSON.stringify(levels), version: sql<number>`version + 1` })
    .where('userId', '=', userId)
    .execute()
  await dropInvitations(ctx, tx, { userId, role, levels })
}

/** What an entry says of levels that ended with a change of role. */
const droppedLevels = (from: Rights, to: Rights) =>
  Object.keys(from.levels).length > 0 && from.levels !== to.levels ? { levels: from.levels } : {}

const roleChanged = (userId: string, from: OrgRole, to: OrgRole): DomainEvent => ({
  topic: 'member.role_changed',
  aggregate: `member:${userId}`,
  payload: { userId, from, to },
})

/** What listeners hear when a membership has ended. */
export const memberRemoved = (
  { userId, role }: Pick<Standing, 'userId' | 'role'>,
  how: PayloadOf<'member.removed'>['how'],
): DomainEvent => ({
  topic: 'member.removed',
  aggregate: `member:${userId}`,
  payload: { userId, role, how },
})

export const placeOf = ({ hub, org, actor }: OrgContext) => ({
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
    const to = rightsIn(role, member)
    requireGift(ctx, own, { from: member, to })
    if (role === 'owner') requireStaying(member)
    confirmChange(ctx, member, to)
    await requireAnotherOwner(tx, member)
    await setRights(ctx, tx, { userId, ...to })
    tx.emit(roleChanged(userId, member.role, role))
    requestMail(tx, roleChangedMail(placeOf(ctx), member, { from: member.role, to: role }))
    tx.audit(
      'organization.member.role_changed',
      { user: userId },
      { from: member.role, to: role, ...droppedLevels(member, to) },
    )
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
    confirmChange(ctx, member, { role: 'viewer', levels: { [OTHER_MODULES]: 'none' } })
    await endMembership(tx, member)
    tx.emit(memberRemoved(member, 'removed'))
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
    tx.emit(memberRemoved(own, 'left'))
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
    const to = rightsIn('owner', heir)
    await setRights(ctx, tx, { userId, ...to })
    await setRights(ctx, tx, { userId: own.userId, ...rightsIn('admin', own) })
    tx.emit(roleChanged(userId, heir.role, 'owner'))
    tx.emit(roleChanged(own.userId, own.role, 'admin'))
    requestMail(tx, nowOwnerMail(placeOf(ctx), heir))
    requestMail(tx, handedOverMail(placeOf(ctx), own, heir.name))
    tx.audit(
      'organization.ownership.transferred',
      { user: userId },
      { from: own.userId, role: heir.role, ...droppedLevels(heir, to) },
    )
    return findMember(ctx, tx, userId)
  })
}
