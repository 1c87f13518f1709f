import { randomUUID } from 'node:crypto'
import type { Mail, MailSender } from '@hub/api/server'

const KEPT = 200

export interface KeptMail extends Mail {
  id: string
  at: string
}

export interface DevMailbox extends MailSender {
  /** The newest first. */
  mails(): readonly KeptMail[]
}

/** Keeps the last mails in memory instead of sending them: what development does until SMTP_URL is set. */
export function devMailbox(): DevMailbox {
  const kept: KeptMail[] = []
  return {
    async send(mail) {
      kept.unshift({ id: randomUUID(), at: new Date().toISOString(), ...mail })
      kept.length = Math.min(kept.length, KEPT)
    },
    mails: () => kept,
  }
}
