import { LOOPBACK, smtpSender } from '@hub/api/server'
import type { MailSender, SmtpSender } from '@hub/api/server'
import type { Env } from '../env.ts'
import { devMailbox } from './dev-mailbox.ts'
import type { DevMailbox } from './dev-mailbox.ts'

export interface ServerMail {
  sender: MailSender
  /** Present while mail is kept instead of sent. */
  mailbox: DevMailbox | null
  close(): void
}

/** Where the server, its password or the sender has changed, the next mail goes so; what is under way is not cut off. */
function senderNow(mail: { smtpUrl: string; from: string }): SmtpSender {
  const made = ({ smtpUrl, from }: typeof mail) => ({ smtpUrl, from, sender: smtpSender({ smtpUrl, from }) })
  let current = made(mail)
  return {
    send(one, id) {
      const { smtpUrl, from } = mail
      if (smtpUrl !== current.smtpUrl || from !== current.from) {
        const { sender } = current
        current = made({ smtpUrl, from })
        sender.close()
      }
      return current.sender.send(one, id)
    },
    close: () => current.sender.close(),
  }
}

/** The mail server of SMTP_URL, or the development mailbox. */
export function mailOf({ mail }: Pick<Env, 'mail'>): ServerMail {
  if (mail) {
    const sender = senderNow(mail)
    return { sender, mailbox: null, close: () => sender.close() }
  }
  const mailbox = devMailbox()
  return { sender: mailbox, mailbox, close: () => undefined }
}

/**
 * The mailbox shows links that take over accounts. A hub that others reach, at its own address or behind a proxy on this
 * machine that names nobody it speaks for, does not show it.
 */
export const showsMailbox = ({ host }: Pick<Env, 'host'>, publicUrl: string): boolean =>
  LOOPBACK.has(host) && LOOPBACK.has(new URL(publicUrl).hostname.replaceAll(/[[\]]/g, ''))

/** The page that shows kept mail, or null where there is none. */
export const mailPageOf = (env: Pick<Env, 'mail' | 'host'>, publicUrl: string): string | null =>
  !env.mail && showsMailbox(env, publicUrl) ? '/dev/mail' : null

/** Where mail goes, for the person who starts the hub. */
export function mailText(env: Pick<Env, 'mail' | 'host'>, publicUrl: string): string {
  if (env.mail) return `sent from ${env.mail.from}`
  const page = mailPageOf(env, publicUrl)
  if (page !== null) return `kept at ${publicUrl}${page} until SMTP_URL is set`
  return 'not sent and shown to nobody until SMTP_URL is set'
}
