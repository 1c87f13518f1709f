import type { SystemDb } from '@hub/db'
import type { AuthedContext, BaseContext } from '../../platform/calls/context.ts'
import { forgetBrowsers } from '../notifications/service.ts'
import type { SessionHandle, StoredSession } from './ports.ts'
import { sessionsIn } from './providers.ts'

type Work = Pick<BaseContext, 'hub' | 'now'>

/*
 * A browser that is signed out from elsewhere cannot take back what it gave to be pushed to, and none says by which session it
 * did. So push ends in all browsers of the person, and is turned on again where it is wanted: one that is lost shows nothing more.
 */

/** Signs every device of a person out. */
export async function endEverySession(tx: SystemDb, ctx: Work, userId: string): Promise<void> {
  await sessionsIn(tx, ctx).endAll(userId)
  await forgetBrowsers(tx, userId)
}

/** Signs one device of a person out from elsewhere. */
export async function endSessionAfar(
  tx: SystemDb,
  ctx: Work,
  { userId, handle, impersonatorId }: Pick<StoredSession, 'userId' | 'handle' | 'impersonatorId'>,
): Promise<void> {
  await sessionsIn(tx, ctx).end(handle)
  // An administrator in their place has turned on none.
  if (impersonatorId === null) await forgetBrowsers(tx, userId)
}

/** Signs out every device but the one that is kept. */
export async function endSessionsBut(
  tx: SystemDb,
  ctx: Work,
  { userId, kept }: { userId: string; kept: string | null },
): Promise<void> {
  for (const session of await sessionsIn(tx, ctx).list(userId))
    if (session.handle !== (kept as SessionHandle | null)) await endSessionAfar(tx, ctx, session)
}

/** Signs out every device but this one. */
export const endOtherSessions = (tx: SystemDb, ctx: AuthedContext): Promise<void> =>
  endSessionsBut(tx, ctx, { userId: ctx.actor.userId, kept: ctx.actor.sessionId })
