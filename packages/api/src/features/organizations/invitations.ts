import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { requireKnownModules } from '../../platform/access/known-modules.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { readPage } from '../../platform/data/keyset.ts'
import { takeTurn } from '../../platform/data/locks.ts'
import { requestMail } from '../../platform/mail/request-mail.ts'
import { newToken, sha256 } from '../../platform/secrets/secrets.ts'
import { canonicalEmail } from '../../shared/email.ts'
import { AppError } from '../../shared/errors.ts'
import type { ModuleLevels } from '../../shared/levels.ts'
import type { Page } from '../../shared/list.ts'
import { holdsAddress } from '../../shared/text.ts'
import { takeInvitationLimits } from '../auth/service.ts'
import { setNamed, shownLevels } from './access/levels.ts'
import { invitationMail } from './mails.ts'
import type {
  CreateInvitation,
  Invitation,
  ListInvitations,
  ResendInvitation,
  RevokeInvitation,
} from './schema.ts'
import { confirmChange, requireGift } from './standing.ts'
import type { Rights } from './standing.ts'

const LIFETIME_MS = 7 * 24 * 3600 * 1000

const selectInvitations = (db: OrgDb) =>
  db
    .selectFrom('organizationInvitation')
    .select(['id', 'email', 'role', 'levels', 'createdAt', 'expiresAt'])
    .select(
      sql<string>`coalesce((select u.name from auth_user u where u.id = invited_by_id), 'Former member')`.as(
        'invitedByName',
      ),
    )

const openInvitations = (db: OrgDb) =>
  selectInvitations(db).where('acceptedAt', 'is', null).where('revokedAt', 'is', null)

