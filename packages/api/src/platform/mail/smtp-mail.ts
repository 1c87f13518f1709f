import { createTransport } from 'nodemailer'
import { mailHtml, mailText } from './mail-html.ts'
import type { Mail, MailSender } from './mail.ts'

/** Together far below what a try of a mail may take. */
const CONNECT_TIMEOUT_MS = 10_000
const SILENCE_TIMEOUT_MS = 20_000

/** A mail program shows its own button for it, and sends a POST to the link when it is pressed. */
const listHeaders = ({ unsubscribe }: Mail): Record<string, string> =>
  unsubscribe
    ? {
        'List-Unsubscribe': `<${unsubscribe.url}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'Auto-Submitted': 'auto-generated',
      }
    : {}

export interface SmtpSender extends MailSender {
  close(): void
}

const options = (smtpUrl: string) => ({
  url: smtpUrl,
  connectionTimeout: CONNECT_TIMEOUT_MS,
  greetingTimeout: CONNECT_TIMEOUT_MS,
  socketTimeout: SILENCE_TIMEOUT_MS,
  disableFileAccess: true,
  disableUrlAccess: true,
})

/** Connects, says hello and signs in where the address has a name, and sends nothing. Rejects with nodemailer's error. */
export async function smtpGreeting(smtpUrl: string): Promise<void> {
  const transport = createTransport(options(smtpUrl))
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}

/** Sends through a mail server, for example `smtps://user:password@mail.example.com`. */
export function smtpSender({ smtpUrl, from }: { smtpUrl: string; from: string }): SmtpSender {
  const transport = createTransport({ ...options(smtpUrl), pool: true, maxConnections: 2 })
  const address = from.replace(/^.*<|>.*$/gs, '')
  const host = from.replace(/^.*@|>.*$/gs, '')
  return {
    async send(mail, id) {
      await transport.sendMail({
        from: mail.sender === undefined ? from : { name: mail.sender, address },
        // The same each time it is tried: where the answer of the mail server was lost, a repeat can be recognized.
        messageId: `<${id}@${host}>`,
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text: mailText(mail),
        html: mailHtml(mail),
        headers: listHeaders(mail),
        ...(mail.replyTo !== undefined && { replyTo: { name: '', address: mail.replyTo } }),
        attachments: (mail.attachments ?? []).map(({ fileName, mediaType, base64 }) => ({
          filename: fileName,
          contentType: mediaType,
          content: Buffer.from(base64, 'base64'),
        })),
      })
    },
    close: () => transport.close(),
  }
}
