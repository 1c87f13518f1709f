import { randomBytes } from 'node:crypto'
import { uuidv7 } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { AuthedContext } from '../../platform/calls/context.ts'
import { requirePerson } from '../../platform/access/identity.ts'
import { requestMail } from '../../platform/mail/request-mail.ts'
import type { SystemWriteTx } from '../../platform/data/recorder.ts'
import { AppError } from '../../shared/errors.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import { factorChangedMail } from './mails.ts'
import { findById, lockPerson } from './people.ts'
import type { Person } from './people.ts'
import type { SessionHandle } from './ports.ts'
import { sessionsIn } from './providers.ts'
import type { BackupCodes, ConfirmTotp, SecondFactor, TotpSetup } from './schema.ts'
import { factorsOf, isProtected } from './second-factor.ts'
import type { Factors } from './second-factor.ts'
import { endOtherSessions } from './sign-out.ts'
import { base32, keyUri, replaceBackupCodes, sealSecret, secretBytes, takeTotp } from './totp.ts'

export async function personOf(ctx: AuthedContext, db: SystemDb = ctx.system.db): Promise<Person> {
  const person = await findById(db, ctx.actor.userId)
  if (!person) throw new AppError('UNAUTHORIZED')
  return person
}

/** Names of the person's organizations that ask for a second factor. */
async function requiredBy(ctx: AuthedContext): Promise<string[]> {
  const { memberships } = await ctx.identity()
  return memberships.filter(({ requiresSecondFactor }) => requiresSecondFactor).map(({ name }) => name)
}

/** What protects the caller's account besides the password, and who asks for it. */
export async function getSecondFactor(ctx: AuthedContext): Promise<SecondFactor> {
  requirePerson(ctx.actor)
  return { ...(await factorsOf(ctx.system.db, ctx.actor.userId)), requiredBy: await requiredBy(ctx) }
}

/** A new secret for an authenticator app. It protects nothing until a code of it was confirmed. */
export async function beginTotp(ctx: AuthedContext): Promise<TotpSetup> {
  const { userId, email } = ctx.actor
  return ctx.system.write(async (tx) => {
    const secret = randomBytes(secretBytes)
    const row = { secretSealed: sealSecret(ctx, userId, secret), createdAt: ctx.now() }
    const begun = await tx
      .insertInto('authTotp')
      .values({ userId, ...row })
      .onConflict((conflict) =>
        conflict
          .column('userId')
          .doUpdateSet({ ...row, lastStep: 0 })
          .where('authTotp.confirmedAt', 'is', null),
      )
      .returning('userId')
      .executeTakeFirst()
    if (!begun)
      throw new AppError('CONFLICT', { message: 'An authenticator app is set up already. Remove it first.' })
    tx.audit('auth.totp.begun', { user: userId })
    return { secret: base32(secret), uri: keyUri(email, secret) }
  })
}

/** Notes in the session what was just shown, so that this device need not sign in anew. */
export async function strengthen(tx: SystemDb, ctx: AuthedContext, method: string): Promise<void> {
  if (ctx.actor.sessionId === null) return
  await sessionsIn(tx, ctx).strengthen(ctx.actor.sessionId as SessionHandle, method)
}

/** The first factor besides the password brings the backup codes; a further one leaves them as they are. */
export async function firstBackupCodes(tx: SystemDb, ctx: AuthedContext, before: Factors): Promise<string[]> {
  if (isProtected(before)) return []
  return replaceBackupCodes(tx, { userId: ctx.actor.userId, now: ctx.now(), newId: uuidv7 })
}

interface FactorChange {
  person: Person
  what: string
  action: string
}

/** Every change of credentials is told to the person (ASVS 6.3.7). */
export async function tellFactorChange(
  tx: SystemWriteTx,
  ctx: AuthedContext,
  { person, what, action }: FactorChange,
): Promise<void> {
  requestMail(tx, factorChangedMail(ctx.hub.settings.publicUrl, person, what))
  tx.audit(action, { user: person.id })
}

/** Switches the app on with a code of it. */
export async function confirmTotp(
  ctx: AuthedContext,
  { code, signOutOthers }: ConfirmTotp,
): Promise<BackupCodes> {
  return ctx.system.write(async (tx) => {
    await lockPerson(tx, ctx.actor.userId)
    const person = await personOf(ctx, tx)
    const before = await factorsOf(tx, person.id)
    if (!(await takeTotp(tx, ctx, { userId: person.id, code, now: ctx.now(), pending: true }))) {
      const message =
        'This code is not right. Wait for the next one and try again. If that fails too, check that your phone shows the right time.'
      throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'code', message }] })
    }
    await strengthen(tx, ctx, 'otp')
    if (signOutOthers) await endOtherSessions(tx, ctx)
    await tellFactorChange(tx, ctx, {
      person,
      what: 'An authenticator app was added.',
      action: 'auth.totp.added',
    })
    return { codes: await firstBackupCodes(tx, ctx, before) }
  })
}

/** While an organization asks for a second factor, the last one stays. */
export async function requireNotLast(ctx: AuthedContext, left: Factors): Promise<void> {
  if (isProtected(left)) return
  const names = await requiredBy(ctx)
  if (names.length === 0) return
  throw new AppError('CONFLICT', {
    message: `${names.join(' and ')} asks for a second factor, so your last one has to stay. Add another one first.`,
  })
}

/** Backup codes are worth nothing to an account that asks for none. */
export async function dropUselessCodes(tx: SystemDb, userId: string, left: Factors): Promise<void> {
  if (!isProtected(left)) await tx.deleteFrom('authBackupCode').where('userId', '=', userId).execute()
}

/** Takes the authenticator app away. */
export async function removeTotp(ctx: AuthedContext): Promise<Done> {
  return ctx.system.write(async (tx) => {
    await lockPerson(tx, ctx.actor.userId)
    const person = await personOf(ctx, tx)
    const removed = await tx
      .deleteFrom('authTotp')
      .where('userId', '=', person.id)
      .returning('userId')
      .executeTakeFirst()
    if (!removed) throw new AppError('NOT_FOUND', { message: 'There is no authenticator app to remove.' })
    const left = await factorsOf(tx, person.id)
    await requireNotLast(ctx, left)
    await dropUselessCodes(tx, person.id, left)
    await tellFactorChange(tx, ctx, {
      person,
      what: 'Your authenticator app was removed.',
      action: 'auth.totp.removed',
    })
    return done
  })
}

/** Ten new backup codes; the old ones end. */
export async function newBackupCodes(ctx: AuthedContext): Promise<BackupCodes> {
  return ctx.system.write(async (tx) => {
    await lockPerson(tx, ctx.actor.userId)
    const person = await personOf(ctx, tx)
    if (!isProtected(await factorsOf(tx, person.id)))
      throw new AppError('CONFLICT', { message: 'Set up an authenticator app or a passkey first.' })
    const codes = await replaceBackupCodes(tx, { userId: person.id, now: ctx.now(), newId: uuidv7 })
    await tellFactorChange(tx, ctx, {
      person,
      what: 'New backup codes were made; the old ones no longer work.',
      action: 'auth.backup_codes.replaced',
    })
    return { codes }
  })
}
