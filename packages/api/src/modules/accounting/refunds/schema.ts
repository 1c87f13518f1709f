import { z } from 'zod'
import { LedgerAccountId } from '../accounts/schema.ts'
import { BookDay } from '../book/schema.ts'
import { ContactId, words } from '../contacts/schema.ts'
import { JournalEntryId } from '../journals/schema.ts'
import { PaymentId, PaymentMethod } from '../payments/schema.ts'
import { EXAMPLE_ID, entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { Amount, CurrencyCode, ExchangeRate } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'

export const RefundId = entityId('accounting_payment.refund_id')

export const Refund = z.strictObject({
  id: RefundId,
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
  entryId: JournalEntryId,
  undoneOn: z.string().nullable(),
  createdAt: Instant,
})
export type Refund = z.infer<typeof Refund>
const RefundedPayment = z.strictObject({ paymentId: PaymentId, number: z.string(), amount: z.string() })
export const WholeRefund = Refund.extend({
  payments: z.array(RefundedPayment).meta({ description: 'Whose money it was' }),
})
export type WholeRefund = z.infer<typeof WholeRefund>
export const RefundPage = listOutput(Refund)

export const ListRefunds = listInput(['newest'], {
  search: searchPhrase.optional(),
  contactId: ContactId.optional(),
  currency: CurrencyCode.optional(),
})
export type ListRefunds = z.infer<typeof ListRefunds>

export const GetRefund = z.strictObject({ id: RefundId })
export type GetRefund = z.infer<typeof GetRefund>

const owed = {
  paymentId: PaymentId.optional().meta({ description: 'Only of this payment. Default: the oldest first' }),
  amount: Amount.optional().meta({ description: 'Default: all that is left' }),
  currency: CurrencyCode.optional().meta({ description: 'Default: that of what is left' }),
  rate: ExchangeRate.optional().meta({ description: 'Books’ currency for one of this' }),
}

export const AskLeft = z.strictObject({ contactId: ContactId, ...owed })
export type AskLeft = z.infer<typeof AskLeft>

const LeftInCurrency = z.strictObject({
  currency: z.string(),
  left: z.string(),
  from: z.string().meta({ description: 'The day the first of it came in' }),
})
const ExchangeOfRefund = z.strictObject({
  currency: z.string().meta({ description: 'That of the books' }),
  now: z.string().meta({ description: 'What goes back, at the given rate' }),
  before: z.string().meta({ description: 'What the same money stood for when it came in' }),
  gain: z.string().meta({ description: 'Below 0 it is a loss' }),
})
export const LeftToPayBack = z.strictObject({
  contactId: ContactId,
  contact: z.string(),
  left: z.array(LeftInCurrency),
  exchange: ExchangeOfRefund.nullable().meta({
    description: 'What a refund of `amount` at `rate` would book beside it',
  }),
})
export type LeftToPayBack = z.infer<typeof LeftToPayBack>

export const RecordRefund = mutationInput({
  contactId: ContactId.optional().meta({ description: 'Default: that of the payment' }),
  ...owed,
  paidOn: BookDay.optional().meta({ description: 'Default: today' }),
  method: PaymentMethod.default('bank'),
  accountId: LedgerAccountId.optional().meta({ description: 'Where it came from. Default: by the method' }),
  reference: words(120).default(''),
}).meta({ examples: [{ paymentId: EXAMPLE_ID }] })
export type RecordRefund = z.infer<typeof RecordRefund>

export const UndoRefund = mutationInput({
  id: RefundId,
  on: BookDay.optional().meta({ description: 'Default: today' }),
})
export type UndoRefund = z.infer<typeof UndoRefund>
