export interface Mail {
  to: string
  subject: string
  /** Plain text; the HTML part is made from it by the sender. */
  text: string
  /** One link shown as a button. */
  action?: { label: string; url: string } | undefined
}

/** Sends one mail; rejects when the mail server did not take it, and the outbox tries again. */
export interface MailSender {
  send(mail: Mail): Promise<void>
}
