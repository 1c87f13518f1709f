import type { PublicContext } from '../../platform/calls/context.ts'
import { requestMailIfAny } from '../../platform/mail/request-mail.ts'
import { markVerified } from './accounts.ts'
import { authLimits, takeAddressLimit, takeAuthLimit } from './auth-limits.ts'
import { verifyMail } from './mails.ts'
import { consumeToken, findToken, issueToken, usedLink } from './one-time-tokens.ts'
import { addressOf, findByEmail, lockPerson } from './people.ts'
import { checkMail } from './schema.ts'
import type { AddressOnly, CheckMail, UseLink, VerifiedAddress } from './schema.ts'

/** Uses a verification link up; it opens no session, because a mail scanner may be the one who follows it (AUTH-2). */
export async function verifyEmail(ctx: PublicContext, { token }: UseLink): Promise<VerifiedAddress> {
  return ctx.system.write(async (tx) => {
    const given = { purpose: 'verify-email', token, now: ctx.now() } as const
    const found = await findToken(tx, given)
    if (!found?.userId) throw usedLink()
    // The person before the link, as whoever ends the account, or takes it over, does.
    await lockPerson(tx, found.userId)
    const { email } = await consumeToken(tx, given)
    await markVerified(tx, ctx, found.userId)
    return { email }
  })
}

/** Sends a new link where one is waited for; the answer and the work are the same for every address. */
export async function resendVerification(ctx: PublicContext, input: AddressOnly): Promise<CheckMail> {
  await takeAddressLimit(ctx, authLimits.mailPerAddress)
  const email = addressOf(input.email)
  await takeAuthLimit(ctx, authLimits.mailPerEmail, email)
  return ctx.system.write(async (tx) => {
    const person = await findByEmail(tx, email)
    const waits = person && person.emailVerifiedAt === null && person.suspendedAt === null ? person : null
    const token = await issueToken(tx, {
      purpose: 'verify-email',
      userId: waits?.id ?? null,
      email,
      now: ctx.now(),
    })
    requestMailIfAny(tx, waits && verifyMail(ctx.hub.settings.publicUrl, waits, token))
    tx.audit('auth.verification.requested', waits ? { user: waits.id } : {})
    return checkMail
  })
}
