import type { AuthedContext } from '../../platform/calls/context.ts'
import { requirePerson } from '../../platform/access/identity.ts'
import { AppError } from '../../shared/errors.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import type { SessionHandle } from './ports.ts'
import { firstSeen, networkOf } from './devices.ts'
import { sessionsIn } from './providers.ts'
import type { RevokeSession, SessionList } from './sessions/schema.ts'
import { endEverySession, endOtherSessions, endSessionAfar } from './sign-out.ts'

/** Devices signed in to the caller's account, the one used last first. */
export async function listSessions(ctx: AuthedContext): Promise<SessionList> {
  requirePerson(ctx.actor)
  const sessions = await sessionsIn(ctx.system.db, ctx).list(ctx.actor.userId)
  const firstSeenAt = await firstSeen(ctx.system.db, ctx.actor.userId)
  return {
    items: sessions.map(({ handle, userId: _userId, amr: _amr, impersonatorId, ...session }) => ({
      id: handle,
      isCurrent: handle === ctx.actor.sessionId,
      isByAdministrator: impersonatorId !== null,
      ...session,
      network: networkOf(session.ip),
      firstSeenAt: firstSeenAt(session) ?? session.createdAt,
    })),
  }
}

/** Ends one of the caller's own sessions, with every token made from it. */
export async function revokeSession(ctx: AuthedContext, { id }: RevokeSession): Promise<Done> {
  requirePerson(ctx.actor)
  return ctx.system.write(async (tx) => {
    const own = (await sessionsIn(tx, ctx).list(ctx.actor.userId)).find(({ handle }) => handle === id)
    if (!own) throw new AppError('NOT_FOUND')
    await endSessionAfar(tx, ctx, own)
    tx.audit('auth.session.revoked', { user: ctx.actor.userId, session: own.handle })
    return done
  })
}

/** Ends the session this call came with; a call without one has nothing to end. */
export async function logout(ctx: AuthedContext): Promise<Done> {
  const { userId, sessionId } = ctx.actor
  if (sessionId === null) return done
  return ctx.system.write(async (tx) => {
    await sessionsIn(tx, ctx).end(sessionId as SessionHandle)
    tx.audit('auth.logout', { user: userId, session: sessionId })
    return done
  })
}

/** Ends every other session of the person, which is offered after each change of what opens the account (ASVS 7.4.3). */
export async function logoutOthers(ctx: AuthedContext): Promise<Done> {
  requirePerson(ctx.actor)
  return ctx.system.write(async (tx) => {
    await endOtherSessions(tx, ctx)
    tx.audit('auth.logout.others', { user: ctx.actor.userId })
    return done
  })
}

/** Ends every session of the person (AUTH-6). */
export async function logoutEverywhere(ctx: AuthedContext): Promise<Done> {
  requirePerson(ctx.actor)
  return ctx.system.write(async (tx) => {
    await endEverySession(tx, ctx, ctx.actor.userId)
    tx.audit('auth.logout.everywhere', { user: ctx.actor.userId })
    return done
  })
}
