import { z } from 'zod'
import type { OwnJobDescription, OwnWish } from '../jobs/kind.ts'
import { ownWish } from '../jobs/own.ts'
import { Mail } from './mail.ts'
import type { WrittenMail } from './mail.ts'

/** Enough to tell whose it was where somebody asks, and no address. */
const masked = (address: string): string => address.replace(/^(.).*(@[^@]*)$/s, '$1…$2').slice(0, 80)

/** null: withheld. */
const MailPayload = z.strictObject({ mail: Mail.nullable() })

/** A mail on its way. It holds links that open accounts, so its title tells what kind of mail it is and no more. */
export const mailSending: OwnJobDescription<typeof MailPayload> = {
  name: 'mail.send',
  title: ({ mail }) =>
    // Mails of earlier versions say at most what their button does.
    mail ? `Mail “${mail.about ?? mail.action?.label ?? 'Message'}” to ${masked(mail.to)}` : 'Mail to nobody',
  payload: MailPayload,
  queue: 'mail',
  about: ({ mail }) => mail?.to ?? null,
}

export const mailWish = (mail: WrittenMail | null): OwnWish => ownWish(mailSending, { mail }, 'high')

interface Asker {
  ask(wish: OwnWish): void
}

/** Sends a mail after this transaction has committed, and again until the mail server takes it. */
export function requestMail(tx: Asker, mail: WrittenMail): void {
  requestMailIfAny(tx, mail)
}

/** The same; without a mail it costs as much and sends nothing, so that time does not tell whether an address has an account. */
export function requestMailIfAny(tx: Asker, mail: WrittenMail | null): void {
  tx.ask(mailWish(mail))
}
