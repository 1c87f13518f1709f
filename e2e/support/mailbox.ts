import { expect, request } from '@playwright/test'
import { origin } from './place.ts'

export interface Mail {
  id: string
  at: string
  to: string
  subject: string
  text: string
  action?: { label: string; url: string }
}

/** The mails to one address, newest first, from the hub's development mailbox. */
export async function mailsTo(email: string): Promise<Mail[]> {
  // The mailbox shows itself to this machine alone, so no address may be given here.
  const http = await request.newContext({ baseURL: origin, extraHTTPHeaders: {} })
  try {
    // The shape is that of apps/server/src/mail/dev-mailbox.ts.
    const { items } = (await (await http.get('/dev/mail.json')).json()) as { items: Mail[] }
    return items.filter(({ to }) => to === email)
  } finally {
    await http.dispose()
  }
}

/** The link in the newest mail to this address whose subject fits; waits until it has come. */
export async function linkFor(email: string, subject: RegExp): Promise<string> {
  let link = ''
  await expect
    .poll(
      async () => {
        const mails = await mailsTo(email)
        link = mails.find((mail) => subject.test(mail.subject))?.action?.url ?? ''
        return link
      },
      // What people chose to be mailed is looked for every ten seconds.
      { message: `a mail to ${email} with a link and a subject like ${subject}`, timeout: 25_000 },
    )
    .not.toBe('')
  return link
}
