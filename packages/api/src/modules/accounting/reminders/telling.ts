import { moneyText } from '../../../shared/amount-words.ts'
import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { dayTextOf } from '../../../shared/day-text.ts'
import { howMany, newestFirst, pageTold, rowsTold } from '../telling.ts'
import { ReminderPage, ReminderPreview, RemindersSent } from './schema.ts'

const levels: Readonly<Record<number, string>> = { 1: 'first', 2: 'second', 3: 'last' }
export const levelText = (level: number): string => `${levels[level] ?? 'last'} reminder`

export function remindersTold(output: unknown): ToldAnswer {
  const page = ReminderPage.parse(output)
  return pageTold(page, {
    head: `There ${howMany(page, ['reminder', 'reminders'])}${newestFirst(page)}.`,
    none: 'No reminder was sent yet. Say “remind” and the customer to send one.',
    row: ({ id, number, contact }) => ({ id, name: `${number} ${contact}` }),
    facts: ({ level, sentOn, recipient, open, currency }) =>
      `${levelText(level)} on ${dayTextOf(sentOn)} to ${recipient}, ${moneyText(open, currency)} was open`,
  })
}

/** What went out, and of what nothing did. */
export function sentTold(output: unknown): ToldAnswer {
  const { mails, left } = RemindersSent.parse(output)
  const sent = mails.map(
    ({ contact, recipient, level }) => `Done: ${contact} got the ${levelText(level)} at ${recipient}.`,
  )
  const kept = left.map(({ contact, why }) => `No reminder went to ${contact}: ${why}`)
  return { text: [...sent, ...kept].join('\n') || 'No reminder was due: none went out.' }
}

export function previewTold(output: unknown): ToldAnswer {
  const { mails, left } = ReminderPreview.parse(output)
  if (mails.length === 0)
    return { text: ['There is nobody to remind now.', ...left.slice(0, 5).map(({ why }) => why)].join('\n') }
  const count = mails.length === 1 ? '1 customer' : `${mails.length} customers`
  return rowsTold(mails, {
    head: `${count} can be reminded. Say “remind” and the name of one to send it.`,
    row: ({ contactId, contact }) => ({ id: contactId, name: contact }),
    facts: ({ level, invoices, recipient }) =>
      `${levelText(level)} to ${recipient}: ${invoices.map(({ number, open, currency }) => `${number}, ${moneyText(open, currency)}`).join('; ')}`,
  })
}
