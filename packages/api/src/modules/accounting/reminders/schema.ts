import { z } from 'zod'
import { EXAMPLE_ID, entityId } from '../../../shared/ids.ts'
import { Email } from '../../../shared/email.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { prose } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { ContactId } from '../contacts/schema.ts'
import { InvoiceId } from '../documents/schema.ts'

/** How firmly it is said: by how many were sent before. */
const level = z.int().meta({ description: '1 friendly, 2 second, 3 last' })

const which = {
  invoiceId: InvoiceId.optional().meta({ description: 'One invoice' }),
  invoiceIds: z.array(InvoiceId).min(1).max(50).optional().meta({ description: 'Or several' }),
  contactId: ContactId.optional().meta({ description: 'Or all overdue ones of a customer' }),
}
const message = prose(2000).optional().meta({ description: 'Words before the name of the business' })

const RemindedInvoice = z.strictObject({
  invoiceId: InvoiceId,
  number: z.string(),
  currency: z.string(),
  open: z.string(),
  dueOn: z.string(),
  daysLate: z.int(),
  level,
  lastOn: z.string().nullable().meta({ description: 'The day of the reminder before' }),
})
export type RemindedInvoice = z.infer<typeof RemindedInvoice>

const ReminderMail = z.strictObject({
  contactId: ContactId,
  contact: z.string(),
  recipient: z.string(),
  level: level.meta({ description: 'The highest of its invoices' }),
  subject: z.string(),
  text: z.string(),
  invoices: z.array(RemindedInvoice),
})
export type ReminderMail = z.infer<typeof ReminderMail>

const LeftOut = z.strictObject({
  invoiceId: InvoiceId,
  contact: z.string(),
  why: z.string().meta({ description: 'Why no reminder of it goes now' }),
})
export type LeftOut = z.infer<typeof LeftOut>

const mails = {
  mails: z.array(ReminderMail).meta({ description: 'One for each customer' }),
  left: z.array(LeftOut),
}

export const PreviewReminders = z.strictObject({ ...which, message })
export type PreviewReminders = z.infer<typeof PreviewReminders>
export const ReminderPreview = z.strictObject({
  ...mails,
  isMore: z.boolean().meta({ description: 'More are overdue than go at once' }),
})
export type ReminderPreview = z.infer<typeof ReminderPreview>

export const SendReminders = mutationInput({
  ...which,
  recipient: Email.optional().meta({ description: 'Mail address, for one customer. Default: theirs' }),
  message,
}).meta({ examples: [{ invoiceId: EXAMPLE_ID }] })
export type SendReminders = z.infer<typeof SendReminders>
export const RemindersSent = z.strictObject(mails)
export type RemindersSent = z.infer<typeof RemindersSent>

export const ReminderId = entityId('accounting_reminder')

export const Reminder = z.strictObject({
  id: ReminderId,
  invoiceId: InvoiceId,
  number: z.string(),
  contact: z.string(),
  level,
  sentOn: z.string(),
  recipient: z.string(),
  currency: z.string(),
  open: z.string().meta({ description: 'What was open of it then' }),
  sentAt: Instant,
})
export type Reminder = z.infer<typeof Reminder>
export const ReminderPage = listOutput(Reminder)
export const ListReminders = listInput(['newest'], {
  invoiceId: InvoiceId.optional(),
  contactId: ContactId.optional(),
})
export type ListReminders = z.infer<typeof ListReminders>
