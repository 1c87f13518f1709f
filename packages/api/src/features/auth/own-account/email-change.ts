import type { SystemDb } from '@hub/db'
import type { AuthedContext } from '../../../platform/calls/context.ts'
import { requirePerson } from '../../../platform/access/identity.ts'
import { requestMail } from '../../../platform/mail/request-mail.ts'
import { newToken, sha256 } from '../../../platform/secrets/secrets.ts'
import { AppError } from '../../../shared/errors.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { authLimits, takeAddressLimit, takeAuthLimit } from '../auth-limits.ts'
import { personOf } from '../factor-setup.ts'
import { addressOf, findByEmail } from '../people.ts'
import { addressInUseMail, newAddressMail, oldAddressMail } from './mails.ts'
import type { ChangeEmail, EmailChange, PendingEmail } from './schema.ts'

const LIFETIME_MS = 24 * 3600 * 1000

const pendingOf = (db: SystemDb, userId: string, now: Date) =>
  db
    .selectFrom('authEmailChange')
    .select(['email', 'oldConfirmedAt', 'newConfirmedAt', 'expiresAt'])
    .where('userId', '=', userId)
    .where('expiresAt', '>', now.toISOString())
    .executeTakeFirst()

/** The change of address the caller has asked for and not finished. */
export async function getEmailChange({ system, actor, now }: AuthedContext): Promise<EmailChange> {
  requirePerson(actor)
  const row = await pendingOf(system.db, actor.userId, now())
  if (!row) return { pending: null }
  const { email, expiresAt, oldConfirmedAt, newConfirmedAt } = row
  return {
    pending: {
      email,
      expiresAt,
      isOldConfirmed: oldConfirmedAt !== null,
      isNewConfirmed: newConfirmedAt !== null,
    },
  }
}

function requireOther(email: string, present: string): void {
  if (email !== present) return
  const message = 'This is your address already.'
  throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'email', message }] })
}

/**
 * Asks for another address: it takes a link sent to it and one sent to the present one, within 24 hours. An address that has
 * an account gets the same answer after the same work, and its owner a mail in place of the link. A new request replaces
 * the one before.
 */
export async function changeEmail(ctx: AuthedContext, input: ChangeEmail): Promise<PendingEmail> {
  requirePerson(ctx.actor)
  const email = addressOf(input.email)
  requireOther(email, ctx.actor.email)
  // Else whoever mistyped an address would own what the reader of that mailbox could claim.
  if (!ctx.actor.isEmailVerified) throw new AppError('EMAIL_NOT_VERIFIED')
  await takeAddressLimit(ctx, authLimits.mailPerAddress)
  await takeAuthLimit(ctx, authLimits.mailPerEmail, email)
  const { publicUrl } = ctx.hub.settings
  return ctx.system.write(async (tx) => {
    const person = await personOf(ctx, tx)
    const now = ctx.now()
    const expiresAt = new Date(now.getTime() + LIFETIME_MS)
    const tokens = { new: newToken(), old: newToken(), refuse: newToken() }
    const row = {
      email,
      sessionId: ctx.actor.sessionId,
      newTokenHash: sha256(tokens.new),
      oldTokenHash: sha256(tokens.old),
      refuseTokenHash: sha256(tokens.refuse),
      newConfirmedAt: null,
      oldConfirmedAt: null,
      expiresAt,
      createdAt: now,
    }
    await tx
      .insertInto('authEmailChange')
      .values({ userId: person.id, ...row })
      .onConflict((conflict) => conflict.column('userId').doUpdateSet(row))
      .execute()
    const owner = await findByEmail(tx, email)
    const links = { next: email, token: tokens.old, refuseToken: tokens.refuse }
    requestMail(tx, oldAddressMail(publicUrl, person, links))
    if (owner) requestMail(tx, addressInUseMail(publicUrl, owner))
    else requestMail(tx, newAddressMail(publicUrl, { email, name: person.name }, tokens.new))
    tx.audit('auth.email.change_asked', { user: person.id })
    return { email, isOldConfirmed: false, isNewConfirmed: false, expiresAt: expiresAt.toISOString() }
  })
}

/** Drops the change that was asked for; its links are dead. */
export async function cancelEmailChange(ctx: AuthedContext): Promise<Done> {
  requirePerson(ctx.actor)
  return ctx.system.write(async (tx) => {
    const dropped = await tx
      .deleteFrom('authEmailChange')
      .where('userId', '=', ctx.actor.userId)
      .returning('userId')
      .executeTakeFirst()
    if (!dropped)
      throw new AppError('NOT_FOUND', {
        message: 'There is no change to cancel: it was finished, cancelled, or has run out.',
      })
    tx.audit('auth.email.change_cancelled', { user: ctx.actor.userId })
    return done
  })
}