/** Invitations that are open, the newest first. One of an inviter who is shut out works again when somebody else sends it. */
export function listInvitations(ctx: OrgContext, input: ListInvitations): Promise<Page<Invitation>> {
  return readPage(openInvitations(ctx.db).where('expiresAt', '>', ctx.now().toISOString()), {
    scope: { key: ctx.hub.keys.cursor, list: 'organizations.invitations.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`organization_invitation.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
}

async function refuseMember(db: OrgDb, email: string): Promise<void> {
  const member = await db
    .selectFrom('organizationMember')
    .innerJoin('authUser', 'authUser.id', 'organizationMember.userId')
    .select('organizationMember.id')
    .where('authUser.email', '=', email)
    .executeTakeFirst()
  if (member) throw new AppError('CONFLICT', { message: 'This person is a member already.' })
}

/** Names stand in the mail, and some are older than the rule that keeps addresses out of them. */
function requirePlainNames({ actor, org }: OrgContext): void {
  const name = [actor.name, org.name].find(holdsAddress)
  if (name === undefined) return
  throw new AppError('CONFLICT', {
    message: `Invitations carry your name and that of the organization, and "${name}" holds an address. Change that name first.`,
  })
}

/** Who may invite somebody with these rights. */
function requireGiver(ctx: OrgContext, to: Rights): void {
  if (!ctx.actor.isEmailVerified) throw new AppError('EMAIL_NOT_VERIFIED')
  requirePlainNames(ctx)
  requireGift(ctx, ctx.org, { to })
  // A viewer is the least one can be.
  confirmChange(ctx, { role: 'viewer', levels: {} }, to)
}

/** Levels that a new member begins with, so that nothing else is open for a moment. */
function invitedLevels({ hub }: OrgContext, { role, levels = {}, set }: CreateInvitation): ModuleLevels {
  if (set !== undefined && Object.keys(levels).length > 0)
    throw new AppError('BAD_REQUEST', { message: 'Name a set or levels, not both.' })
  const chosen = set === undefined ? levels : setNamed(hub.permissions, set).levels
  requireKnownModules(hub.permissions, chosen)
  if (role === 'owner' && Object.keys(chosen).length > 0)
    throw new AppError('BAD_REQUEST', {
      message: 'Owners hold everything, so there are no levels to choose.',
    })
  return chosen
}

/** A new link and a new week; only the hash of the link is kept. */
function freshLink(ctx: OrgContext) {
  const token = newToken()
  const expiresAt = new Date(ctx.now().getTime() + LIFETIME_MS)
  return { token, columns: { tokenHash: sha256(token), invitedById: ctx.actor.userId, expiresAt } }
}

const mailTo = ({ hub, actor, org }: OrgContext, to: string, token: string) =>
  invitationMail(hub.settings.publicUrl, {
    to,
    inviterName: actor.name,
    organizationName: org.name,
    token,
  })

/** Sends an invitation; an older one for the same address stops working (AUTH-12). */
export async function createInvitation(ctx: OrgContext, input: CreateInvitation): Promise<Invitation> {
  const levels = invitedLevels(ctx, input)
  requireGiver(ctx, { role: input.role, levels })
  const email = canonicalEmail(input.email)
  if (email === null) throw new AppError('BAD_REQUEST')
  await takeInvitationLimits(ctx, { orgId: ctx.org.orgId, userId: ctx.actor.userId, email })
  return ctx.write(async (tx) => {
    await takeTurn(tx, `organizations.invitations|${ctx.org.orgId}|${email}`)
    await refuseMember(tx, email)
    const now = ctx.now()
    await tx
      .updateTable('organizationInvitation')
      .set({ revokedAt: now })
      .where('email', '=', email)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .execute()
    const { token, columns } = freshLink(ctx)
    const id = uuidv7()
    await tx
      .insertInto('organizationInvitation')
      .values({
        id,
        orgId: ctx.org.orgId,
        email,
        role: input.role,
        levels: JSON.stringify(levels),
        ...columns,
        createdAt: now,
      })
      .execute()
    requestMail(tx, mailTo(ctx, email, token))
    tx.emit({
      topic: 'member.invited',
      aggregate: `invitation:${id}`,
      payload: { invitationId: id, role: input.role, invitedById: ctx.actor.userId },
    })
    tx.audit('organization.member.invited', { invitation: id }, { role: input.role, ...shownLevels(levels) })
    return findInvited(tx, id)
  })
}

async function findInvited(db: OrgDb, id: string): Promise<Invitation> {
  const invitation = await selectInvitations(db).where('id', '=', id).executeTakeFirst()
  if (!invitation) throw new AppError('NOT_FOUND')
  return invitation
}

/** Sends an open invitation once more, from the caller now, with a new link; the old one ends. */
export async function resendInvitation(ctx: OrgContext, { id }: ResendInvitation): Promise<Invitation> {
  const open = await openInvitations(ctx.db).where('id', '=', id).executeTakeFirst()
  if (!open) throw new AppError('NOT_FOUND')
  requireGiver(ctx, open)
  await takeInvitationLimits(ctx, { orgId: ctx.org.orgId, userId: ctx.actor.userId, email: open.email })
  return ctx.write(async (tx) => {
    await refuseMember(tx, open.email)
    const { token, columns } = freshLink(ctx)
    const sent = await tx
      .updateTable('organizationInvitation')
      .set(columns)
      .where('id', '=', id)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!sent) throw new AppError('NOT_FOUND')
    requestMail(tx, mailTo(ctx, open.email, token))
    tx.audit('organization.invitation.resent', { invitation: id }, { role: open.role })
    return findInvited(tx, id)
  })
}

/** Takes an invitation back; one that was accepted is no longer there to take back. */
export async function revokeInvitation(ctx: OrgContext, { id }: RevokeInvitation): Promise<Invitation> {
  return ctx.write(async (tx) => {
    const row = await tx
      .updateTable('organizationInvitation')
      .set({ revokedAt: ctx.now() })
      .where('id', '=', id)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw new AppError('NOT_FOUND')
    tx.audit('organization.invitation.revoked', { invitation: id })
    return findInvited(tx, id)
  })
}
