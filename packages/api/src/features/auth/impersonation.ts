import type { SystemTx } from '@hub/db'
import type { AuthedContext, BaseContext } from '../../platform/calls/context.ts'
import { AppError } from '../../shared/errors.ts'
import { sessionsIn } from './providers.ts'

export interface OpenImpersonation {
  sessionId: string
  userId: string
  impersonatorId: string
  expiresAt: Date
}

/**
 * A session of half an hour in somebody's place, hung on the administrator's own: it ends with that, nothing renews it, and
 * an administrator has one at a time. It is as strong as what they have shown themselves.
 */
export async function openImpersonation(
  tx: SystemTx,
  ctx: AuthedContext,
  userId: string,
): Promise<OpenImpersonation> {
  const { userId: impersonatorId, sessionId: parentId } = ctx.actor
  if (parentId === null)
    throw new AppError('FORBIDDEN', { message: 'Only a person who is signed in can act for somebody.' })
  const own = await tx
    .selectFrom('authSession')
    .select('amr')
    .where('id', '=', parentId)
    .forUpdate()
    .executeTakeFirst()
  if (!own) throw new AppError('UNAUTHORIZED')
  await tx.deleteFrom('authSession').where('parentId', '=', parentId).execute()
  const { session } = await sessionsIn(tx, ctx).create({
    userId,
    isRemembered: false,
    amr: own.amr,
    impersonatorId,
    parentId,
    // What the person sees of it is that an administrator is there, not where that one sits.
    userAgent: null,
    ip: null,
  })
  return { sessionId: session.handle, userId, impersonatorId, expiresAt: new Date(session.expiresAt) }
}

/** The token of such a session, signed outside the transaction because the keys may have to be read first. */
export const impersonationToken = (
  { hub }: Pick<BaseContext, 'hub'>,
  { sessionId, userId, impersonatorId, expiresAt }: OpenImpersonation,
) => hub.accessTokens.sign({ userId, sessionId }, { impersonatorId, expiresAt })
