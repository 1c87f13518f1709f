import type { OrgContext } from '../../../platform/calls/context.ts'
import { takeMailLimits } from '../../../platform/mail/mail-limits.ts'
import { requestMail } from '../../../platform/mail/request-mail.ts'
import { AppError } from '../../../shared/errors.ts'
import type { SendEmail, SentEmail } from './schema.ts'

/** Sends one e-mail to each address, once, as soon as the mail server takes it. */
export async function sendEmail(ctx: OrgContext, { to, subject, text }: SendEmail): Promise<SentEmail> {
  if (!ctx.actor.isEmailVerified) throw new AppError('EMAIL_NOT_VERIFIED')
  const sentTo = [...new Set(to)]
  await takeMailLimits(ctx, sentTo)
  return ctx.write(async (tx) => {
    for (const one of sentTo)
      requestMail(tx, {
        to: one,
        subject,
        about: 'A mail of a workflow',
        text: `${text}\n\nSent by ${ctx.org.name} through Smart AI Hub.`,
      })
    tx.audit('email.sent', {}, { to: sentTo.length })
    return { sentTo }
  })
}
