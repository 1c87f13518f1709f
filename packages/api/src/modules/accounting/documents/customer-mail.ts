import { mailWish } from '../../../platform/mail/request-mail.ts'
import { canonicalEmail } from '../../../shared/email.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Seller } from './tables.ts'

/** A mail waits sealed in the database, so what hangs on it stays small; 200 lines of an invoice are some 60 kB. */
const LARGEST_BYTES = 2 * 1024 * 1024

interface CustomerMail {
  to: string
  seller: Pick<Seller, 'name' | 'email'>
  subject: string
  text: string
  /** What kind of mail it is, for whoever looks after the hub. */
  about: string
  /** PDFs, without the ending of their names. */
  papers: readonly { name: string; bytes: Uint8Array }[]
}

/** A mail in the name of the business; answers go to it. Throws a PAYLOAD_TOO_LARGE. */
export function customerMail({ to, seller, subject, text, about, papers }: CustomerMail) {
  if (papers.reduce((sum, { bytes }) => sum + bytes.length, 0) > LARGEST_BYTES)
    throw new AppError('PAYLOAD_TOO_LARGE', {
      message: 'The PDF is too large for a mail. Save it, and send it yourself.',
    })
  return mailWish({
    to,
    sender: seller.name,
    ...(canonicalEmail(seller.email) !== null && { replyTo: seller.email }),
    subject,
    text,
    about,
    attachments: papers.map(({ name, bytes }) => ({
      fileName: `${name}.pdf`,
      mediaType: 'application/pdf',
      base64: Buffer.from(bytes).toString('base64'),
    })),
  })
}
