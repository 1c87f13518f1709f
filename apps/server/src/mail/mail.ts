import { smtpSender } from '@hub/api/server'
import type { MailSender } from '@hub/api/server'
import type { Env } from '../env.ts'
import { devMailbox } from './dev-mailbox.ts'
import type { DevMailbox } from './dev-mailbox.ts'

export interface ServerMail {
  sender: MailSender
  /** Present while mail is kept instead of sent. */
  mailbox: DevMailbox | null
  close(): void
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1'])

/** The mail server of SMTP_URL, or the development mailbox. */
export function mailOf({ mail }: Pick<Env, 'mail'>): ServerMail {
  if (mail) {
    const sender = smtpSender(mail)
    return { sender, mailbox: null, close: () => sender.close() }
  }
  const mailbox = devMailbox()
  return { sender: mailbox, mailbox, close: () => undefined }
}

/** The mailbox shows links that take over accounts, so a hub that other machines reach does not show it. */
export const showsMailbox = ({ host }: Pick<Env, 'host'>): boolean => LOOPBACK.has(host)
