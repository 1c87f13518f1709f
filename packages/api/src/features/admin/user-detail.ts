import { sql } from '@hub/db'
import type { AuthedContext } from '../../platform/calls/context.ts'
import { AppError } from '../../shared/errors.ts'
import { accountFacts, sessionsOf } from '../auth/service.ts'
import type { ReadPlatformUser, PlatformUserDetail } from './schema.ts'

const membershipsOf = (ctx: AuthedContext, userId: string) =>
  ctx.system.db
    .selectFrom('organizationMember')
    .innerJoin('organization', 'organization.id', 'organizationMember.orgId')
    .select(['organization.id', 'organization.slug', 'organization.name', 'organizationMember.role'])
    .select(['organizationMember.createdAt as joinedAt'])
    .select(sql<boolean>`organization.suspended_at is not null`.as('isSuspended'))
    .where('organizationMember.userId', '=', userId)
    .orderBy('organizationMember.createdAt')
    .orderBy('organizationMember.id')
    .limit(100)
    .execute()

/** All an administrator has to know of one account; never what it is protected with. */
export async function getPlatformUser(
  ctx: AuthedContext,
  { userId }: ReadPlatformUser,
): Promise<PlatformUserDetail> {
  const { db } = ctx.system
  const row = await db
    .selectFrom('authUser')
    .select(['id', 'email', 'name', 'platformRole as role', 'timeZone', 'createdAt', 'lastSeenAt'])
    .select(['emailVerifiedAt', 'suspendedAt', 'suspendedReason'])
    .where('id', '=', userId)
    .where('erasedAt', 'is', null)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', { message: 'There is nobody with this account.' })
  const { factors, ways, programs } = await accountFacts(db, userId, ctx.now())
  const sessions = await sessionsOf(db, ctx, userId)
  return {
    ...row,
    hasPassword: ways.hasPassword,
    hasGoogle: ways.hasGoogle,
    hasApp: factors.totpSince !== null,
    passkeys: factors.passkeys,
    backupCodesLeft: factors.backupCodesLeft,
    programs,
    memberships: await membershipsOf(ctx, userId),
    sessions: sessions.map(({ handle, userAgent, ip, createdAt, lastSeenAt, impersonatorId }) => ({
      id: handle,
      isCurrent: handle === ctx.actor.sessionId,
      isByAdministrator: impersonatorId !== null,
      userAgent,
      ip,
      createdAt,
      lastSeenAt,
    })),
  }
}
