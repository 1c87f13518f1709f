import type { AuthedContext } from '../../platform/calls/context.ts'
import { AppError } from '../../shared/errors.ts'
import { impersonationToken, openImpersonation, requirePersonOf } from '../auth/service.ts'
import { lockAdministrators } from './administrators.ts'
import type { ImpersonateUser, StartedImpersonation } from './schema.ts'

/**
 * Begins to act as somebody, to see what they see and to put right what they ask for: for half an hour, with both names in
 * every log entry, and without reach to their account (`requireOneself`). Never as another administrator, who may hold
 * more than the one who asks.
 */
export async function impersonate(
  ctx: AuthedContext,
  { userId, reason }: ImpersonateUser,
): Promise<StartedImpersonation> {
  const { opened, name } = await ctx.system.write(async (tx) => {
    await lockAdministrators(tx, ctx.actor)
    const person = await requirePersonOf(tx, userId)
    if (person.platformRole === 'admin')
      throw new AppError('FORBIDDEN', { message: 'Nobody acts for an administrator of the hub.' })
    if (person.suspendedAt !== null)
      throw new AppError('CONFLICT', { message: `${person.name} is suspended, so nobody can be there.` })
    const session = await openImpersonation(tx, ctx, userId)
    tx.audit('admin.impersonation.began', { user: userId, session: session.sessionId }, { reason })
    return { opened: session, name: person.name }
  })
  const { token } = await impersonationToken(ctx, opened)
  return { accessToken: token, expiresAt: opened.expiresAt.toISOString(), name }
}
