import { z } from 'zod'
import { Email } from '../../../shared/email.ts'
import { CurrencyCode } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, prose } from '../../../shared/text.ts'
import { BookDay } from '../book/schema.ts'
import { ContactId } from '../contacts/schema.ts'
import { InvoiceId } from '../documents/schema.ts'
import { PaymentId } from '../payments/schema.ts'
import { RefundId } from '../refunds/schema.ts'

export const StatementMove = z.enum([
  'invoice',
  'credit_note',
  'payment',
  'payment_undone',
  'refund',
  'refund_undone',
])
export type StatementMove = z.infer<typeof StatementMove>

const StatementRow = z.strictObject({
  on: z.string(),
  kind: StatementMove,
  number: z.string(),
  reference: z.string(),
  dueOn: z.string().nullable(),
  invoiceId: InvoiceId.nullable().meta({ description: 'The invoice or credit note' }),
  paymentId: PaymentId.nullable(),
  refundId: RefundId.nullable(),
  amount: z.string().meta({ description: 'What the customer owes more by it; below 0 less' }),
  balance: z.string().meta({ description: 'What is owed after it; below 0 it is the customer’s' }),
})
export type StatementRow = z.infer<typeof StatementRow>

export const StatementSection = z.strictObject({
  currency: z.string(),
  opening: z.string().meta({ description: 'Owed before the first day' }),
  rows: z.array(StatementRow),
  charged: z.string().meta({ description: 'What these days added' }),
  credited: z.string().meta({ description: 'What these days took off: payments and credit notes' }),
  closing: z.string().meta({ description: 'Owed at the end of the last day; below 0 it is the customer’s' }),
  overdue: z.string().meta({ description: 'Of invoices whose day to pay is before the last day' }),
})
export type StatementSection = z.infer<typeof StatementSection>

export const CustomerStatement = z.strictObject({
  contactId: ContactId,
  contact: z.string(),
  email: z.string(),
  from: z.string(),
  to: z.string(),
  sections: z.array(StatementSection).meta({ description: 'One for each currency' }),
})
export type CustomerStatement = z.infer<typeof CustomerStatement>

const asked = {
  contactId: ContactId,
  from: BookDay.optional().meta({ description: 'Default: first day of the fiscal year' }),
  to: BookDay.optional().meta({ description: 'Default: today' }),
  currency: CurrencyCode.optional().meta({ description: 'Default: all' }),
}
export const GetCustomerStatement = z.strictObject(asked)
export type GetCustomerStatement = z.infer<typeof GetCustomerStatement>

export const SendCustomerStatement = mutationInput({
  ...asked,
  recipient: Email.optional().meta({ description: 'Mail address. Default: the customer’s' }),
  subject: line(150).optional(),
  message: prose(2000).optional().meta({ description: 'Words before the name of the business' }),
})
export type SendCustomerStatement = z.infer<typeof SendCustomerStatement>

export const StatementSent = z.strictObject({ contactId: ContactId, recipient: z.string() })
export type StatementSent = z.infer<typeof StatementSent>

const StatementFormat = z.enum(['pdf', 'csv'])
export const StatementFile = z.strictObject({ ...asked, format: StatementFormat })
export type StatementFile = z.infer<typeof StatementFile>
export const PrepareCustomerStatement = mutationInput({ ...asked, format: StatementFormat })
