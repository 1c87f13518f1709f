import type { SystemDb } from '@hub/db'
import type { AuthedContext, PublicContext } from '../../platform/calls/context.ts'
import { requirePerson } from '../../platform/access/identity.ts'
import { requestMail, requestMailIfAny } from '../../platform/mail/request-mail.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import { markVerified } from './accounts.ts'
import { authLimits, takeAddressLimit, takeAuthLimit } from './auth-limits.ts'
import { dropHalfSignIns } from './challenges.ts'
import { clearFailures } from './failed-tries.ts'
import { passwordChangedMail, resetMail } from './mails.ts'
import { consumeToken, dropResetTokens, findToken, issueResetToken, usedLink } from './one-time-tokens.ts'
import { checkNewPassword } from './password-policy.ts'
import {
  addressOf,
  contextOf,
  findByEmail,
  findById,
  isStillTheirs,
  lockedPerson,
  lockPerson,
  recentPasswords,
  storePassword,
} from './people.ts'
import type { Person } from './people.ts'
import { countPrograms, endPrograms } from './programs.ts'
import { passwords } from './providers.ts'
import { checkMail } from './schema.ts'
import type { AddressOnly, ChangePassword, CheckMail, ResetPassword, SetPassword } from './schema.ts'
import { endEverySession, endOtherSessions } from './sign-out.ts'

/** Sends a link to whoever reads the mailbox; the answer and the work are the same for every address (AUTH-7). */
export async function forgotPassword(ctx: PublicContext, input: AddressOnly): Promise<CheckMail> {
  await takeAddressLimit(ctx, authLimits.mailPerAddress)
  const email = addressOf(input.email)
  await takeAuthLimit(ctx, authLimits.mailPerEmail, email)
  return ctx.system.write(async (tx) => {
    const found = await findByEmail(tx, email)
    const person = found && found.suspendedAt === null ? found : null
    const token = await issueResetToken(tx, { userId: person?.id ?? null, email, now: ctx.now() })
    requestMailIfAny(tx, person && resetMail(ctx.hub.settings.publicUrl, person, token))
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
  { person, hash, ended = 0 }: { person: Person; hash: string; ended?: number },
): Promise<void> {
  await storePassword(tx, person.id, { hash, now: ctx.now() })
  await clearFailures(tx, person.email)
  await dropHalfSignIns(tx, person.id)
  const kept = await countPrograms(tx, person.id, ctx.now())
  requestMail(tx, passwordChangedMail(ctx.hub.settings.publicUrl, person, { kept, ended }))
}

/**
 * Sets a password by link and ends every session (ASVS 7.4.3). A refused password leaves the link usable. API keys and
 * connected applications are no sessions, hang on no password, and may run a business unattended; so, as with GitHub's
 * tokens, they go on unless the person says otherwise: the page offers to end them and the mail counts them.
 */
export async function resetPassword(
  ctx: PublicContext,
  { token, password, endPrograms: endsPrograms }: ResetPassword,
): Promise<Done> {
  const given = { purpose: 'reset-password', token, now: ctx.now() } as const
  const found = await findToken(ctx.system.db, given)
  const person = found?.userId ? await findById(ctx.system.db, found.userId) : undefined
  // A link to a mailbox that the person has left opens nothing.
  if (!person || person.suspendedAt !== null || person.email !== found?.email) throw usedLink()
  const hash = await hashNew(ctx, person, password)
  return ctx.system.write(async (tx) => {
    // The person before the link, as whoever asks for a new one does.
    await lockPerson(tx, person.id)
    await consumeToken(tx, given)
    const ended = endsPrograms ? await endPrograms(tx, ctx, { person, reason: 'password reset' }) : 0
    await replacePassword(tx, ctx, { person, hash, ended })
    await endEverySession(tx, ctx, person.id)
    await dropResetTokens(tx, person.id)
    // The link reached its reader by mail to this address, which proves it.
    await markVerified(tx, ctx, person.id)
    tx.audit('auth.password.reset', { user: person.id })
    return done
  })
}

function notTheirs(): AppError {
  const message = 'This is not your current password.'
  return new AppError('BAD_REQUEST', { message, issues: [{ path: 'currentPassword', message }] })
}

/** Changes the password with the present one and signs all other devices out. */
export async function changePassword(
  ctx: AuthedContext,
  { currentPassword, password }: ChangePassword,
): Promise<Done> {
  requirePerson(ctx.actor)
  const person = await findById(ctx.system.db, ctx.actor.userId)
  if (!person || !(await passwords.verify(person.passwordHash, currentPassword))) throw notTheirs()
  const hash = await hashNew(ctx, person, password)
  return ctx.system.write(async (tx) => {
    if (!isStillTheirs(await lockedPerson(tx, person.id), person)) throw notTheirs()
    await replacePassword(tx, ctx, { person, hash })
    await dropResetTokens(tx, person.id)
    await endOtherSessions(tx, ctx)
    tx.audit('auth.password.changed', { user: person.id })
    return done
  })
}

/** A first password for an account that has none, such as one made with Google. */
export async function setPassword(ctx: AuthedContext, { password }: SetPassword): Promise<Done> {
  requirePerson(ctx.actor)
  const person = await findById(ctx.system.db, ctx.actor.userId)
  if (!person) throw new AppError('UNAUTHORIZED')
  const hash = person.passwordHash === null ? await hashNew(ctx, person, password) : null
  return ctx.system.write(async (tx) => {
    const isFirst = await tx
      .selectFrom('authUser')
      .select('id')
      .where('id', '=', person.id)
      .where('passwordHash', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (hash === null || !isFirst)
      throw new AppError('CONFLICT', { message: 'You have a password. Change it with the present one.' })
    await replacePassword(tx, ctx, { person, hash })
    await dropResetTokens(tx, person.id)
    await endOtherSessions(tx, ctx)
    tx.audit('auth.password.set', { user: person.id })
    return done
  })
}
