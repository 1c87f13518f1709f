import { printedDay, printedIban, printedNumber } from '../documents/print/printed.ts'
import type { Seller } from '../documents/tables.ts'
import { LAST_LEVEL } from './plan.ts'
import type { Planned } from './plan.ts'
import type { RemindedInvoice, ReminderMail } from './schema.ts'

const levels = [
  {
    subject: 'Reminder',
    begins:
      'Perhaps this escaped your notice: the day to pay is over, and we have not seen all of the money yet.',
    ends: 'If you paid meanwhile, please take no notice of this mail.',
  },
  {
    subject: 'Second reminder',
    begins: 'We wrote to you about this before, and have not seen all of the money yet.',
    ends: 'If something about it is not right, please write to us. If you paid meanwhile, please take no notice of this mail.',
  },
  {
    subject: 'Last reminder',
    begins:
      'This is our last reminder: we wrote to you about this more than once, and have not seen all of the money yet.',
    ends: 'Please pay within seven days, or write to us if something about it is not right.',
  },
] as const

const lineOf = ({ number, open, currency, dueOn }: RemindedInvoice): string =>
  `- Invoice ${number}, due on ${printedDay(dueOn)}: ${printedNumber(open)} ${currency} is open.`

function paying({ iban, bic }: Seller, { invoices }: Planned): string {
  if (iban === '') return ''
  const by = `Please pay to IBAN ${printedIban(iban)}${bic === '' ? '' : `, BIC ${bic}`}`
  const number = invoices.length === 1 ? 'the number of the invoice' : 'the numbers of the invoices'
  return `${by}, with ${number} as reference.`
}

/** What a customer reads, as firm as the invoice that was reminded of most. */
export function reminderMail(
  planned: Planned,
  { seller, message = '' }: { seller: Seller; message: string | undefined },
): ReminderMail {
  const { invoices } = planned
  const level = Math.max(1, ...invoices.map((one) => one.level))
  const words = levels[Math.min(level, LAST_LEVEL) - 1] ?? levels[0]
  const what = invoices.length === 1 ? `invoice ${invoices[0]?.number ?? ''}` : `${invoices.length} invoices`
  const parts = [
    words.begins,
    invoices.map(lineOf).join('\n'),
    paying(seller, planned),
    message,
    words.ends,
    seller.name,
  ]
  return {
    ...planned,
    level,
    subject: `${words.subject}: ${what} of ${seller.name}`,
    text: parts.filter((part) => part !== '').join('\n\n'),
  }
}
