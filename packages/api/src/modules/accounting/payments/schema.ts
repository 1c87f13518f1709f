import { z } from 'zod'
import { LedgerAccountId } from '../accounts/schema.ts'
import { BookDay } from '../book/schema.ts'
import { ContactId, words } from '../contacts/schema.ts'
import { InvoiceId } from '../documents/schema.ts'
import { JournalEntryId } from '../journals/schema.ts'
import { EXAMPLE_ID, entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { Amount, CurrencyCode, ExchangeRate } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'

export const PaymentId = entityId('accounting_payment')
export const PaymentMethod = z.enum(['bank', 'card', 'cash', 'other'])

export const PaymentIn = z.strictObject({
  id: PaymentId,
  number: z.string(),
  contactId: ContactId,
  contact: z.string(),
  paidOn: z.string(),
  method: PaymentMethod,
  reference: z.string(),
  accountId: LedgerAccountId,
  account: z.string(),
  currency: z.string(),
  amount: z.string(),
  left: z.string().meta({ description: 'Neither put to an invoice nor paid back' }),
  entryId: JournalEntryId,
  undoneOn: z.string().nullable(),
  createdAt: Instant,
})
export type PaymentIn = z.infer<typeof PaymentIn>
const PaidInvoice = z.strictObject({
  invoiceId: InvoiceId,
  number: z.string(),
  on: z.string().meta({ description: 'The last day on which something was put to it' }),
  amount: z.string(),
})
const PaidBack = z.strictObject({
  refundId: entityId('accounting_payment.refund_id'),
  on: z.string(),
  amount: z.string(),
})
export const WholePaymentIn = PaymentIn.extend({
  invoices: z.array(PaidInvoice).meta({ description: 'What it was put to' }),
  refunds: z.array(PaidBack).meta({ description: 'What of it went back' }),
})
export type WholePaymentIn = z.infer<typeof WholePaymentIn>
export const PaymentInPage = listOutput(PaymentIn)

export const ListPaymentsIn = listInput(['newest'], {
  search: searchPhrase.optional(),
  contactId: ContactId.optional(),
  currency: CurrencyCode.optional(),
  unallocated: z.boolean().optional().meta({ description: 'Only those with money left' }),
})
export type ListPaymentsIn = z.infer<typeof ListPaymentsIn>

export const GetPaymentIn = z.strictObject({ id: PaymentId })
export type GetPaymentIn = z.infer<typeof GetPaymentIn>

const Allocation = z.strictObject({
  invoiceId: InvoiceId,
  amount: Amount.optional().meta({ description: 'Default: all that is open, as far as it goes' }),
})
export type AllocationWish = z.infer<typeof Allocation>

export const RecordPaymentIn = mutationInput({
  invoiceId: InvoiceId.optional().meta({ description: 'What it pays, as far as it goes' }),
  contactId: ContactId.optional().meta({ description: 'Default: that of the invoice' }),
  amount: Amount.optional().meta({ description: 'Default: all that is open of the invoice' }),
  currency: CurrencyCode.optional().meta({ description: 'Default: that of the invoice, or of the books' }),
  rate: ExchangeRate.optional().meta({ description: 'Books’ currency for one of this' }),
  paidOn: BookDay.optional().meta({ description: 'Default: today' }),
  method: PaymentMethod.default('bank'),
  accountId: LedgerAccountId.optional().meta({ description: 'Where the money is. Default: by the method' }),
  reference: words(120).default(''),
  allocations: z
    .array(Allocation)
    .max(50)
    .default([])
    .meta({ description: 'In place of one invoice: several' }),
}).meta({ examples: [{ invoiceId: EXAMPLE_ID }] })
export type RecordPaymentIn = z.infer<typeof RecordPaymentIn>

export const AllocatePaymentIn = mutationInput({
  id: PaymentId,
  allocations: z.array(Allocation).min(1).max(50),
})
export type AllocatePaymentIn = z.infer<typeof AllocatePaymentIn>

export const TakeOffPaymentIn = mutationInput({
  id: PaymentId,
  invoiceId: InvoiceId,
  putOn: BookDay.optional().meta({ description: 'What was put to it on that day alone. Default: all of it' }),
})
export type TakeOffPaymentIn = z.infer<typeof TakeOffPaymentIn>

export const UndoPaymentIn = mutationInput({
  id: PaymentId,
  on: BookDay.optional().meta({ description: 'Default: today' }),
})
export type UndoPaymentIn = z.infer<typeof UndoPaymentIn>
