import { sql } from '@hub/db'
import type { Actor } from '../../platform/calls/call.ts'
import type { AuthedContext, BaseContext } from '../../platform/calls/context.ts'
import { requestMail } from '../../platform/mail/request-mail.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import {
  endImpersonationsBy,
  endSessionOf,
  endSessionsOf,
  mailResetLink,
  removeFactors,
  requirePersonOf,
} from '../auth/service.ts'
import type { Person } from '../auth/service.ts'
import { lockAdministrators, requireAnotherAdministrator } from './administrators.ts'
import { platformRoleMail, restoredMail, suspendedMail } from './mails.ts'
import type { ActOnUser, EndUserSession, PlatformRole, SetPlatformRole, SuspendUser } from './schema.ts'

type Work = Pick<BaseContext, 'hub' | 'now'>

interface By {
  /** null for the command line. */
  actor: Actor | null
  person: Person
}

/**
 * Shuts somebody out: their sessions end for good; keys, connected applications and open streams stop within five seconds
 * and stay silent for as long as it lasts.
 */
export async function suspend(
  tx: SystemWriteTx,
  ctx: Work,
  { actor, person, reason }: By & { reason: string },
): Promise<void> {
  if (actor?.userId === person.id)
    throw new AppError('CONFLICT', { message: 'Nobody suspends themselves. Ask another administrator.' })
  await lockAdministrators(tx, actor)
  await requireAnotherAdministrator(tx, person.id)
  const row = await tx
    .updateTable('authUser')
    .set({ suspendedAt: ctx.now(), suspendedReason: reason, version: sql<number>`version + 1` })
    .where('id', '=', person.id)
    .where('suspendedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new AppError('CONFLICT', { message: `${person.name} is suspended already.` })
  await endSessionsOf(tx, ctx, person.id)
  requestMail(tx, suspendedMail(person, reason))
  tx.audit('admin.user.suspended', { user: person.id }, { reason })
}

/** Lets somebody in again. Their programs go on within a minute; on their devices they sign in anew. */
export async function restore(tx: SystemWriteTx, ctx: Work, { actor, person }: By): Promise<void> {
  await lockAdministrators(tx, actor)
  const row = await tx
    .updateTable('authUser')
    .set({ suspendedAt: null, suspendedReason: null, version: sql<number>`version + 1` })
    .where('id', '=', person.id)
    .where('suspendedAt', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new AppError('CONFLICT', { message: `${person.name} is not suspended.` })
  requestMail(tx, restoredMail(ctx.hub.settings.publicUrl, person))
  tx.audit('admin.user.restored', { user: person.id })
}

/** Makes somebody an administrator of the hub, or no longer one, from the next call on. The last one stays. */
export async function setRole(
  tx: SystemWriteTx,
  ctx: Work,
  { actor, person: before, role }: By & { role: PlatformRole },
): Promise<void> {
  await lockAdministrators(tx, actor)
  // Somebody may have changed them while this waited.
  const person = await requirePersonOf(tx, before.id)
  if (person.platformRole === role) return
  if (role === 'admin' && person.suspendedAt !== null)
    throw new AppError('CONFLICT', { message: `${person.name} is suspended. Lift the suspension first.` })
  if (role === 'user') await requireAnotherAdministrator(tx, person.id)
  await tx
    .updateTable('authUser')
    .set({ platformRole: role, updatedAt: ctx.now(), version: sql<number>`version + 1` })
    .where('id', '=', person.id)
    .execute()
  // Staff cannot be acted for, and only staff can act for others.
  if (role === 'user') await endImpersonationsBy(tx, person.id)
  else
    await tx
      .deleteFrom('authSession')
      .where('userId', '=', person.id)
      .where('impersonatorId', 'is not', null)
      .execute()
  requestMail(tx, platformRoleMail(ctx.hub.settings.publicUrl, person, role === 'admin'))
  tx.audit('admin.user.role_changed', { user: person.id }, { from: person.platformRole, to: role })
}

/** One act on one account, in one transaction. */
const onAccount = (
  ctx: AuthedContext,
  userId: string,
  act: (tx: SystemWriteTx, by: By & { actor: Actor }) => Promise<void>,
): Promise<Done> =>
  ctx.system.write(async (tx) => {
    await act(tx, { actor: ctx.actor, person: await requirePersonOf(tx, userId) })
    return done
  })

export const suspendUser = (ctx: AuthedContext, { userId, reason }: SuspendUser): Promise<Done> =>
  onAccount(ctx, userId, (tx, by) => suspend(tx, ctx, { ...by, reason }))

export const restoreUser = (ctx: AuthedContext, { userId }: ActOnUser): Promise<Done> =>
  onAccount(ctx, userId, (tx, by) => restore(tx, ctx, by))

export const setPlatformRole = (ctx: AuthedContext, { userId, role }: SetPlatformRole): Promise<Done> =>
  onAccount(ctx, userId, (tx, by) => setRole(tx, ctx, { ...by, role }))

/** Signs one device of somebody out. */
export const endUserSession = (ctx: AuthedContext, { userId, sessionId }: EndUserSession): Promise<Done> =>
  onAccount(ctx, userId, async (tx) => {
    await endSessionOf(tx, ctx, { userId, sessionId })
    tx.audit('admin.user.session_ended', { user: userId, session: sessionId })
  })

/** Signs every device of somebody out (ASVS 7.4.5). */
export const endUserSessions = (ctx: AuthedContext, { userId }: ActOnUser): Promise<Done> =>
  onAccount(ctx, userId, async (tx) => {
    await endSessionsOf(tx, ctx, userId)
    tx.audit('admin.user.sessions_ended', { user: userId })
  })

/** For somebody who lost their telephone and codes; they are told by mail. */
export const resetSecondFactor = (ctx: AuthedContext, { userId }: ActOnUser): Promise<Done> =>
  onAccount(ctx, userId, async (tx, { actor, person }) => {
    if (actor.userId === userId)
      throw new AppError('CONFLICT', { message: 'Change your own second factor in your settings.' })
    await removeFactors(tx, ctx, person)
    tx.audit('admin.user.factor_reset', { user: userId })
  })

/** Mails the link to set a new password (ASVS 6.4.6). */
export const sendPasswordReset = (ctx: AuthedContext, { userId }: ActOnUser): Promise<Done> =>
  onAccount(ctx, userId, async (tx, { person }) => {
    await mailResetLink(tx, ctx, person)
    tx.audit('admin.user.password_link_sent', { user: userId })
  })
