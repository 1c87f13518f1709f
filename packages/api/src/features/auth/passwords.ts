import type { SystemDb } from '@hub/db'
import type { AuthedContext, PublicContext } from '../../platform/context.ts'
import { requirePerson } from '../../platform/identity.ts'
import { requestMail, withholdMail } from '../../platform/mail.ts'
import type { SystemWriteTx } from '../../platform/write.ts'
import { AppError } from '../../shared/errors.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import { markVerified } from './accounts.ts'
import { authLimits, clearAttempts, takeAddressLimit, takeAuthLimit } from './auth-limits.ts'
import { passwordChangedMail, resetMail } from './mails.ts'
import { consumeToken, findToken, issueToken, usedLink } from './one-time-tokens.ts'
import { checkNewPassword } from './password-policy.ts'
import { addressOf, contextOf, findByEmail, findById, recentPasswords, storePassword } from './people.ts'
import type { Person } from './people.ts'
import type { SessionHandle } from './ports.ts'
import { passwords, sessionsIn } from './providers.ts'
import { checkMail } from './schema.ts'
import type { AddressOnly, ChangePassword, CheckMail, ResetPassword } from './schema.ts'

/** Sends a link to whoever reads the mailbox; the answer and the work are the same for every address (AUTH-7). */
export async function forgotPassword(ctx: PublicContext, input: AddressOnly): Promise<CheckMail> {
  await takeAddressLimit(ctx, authLimits.mailPerAddress)
  const email = addressOf(input.email)
  await takeAuthLimit(ctx, authLimits.mailPerEmail, email)
  return ctx.system.write(async (tx) => {
    const found = await findByEmail(tx, email)
    const person = found && found.suspendedAt === null ? found : null
    const token = await issueToken(tx, {
      purpose: 'reset-password',
      userId: person?.id ?? null,
      email,
      now: ctx.now(),
    })
    if (person) requestMail(tx, resetMail(ctx.hub.settings.publicUrl, person, token))
    else withholdMail(tx)
    tx.audit('auth.password.forgotten', person ? { user: person.id } : {})
    return checkMail
  })
}

/** The hash of a new password that the policy accepts and that is none of the last five. */
async function hashNew(ctx: PublicContext, person: Person, password: string): Promise<string> {
  const { db } = ctx.system
  await checkNewPassword(ctx.hub.settings.passwordPolicy, password, await contextOf(db, person))
  await refuseRecent(db, person, password)
  return passwords.hash(password)
}

async function refuseRecent(db: SystemDb, { id }: Person, password: string): Promise<void> {
  for (const { passwordHash } of await recentPasswords(db, id)) {
    if (!(await passwords.verify(passwordHash, password))) continue
    const message = 'You used this password before. Choose one that is not among your last five.'
    throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'password', message }] })
  }
}

async function replacePassword(
  tx: SystemWriteTx,
  ctx: PublicContext,
  { person, hash }: { person: Person; hash: string },
): Promise<void> {
  await storePassword(tx, person.id, { hash, now: ctx.now() })
  await clearAttempts(tx, person.email)
  requestMail(tx, passwordChangedMail(ctx.hub.settings.publicUrl, person))
}

/** Other links that were asked for die with the one that was used. */
const dropResetLinks = (tx: SystemDb, userId: string) =>
  tx
    .deleteFrom('authOneTimeToken')
    .where('userId', '=', userId)
    .where('purpose', '=', 'reset-password')
    .where('usedAt', 'is', null)
    .execute()

/** Sets a password by link and ends every session. A refused password leaves the link usable. */
export async function resetPassword(ctx: PublicContext, { token, password }: ResetPassword): Promise<Done> {
  const given = { purpose: 'reset-password', token, now: ctx.now() } as const
  const found = await findToken(ctx.system.db, given)
  const person = found?.userId ? await findById(ctx.system.db, found.userId) : undefined
  if (!person || person.suspendedAt !== null) throw usedLink()
  const hash = await hashNew(ctx, person, password)
  return ctx.system.write(async (tx) => {
    await consumeToken(tx, given)
    await replacePassword(tx, ctx, { person, hash })
    await sessionsIn(tx, ctx).endAll(person.id)
    await dropResetLinks(tx, person.id)
    // The link reached its reader by mail to this address, which proves it.
    await markVerified(tx, ctx, person.id)
    tx.audit('auth.password.reset', { user: person.id })
    return done
  })
}

/** Changes the password with the present one and signs all other devices out. */
export async function changePassword(
  ctx: AuthedContext,
  { currentPassword, password }: ChangePassword,
): Promise<Done> {
  requirePerson(ctx.actor)
  const person = await findById(ctx.system.db, ctx.actor.userId)
  if (!person || !(await passwords.verify(person.passwordHash, currentPassword))) {
    const message = 'This is not your current password.'
    throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'currentPassword', message }] })
  }
  const hash = await hashNew(ctx, person, password)
  return ctx.system.write(async (tx) => {
    await replacePassword(tx, ctx, { person, hash })
    await dropResetLinks(tx, person.id)
    await endOtherSessions(tx, ctx)
    tx.audit('auth.password.changed', { user: person.id })
    return done
  })
}

/** Signs out every device but this one. */
export async function endOtherSessions(tx: SystemDb, ctx: AuthedContext): Promise<void> {
  const sessions = sessionsIn(tx, ctx)
  const others = (await sessions.list(ctx.actor.userId)).filter(
    ({ handle }) => handle !== (ctx.actor.sessionId as SessionHandle | null),
  )
  for (const { handle } of others) await sessions.end(handle)
}
