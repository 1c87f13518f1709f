import { z } from 'zod'
import type { SettingNow } from '../platform/secrets/setting-now.ts'
import { url } from './setting-url.ts'

/** An address, or a name with the address in angle brackets behind it. */
const isSender = (value: string): boolean =>
  /^(?:[^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/.test(value.trim())

/** Where mail goes out, and who it comes from. */
export const mailFields = {
  SMTP_URL: url('smtp', 'smtps').optional(),
  MAIL_FROM: z
    .string()
    .refine(isSender, { error: 'must be a mail address, such as hub@example.com' })
    .optional(),
}

type MailFields = z.infer<z.ZodObject<typeof mailFields>>

export interface MailSettings {
  smtpUrl: string
  from: string
}

/** What their files say is read again for each mail; undefined where none is sent. */
export function mailOfSettings(settings: MailFields, now: SettingNow): MailSettings | undefined {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from } = settings
  if (!smtpUrl || !from) return undefined
  let sender = from
  return {
    get smtpUrl() {
      return now('SMTP_URL') ?? smtpUrl
    },
    get from() {
      const again = now('MAIL_FROM')
      if (again !== undefined && isSender(again)) sender = again
      return sender
    },
  }
}

export const mailProblems = ({ SMTP_URL, MAIL_FROM }: MailFields): string[] =>
  SMTP_URL && !MAIL_FROM
    ? ['MAIL_FROM must be set together with SMTP_URL, it is the address mail comes from.']
    : []
