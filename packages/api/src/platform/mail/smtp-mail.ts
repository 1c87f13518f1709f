import { createTransport } from 'nodemailer'
import { escapeHtml } from './escape-html.ts'
import type { Mail, MailSender } from './mail.ts'

/** Below the dispatcher's lease of a minute, so that a silent mail server never makes a mail go out twice. */
const CONNECT_TIMEOUT_MS = 10_000
const SILENCE_TIMEOUT_MS = 20_000

const paragraphStyle = 'margin:0 0 16px;font:16px/1.5 system-ui,sans-serif;color:#1c1917'
const buttonStyle =
  'display:inline-block;padding:12px 20px;border-radius:8px;background:#1c1917;color:#ffffff;font:600 16px/1 system-ui,sans-serif;text-decoration:none'

/** The HTML part; everything in it is text of ours or escaped. */
function htmlOf({ text, action }: Mail): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((part) => `<p style="${paragraphStyle}">${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
  const button =
    action &&
    `<p style="${paragraphStyle}"><a href="${escapeHtml(action.url)}" style="${buttonStyle}">${escapeHtml(action.label)}</a></p>`
  return `<!doctype html><html lang="en"><body style="margin:0;padding:24px">${[...paragraphs, button ?? ''].join('')}</body></html>`
}

export interface SmtpSender extends MailSender {
  close(): void
}

/** Sends through a mail server, for example `smtps://user:password@mail.example.com`. */
export function smtpSender({ smtpUrl, from }: { smtpUrl: string; from: string }): SmtpSender {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail) {
      const text = mail.action
        ? `${mail.text}\n\n${mail.action.label}:\n${mail.action.url}\n`
        : `${mail.text}\n`
      await transport.sendMail({
        from,
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text,
        html: htmlOf(mail),
      })
    },
    close: () => transport.close(),
  }
}
