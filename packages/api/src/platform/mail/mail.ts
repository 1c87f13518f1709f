import type { SystemDb } from '@hub/db'
import { z } from 'zod'

export const Mail = z.object({
  to: z.string(),
  subject: z.string(),
  /** Plain text; the HTML part is made from it by the sender. */
  text: z.string(),
  /** What administrators of the hub see it as: without a name, an address or a link. */
  about: z.string().max(80).optional(),
  /** One link shown as a button. */
  action: z.object({ label: z.string(), url: z.string() }).optional(),
  /** A list between the words and the button. */
  lines: z
    .array(
      z.object({
        words: z.string(),
        detail: z.string().nullable(),
        url: z.string().nullable(),
        /** What one does there: then this is the link, and not the words. */
        act: z.string().optional(),
      }),
    )
    .optional(),
  /** In small words at the end: why one gets it. */
  note: z.string().optional(),
  /** In whose name it is written, where that is not the hub: above the words, and as the name of the sender. */
  sender: z.string().max(150).optional(),
  /** Where an answer goes, where that is not the hub's own address. */
  replyTo: z.string().optional(),
  /** They wait sealed with the mail, so they are small. */
  attachments: z
    .array(z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() }))
    .max(5)
    .optional(),
  /** Ends mails like this one, by a press in the mail program (RFC 8058) or in the mail. */
  unsubscribe: z.object({ label: z.string(), url: z.string() }).optional(),
})
export type Mail = z.infer<typeof Mail>

/** One that is written now, and not by an earlier version. */
export type WrittenMail = Mail & { about: string }

/** A subject that names nobody, so that administrators of the hub may see it as well. */
export const openSubject = (subject: string) => ({ subject, about: subject })

/** Sends one mail; rejects when the mail server did not take it, and the job tries again. */
export interface MailSender {
  /** The id is the same each time a mail is tried, so that one that came twice can be told. */
  send(mail: Mail, id: string): Promise<void>
}

/** Mails that an older version asked for hold links that open accounts, so they do not stay longer than somebody may want to look. */
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
