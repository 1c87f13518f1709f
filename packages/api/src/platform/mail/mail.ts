import { uuidv7 } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { z } from 'zod'

export const Mail = z.object({
  to: z.string(),
  subject: z.string(),
  /** Plain text; the HTML part is made from it by the sender. */
  text: z.string(),
  /** One link shown as a button. */
  action: z.object({ label: z.string(), url: z.string() }).optional(),
  /** A list between the words and the button. */
  lines: z
    .array(z.object({ words: z.string(), detail: z.string().nullable(), url: z.string().nullable() }))
    .optional(),
  /** In small words at the end: why one gets it. */
  note: z.string().optional(),
  /** Ends mails like this one, by a press in the mail program (RFC 8058) or in the mail. */
  unsubscribe: z.object({ label: z.string(), url: z.string() }).optional(),
})
export type Mail = z.infer<typeof Mail>

/** Sends one mail; rejects when the mail server did not take it, and the outbox tries again. */
export interface MailSender {
  send(mail: Mail): Promise<void>
}

type MailEvent =
  | { topic: 'mail.requested'; aggregate: string; payload: Mail }
  | { topic: 'mail.withheld'; aggregate: string; payload: Record<string, never> }

interface Emitter {
  emit(event: MailEvent): void
}

/** Sends a mail after this transaction has committed, and again until the mail server takes it. */
export function requestMail(tx: Emitter, mail: Mail): void {
  tx.emit({ topic: 'mail.requested', aggregate: `mail:${uuidv7()}`, payload: mail })
}

/** The same; without a mail it costs as much and sends nothing, so that time does not tell whether an address has an account. */
export function requestMailIfAny(tx: Emitter, mail: Mail | null): void {
  if (mail) requestMail(tx, mail)
  else tx.emit({ topic: 'mail.withheld', aggregate: `mail:${uuidv7()}`, payload: {} })
}

/** Sent mails hold links that open accounts, so they do not stay longer than somebody may want to look after a delivery. */
const SENT_KEPT_MS = 3600 * 1000

/** Removes what was sent or withheld; what could not be delivered stays for the operator to see. */
export async function sweepMails(db: SystemDb, now: Date): Promise<void> {
  await db
    .deleteFrom('outboxEvent')
    .where('topic', 'in', ['mail.requested', 'mail.withheld'])
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('outboxDelivery')
        .select('eventId')
        .where('listener', '=', 'hub.mail')
        .where('deliveredAt', '<', new Date(now.getTime() - SENT_KEPT_MS).toISOString()),
    )
    .execute()
}
