import type { OrgDb, OrgTx } from '@hub/db'
import { programOf } from '../../platform/calls/call.ts'
import type { Membership } from '../../platform/calls/call.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import type { Hub } from '../../platform/hub.ts'
import { requireStepUp } from '../../platform/access/step-up.ts'
import { AppError } from '../../shared/errors.ts'
import { isAbove } from './domain.ts'

/** What decides how much somebody holds. */
export type Rights = Pick<Membership, 'role' | 'levels'>

export interface Standing extends Rights {
  userId: string
  name: string
  email: string
  /** When the person's account ends, if they have asked for that. */
  deletesAt: string | null
  /** Since when an administrator of the hub has shut them out. */
  suspendedAt: string | null
}

/**
 * Whoever changes who belongs to the organization waits here for the others, so that what is read afterwards (the
 * owners, the caller's own role) holds until the commit. Nothing else waits: rows that only refer to the organization
 * can still be written.
 */
export async function lockMembership(tx: OrgTx, orgId: string): Promise<void> {
  await tx
    .selectFrom('organization')
    .select('id')
    .where('id', '=', orgId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}

export const selectStanding = (db: OrgDb) =>
  db
    .selectFrom('organizationMember')
    .innerJoin('authUser', 'authUser.id', 'organizationMember.userId')
    .select(['organizationMember.userId', 'organizationMember.role', 'authUser.name', 'authUser.email'])
    .select(['organizationMember.levels', 'authUser.deletesAt', 'authUser.suspendedAt'])

/** Where a person stands now. Throws NOT_FOUND for whoever is no member. */
export async function standingOf(db: OrgDb, userId: string): Promise<Standing> {
  const standing = await selectStanding(db).where('organizationMember.userId', '=', userId).executeTakeFirst()
  if (!standing)
    throw new AppError('NOT_FOUND', { message: 'That person is not a member of this organization.' })
  return standing
}

/** The caller's own role, read again under the lock: it may have been taken away since the request began. */
export async function ownStanding(
  ctx: OrgContext,
  tx: OrgTx,
  permission: 'member.write' | 'organization.own',
): Promise<Standing> {
  const own = await selectStanding(tx)
    .where('organizationMember.userId', '=', ctx.actor.userId)
    .executeTakeFirst()
  if (own && ctx.hub.permissions.of(own.role).has(permission)) return own
  throw new AppError('FORBIDDEN')
}

/** Nobody touches somebody who holds more than they do; owners answer to owners alone. */
export function requireReach(own: Standing, member: Standing): void {
  if (!isAbove(member.role, own.role)) return
  throw new AppError('FORBIDDEN', {
    message: `${member.name} is ${member.role === 'owner' ? 'an owner' : `"${member.role}"`}, which is more than you are. Ask an owner.`,
  })
}

/** Nobody decides how far they go themselves, and owners hold everything, or nobody could give it back. */
export function requireLevelReach(own: Standing, member: Standing): void {
  if (member.role === 'owner')
    throw new AppError('CONFLICT', { message: `${member.name} is an owner, and owners hold everything.` })
  if (member.userId === own.userId)
    throw new AppError('FORBIDDEN', {
      message: 'Nobody changes their own access. Ask somebody else who may.',
    })
  if (member.role !== 'admin' || own.role === 'owner') return
  throw new AppError('FORBIDDEN', {
    message: `${member.name} is an admin, whose access only an owner changes.`,
  })
}

/** Nobody hands out more than they hold: neither an admin ownership, nor a key the rights it was not given. */
export function requireGift({ hub, actor, permissions }: OrgContext, own: Rights, gift: Gift): void {
  const { role } = gift.to
  const isProgram = programOf(actor) !== null
  if (isAbove(role, own.role) || (role === 'owner' && isProgram))
    throw new AppError('FORBIDDEN', {
      message:
        role === 'owner'
          ? 'Only an owner can make somebody an owner.'
          : `Your own role (${own.role}) holds less than "${role}", so you cannot give it to anybody.`,
    })
  const [mine, before] = [hub.permissions.held(own), gift.from && hub.permissions.held(gift.from)]
  // A person may leave others what they have; a program decides only about what it holds.
  const isTheirs = (permission: OrgPermission) => !isProgram && before?.has(permission) === true
  const beyond = [...hub.permissions.held(gift.to)]
    .filter((permission) => !mine.has(permission) || !permissions.has(permission))
    .find((permission) => !isTheirs(permission))
  if (beyond === undefined) return
  const where = hub.permissions.moduleOf(beyond)?.title
  throw new AppError('FORBIDDEN', {
    message: `${isProgram ? 'What you use holds' : 'You hold'} less${where === undefined ? '' : ` in ${where}`} than this gives, so you cannot give it to anybody.`,
  })
}

interface Gift {
  /** undefined for somebody who is no member yet. */
  from?: Rights
  to: Rights
}

/** Whether somebody could invite others with these rights. */
export function mayInvite({ permissions }: Pick<Hub, 'permissions'>, own: Rights, to: Rights): boolean {
  const mine = permissions.held(own)
  return mine.has('member.invite') && !isAbove(to.role, own.role) && permissions.held(to).isSubsetOf(mine)
}

/** Who owns the organization, and who comes to hold more in it, is decided by a person who has just shown who they are. */
export function confirmChange({ actor, now, hub }: OrgContext, from: Rights, to: Rights): void {
  const isMore = !hub.permissions.held(to).isSubsetOf(hub.permissions.held(from))
  if (from.role === 'owner' || isAbove(to.role, from.role) || isMore) requireStepUp(actor, now())
}

/** Whoever is about to leave the hub, or may not use it, cannot be the one who keeps an organization. */
export function requireStaying({ name, deletesAt, suspendedAt }: Standing): void {
  if (deletesAt === null && suspendedAt === null) return
  const why = deletesAt === null ? 'is suspended' : 'is about to delete their account'
  throw new AppError('CONFLICT', {
    message: `${name} ${why} and cannot become an owner. Choose somebody else.`,
  })
}

const otherOwners = (tx: OrgTx, userId: string) =>
  tx
    .selectFrom('organizationMember')
    .innerJoin('authUser', 'authUser.id', 'organizationMember.userId')
    .select('organizationMember.id')
    .where('organizationMember.role', '=', 'owner')
    .where('organizationMember.userId', '<>', userId)
    .where('authUser.deletesAt', 'is', null)

const onlyOwner = () =>
  new AppError('CONFLICT', {
    message: 'This is the only owner, and an organization needs one. Make somebody else an owner first.',
  })

/**
 * An organization without an owner could never get one again; an owner who is about to leave the hub, or is suspended, does not
 * count. To be called under the lock.
 */
export async function requireAnotherOwner(tx: OrgTx, { userId, role }: Standing): Promise<void> {
  if (role !== 'owner') return
  const other = await otherOwners(tx, userId).where('authUser.suspendedAt', 'is', null).executeTakeFirst()
  if (!other) throw onlyOwner()
}

/** The same where an account has to end: it waits for nobody's suspension to be lifted. */
export async function requireOwnerLeft(tx: OrgTx, { userId, role }: Standing): Promise<void> {
  if (role === 'owner' && !(await otherOwners(tx, userId).executeTakeFirst())) throw onlyOwner()
}
