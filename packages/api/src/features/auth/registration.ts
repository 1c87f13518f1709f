import type { PublicContext } from '../../platform/calls/context.ts'
import { requestMail, requestMailIfAny } from '../../platform/mail/request-mail.ts'
import { AppError } from '../../shared/errors.ts'
import { findInvitation } from '../organizations/service.ts'
import { addAccount, likeNewAccount } from './accounts.ts'
import type { NewAccount } from './accounts.ts'
import { authLimits, isOverAuthLimit, takeAddressLimit } from './auth-limits.ts'
import { alreadyRegisteredMail, verifyMail, welcomeMail } from './mails.ts'
import { issueToken } from './one-time-tokens.ts'
import { checkNewPassword } from './password-policy.ts'
import { addressOf, findByEmail } from './people.ts'
import { passwords } from './providers.ts'
import { checkMail } from './schema.ts'
import type { CheckMail, Register, Registration } from './schema.ts'

export async function getRegistration({ hub: { settings } }: PublicContext): Promise<Registration> {
  return {
    mode: settings.registration,
    passwordPolicy: settings.passwordPolicy,
    hasGoogle: Boolean(settings.google),
    mailPage: settings.mailPage ?? null,
  }
}

/** Throws FORBIDDEN where the hub takes no new accounts of this kind. */
export function checkMode({ hub: { settings } }: PublicContext, isInvited: boolean): void {
  if (settings.registration === 'closed')
    throw new AppError('FORBIDDEN', { message: 'This hub takes no new accounts.' })
  if (settings.registration === 'invite' && !isInvited) {
    throw new AppError('FORBIDDEN', {
      message: 'This hub takes new accounts by invitation only. Ask a member to invite you.',
    })
  }
}

/** What the new account belongs to: the organization it founds, or the one it was invited to. */
export async function placeFor(
  ctx: PublicContext,
  input: Pick<Register, 'invitationToken' | 'organizationName'>,
  email: string,
): Promise<NewAccount['belongsTo']> {
  const { invitationToken, organizationName } = input
  if (invitationToken !== undefined) {
    const invitation = await findInvitation({ hub: ctx.hub, db: ctx.system.db }, invitationToken)
    if (invitation?.email === email) return { accepts: invitation }
    throw new AppError('BAD_REQUEST', {
      message: 'This invitation is for another address, was used, or has run out.',
    })
  }
  if (organizationName !== undefined) return { founds: organizationName }
  const message = 'Give your organization a name.'
  throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'organizationName', message }] })
}

/**
 * Creates an account. A known address gets the same answer after the same work, and a mail that says so (AUTH-1);
 * nobody is signed in by this.
 */
export async function register(ctx: PublicContext, input: Register): Promise<CheckMail> {
  await takeAddressLimit(ctx, authLimits.registerPerAddress)
  checkMode(ctx, input.invitationToken !== undefined)
  const email = addressOf(input.email)
  const belongsTo = await placeFor(ctx, input, email)
  const { passwordPolicy, publicUrl } = ctx.hub.settings
  await checkNewPassword(passwordPolicy, input.password, [email, input.name, input.organizationName ?? ''])
  const isFlooded = await isOverAuthLimit(ctx, authLimits.registerPerEmail, email)
  const account: NewAccount = {
    email,
    name: input.name,
    passwordHash: await passwords.hash(input.password),
    timeZone: input.timeZone ?? null,
    belongsTo,
  }
  return ctx.system.write(async (tx) => {
    const userId = await addAccount(tx, ctx, account)
    if (userId === undefined) await likeNewAccount(tx, ctx, account)
    const known = await findByEmail(tx, email)
    if (!known) throw new Error('The account is not there.')
    // A token row is written in each case, so that time says nothing; one without a person opens nothing.
    const verifies = userId !== undefined && known.emailVerifiedAt === null
    const token = await issueToken(tx, {
      purpose: 'verify-email',
      userId: verifies ? known.id : null,
      email,
      now: ctx.now(),
    })
    tx.audit(userId === undefined ? 'auth.register.repeated' : 'auth.registered', { user: known.id })
    // Whoever repeats the form with another's address must not fill that mailbox.
    if (userId === undefined && isFlooded) requestMailIfAny(tx, null)
    else if (userId === undefined) requestMail(tx, alreadyRegisteredMail(publicUrl, known))
    else if (verifies) requestMail(tx, verifyMail(publicUrl, known, token))
    else requestMail(tx, welcomeMail(publicUrl, known))
    return checkMail
  })
}
