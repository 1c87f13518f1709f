import type { Hub } from '../hub.ts'
import type { MailSender } from './mail.ts'

/** The hub's mail sender; how each delivery went is counted and shown on the health page. */
export const watchedMail = ({ mail, metrics, vitals, now }: Hub): MailSender => ({
  async send(letter, id) {
    const seen = (wasSent: boolean) => {
      vitals.mail = { at: now(), wasSent }
      metrics.mail(wasSent ? 'sent' : 'failed')
    }
    try {
      await mail.send(letter, id)
    } catch (error) {
      seen(false)
      throw error
    }
    seen(true)
  },
})
