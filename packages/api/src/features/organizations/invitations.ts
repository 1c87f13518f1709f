import { sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../platform/context.ts'
import { readPage } from '../../platform/keyset.ts'
import { requestMail } from '../../platform/mail.ts'
import { permissionsOf } from '../../platform/permissions.ts'
import { newToken, sha256 } from '../../platform/secrets.ts'
import { canonicalEmail } from '../../shared/email.ts'
import { AppError } from '../../shared/errors.ts'
import type { Page } from '../../shared/list.ts'
import { invitationMail } from './mails.ts'
import type { CreateInvitation, Invitation, ListInvitations, RevokeInvitation } from './schema.ts'

const LIFETIME_MS = 7 * 24 * 3600 * 1000

const selectInvitations = (db: OrgDb) =>
  db
    .selectFrom('organizationInvitation')
    .select(['id', 'email', 'role', 'createdAt', 'expiresAt'])
    .select(
      sql<string>`coalesce((select u.name from auth_user u where u.id = invited_by_id), 'Former member')`.as(
        'invitedByName',
      ),
    )

const openInvitations = (db: OrgDb) =>
  selectInvitations(db).where('acceptedAt', 'is', null).where('revokedAt', 'is', null)

/** Invitations that can still be accepted, the newest first. */
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

/** Nobody hands out more than they hold: neither an admin ownership, nor a key the rights it was not given. */
function checkRole({ actor, org, permissions }: OrgContext, role: Invitation['role']): void {
  if (role === 'owner' && (org.role !== 'owner' || actor.apiKeyId !== null))
    throw new AppError('FORBIDDEN', { message: 'Only an owner can invite another owner.' })
  if ([...permissionsOf(role)].every((permission) => permissions.has(permission))) return
  throw new AppError('FORBIDDEN', {
    message: `This API key holds less than the role "${role}", so it cannot invite somebody into it.`,
  })
}

/** Sends an invitation; an older one for the same address stops working (AUTH-12). */
export async function createInvitation(ctx: OrgContext, input: CreateInvitation): Promise<Invitation> {
  if (!ctx.actor.isEmailVerified) throw new AppError('EMAIL_NOT_VERIFIED')
  checkRole(ctx, input.role)
  const email = canonicalEmail(input.email)
  if (email === null) throw new AppError('BAD_REQUEST')
  return ctx.write(async (tx) => {
    await refuseMember(tx, email)
    const now = ctx.now()
    await tx
      .updateTable('organizationInvitation')
      .set({ revokedAt: now })
      .where('email', '=', email)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .execute()
    const token = newToken()
    const id = uuidv7()
    const expiresAt = new Date(now.getTime() + LIFETIME_MS)
    const row = {
      id,
      orgId: ctx.org.orgId,
      email,
      role: input.role,
      tokenHash: sha256(token),
      invitedById: ctx.actor.userId,
      expiresAt,
      createdAt: now,
    }
    await tx.insertInto('organizationInvitation').values(row).execute()
    requestMail(
      tx,
      invitationMail(ctx.hub.settings.publicUrl, {
        to: email,
        inviterName: ctx.actor.name,
        organizationName: ctx.org.name,
        token,
      }),
    )
    tx.audit('organization.member.invited', { invitation: id }, { role: input.role })
    return findInvited(tx, id)
  })
}

async function findInvited(db: OrgDb, id: string): Promise<Invitation> {
  const invitation = await selectInvitations(db).where('id', '=', id).executeTakeFirst()
  if (!invitation) throw new AppError('NOT_FOUND')
  return invitation
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
