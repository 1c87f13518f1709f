import { z } from 'zod'
import { LedgerAccountId } from '../accounts/schema.ts'
import { BookDay } from '../book/schema.ts'
import { ContactId, words } from '../contacts/schema.ts'
import { Percent, TaxCategory, TaxCodeId } from '../taxes/schema.ts'
import { JournalEntryId } from '../journals/schema.ts'
import { Email } from '../../../shared/email.ts'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { CurrencyCode, ExchangeRate } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, prose, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'

export const InvoiceId = entityId('accounting_document')

/** Where it stands: what is open past its due day is overdue, whatever was paid of it. */
export const InvoiceStatus = z.enum(['draft', 'open', 'part_paid', 'overdue', 'paid', 'void'])
export type InvoiceStatus = z.infer<typeof InvoiceStatus>
export const InvoiceKind = z.enum(['invoice', 'credit_note'])

const row = {
  id: InvoiceId,
  number: z.string().nullable().meta({ description: 'null until it is posted' }),
  contactId: ContactId,
  contact: z.string(),
  total: z.string(),
  currency: z.string(),
  status: InvoiceStatus,
  open: z.string().meta({ description: 'What is still to be paid' }),
  dueOn: z.string(),
  issuedOn: z.string(),
  kind: InvoiceKind,
  sentAt: Instant.nullable(),
  version: z.int(),
}
export const Invoice = z.strictObject(row)
export type Invoice = z.infer<typeof Invoice>
export const InvoicePage = listOutput(Invoice)

export const InvoiceLine = z.strictObject({
  description: z.string(),
  quantity: z.string(),
  unitCode: z.string(),
  unitPrice: z.string(),
  discountPercent: z.string(),
  amount: z.string().meta({ description: 'Before the discount on the whole' }),
  taxCodeId: TaxCodeId,
  tax: z.string(),
  taxPercent: z.string(),
  accountId: LedgerAccountId,
})
export type InvoiceLine = z.infer<typeof InvoiceLine>

export const InvoiceTax = z.strictObject({
  name: z.string(),
  category: TaxCategory,
  percent: z.string(),
  taxable: z.string(),
  tax: z.string(),
  reason: z.string(),
})
export type InvoiceTax = z.infer<typeof InvoiceTax>

const party = {
  name: z.string(),
  street: z.string(),
  postcode: z.string(),
  city: z.string(),
  country: z.string().nullable(),
  taxId: z.string(),
  email: z.string(),
}

/** What paid it, or took it back. */
export const Settlement = z.strictObject({
  paymentId: entityId('accounting_payment').nullable(),
  creditId: InvoiceId.nullable().meta({ description: 'The credit note, where it was not money' }),
  on: z.string(),
  amount: z.string(),
})

/** What is known of a document, without who wrote it and for whom. */
export const InvoiceDetails = z.strictObject({
  ...row,
  correctsId: InvoiceId.nullable(),
  deliveredOn: z.string().nullable(),
  rate: z.string(),
  pricesIncludeTax: z.boolean(),
  discountPercent: z.string(),
  reference: z.string(),
  message: z.string(),
  lines: z.array(InvoiceLine),
  taxes: z.array(InvoiceTax),
  net: z.string(),
  tax: z.string(),
  rounding: z.string(),
  discount: z.string(),
  settlements: z.array(Settlement),
  entryId: JournalEntryId.nullable(),
  postedAt: Instant.nullable(),
})
export type InvoiceDetails = z.infer<typeof InvoiceDetails>

export const InvoiceParties = z.strictObject({
  seller: z.strictObject({
    ...party,
    phone: z.string(),
    iban: z.string(),
    bic: z.string(),
    footer: z.string(),
  }),
  buyer: z.strictObject(party),
  corrects: z.string().nullable().meta({ description: 'The invoice that a credit note takes back' }),
})
export type InvoiceParties = z.infer<typeof InvoiceParties>

/** All that is printed. */
export type WholeInvoice = InvoiceDetails & InvoiceParties

/** What became of it, for whoever changed it. */
export const SavedInvoice = z.strictObject({
  id: InvoiceId,
  number: row.number,
  status: InvoiceStatus,
  currency: z.string(),
  total: z.string(),
  open: z.string(),
  version: z.int(),
})
export type SavedInvoice = z.infer<typeof SavedInvoice>

/** What a list of them is narrowed to. */
const StatusFilter = z.enum([...InvoiceStatus.options, 'unpaid']).meta({
  description: 'unpaid: invoices that are open, part_paid or overdue',
})
export type StatusFilter = z.infer<typeof StatusFilter>

export const ListInvoices = listInput(['newest', 'due'], {
  search: searchPhrase.optional(),
  status: StatusFilter.optional(),
  contactId: ContactId.optional(),
  currency: CurrencyCode.optional(),
  from: BookDay.optional(),
  to: BookDay.optional(),
})
export type ListInvoices = z.infer<typeof ListInvoices>
export const GetInvoice = z.strictObject({ id: InvoiceId })
export type GetInvoice = z.infer<typeof GetInvoice>

export const Quantity = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'Write the quantity as 12 or 0.5.')
  .meta({ examples: ['12'] })
const UnitPrice = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,8})?$/, 'Write the price as 14.20.')
  .meta({ examples: ['14.20'] })

export const NewInvoiceLine = z.strictObject({
  description: words(300),
  quantity: Quantity.default('1'),
  unitCode: z
    .string()
    .regex(/^[A-Z0-9]{2,3}$/, 'Use a unit of UN/ECE Rec 20, such as HUR.')
    .default('C62')
    .meta({ description: 'UN/ECE Rec 20: C62 piece, HUR hour' }),
  unitPrice: UnitPrice,
  discountPercent: Percent.default('0'),
  taxCodeId: TaxCodeId.optional().meta({ description: 'Default: as charged last' }),
  accountId: LedgerAccountId.optional().meta({ description: 'Default: Sales' }),
})
export type NewInvoiceLine = z.infer<typeof NewInvoiceLine>

const given = {
  issuedOn: BookDay,
  dueOn: BookDay,
  deliveredOn: BookDay.nullable(),
  currency: CurrencyCode,
  rate: ExchangeRate,
  pricesIncludeTax: z.boolean(),
  discountPercent: Percent,
  reference: words(120),
  message: prose(600),
  lines: z.array(NewInvoiceLine).max(200),
}

export const CreateInvoice = mutationInput({
  contactId: ContactId,
  issuedOn: given.issuedOn.optional().meta({ description: 'Default: today' }),
  dueOn: given.dueOn.optional().meta({ description: 'Default: their terms' }),
  deliveredOn: given.deliveredOn.default(null),
  currency: given.currency.optional().meta({ description: 'Default: the books’' }),
  rate: given.rate.optional().meta({ description: 'Books’ currency for one of this' }),
  pricesIncludeTax: given.pricesIncludeTax.default(false),
  discountPercent: given.discountPercent.default('0'),
  reference: given.reference.default(''),
  message: given.message.default(''),
  lines: given.lines.default([]),
})
export type CreateInvoice = z.infer<typeof CreateInvoice>

const version = KnownVersion.optional()

export const UpdateInvoice = mutationInput({
  id: InvoiceId,
  contactId: ContactId.optional(),
  issuedOn: given.issuedOn.optional(),
  dueOn: given.dueOn.optional(),
  deliveredOn: given.deliveredOn.optional(),
  currency: given.currency.optional(),
  rate: given.rate.optional(),
  pricesIncludeTax: given.pricesIncludeTax.optional(),
  discountPercent: given.discountPercent.optional(),
  reference: given.reference.optional(),
  message: given.message.optional(),
  lines: given.lines.optional(),
  version,
})
export type UpdateInvoice = z.infer<typeof UpdateInvoice>

export const RemoveInvoice = mutationInput({ id: InvoiceId })
export const PostInvoice = mutationInput({ id: InvoiceId, version })
export type PostInvoice = z.infer<typeof PostInvoice>
export const VoidInvoice = mutationInput({
  id: InvoiceId,
  on: BookDay.optional().meta({ description: 'Day of the credit note. Default: today' }),
  reason: line(200).optional(),
})
export type VoidInvoice = z.infer<typeof VoidInvoice>

export const SendInvoice = mutationInput({
  id: InvoiceId,
  to: Email.optional().meta({ description: 'Default: the customer’s' }),
  subject: line(150).optional(),
  message: prose(2000).optional().meta({ description: 'Words before the name of the business' }),
})
export type SendInvoice = z.infer<typeof SendInvoice>
export const PrepareInvoicePdf = mutationInput({ id: InvoiceId })

export const TellOverdue = mutationInput({})
export const OverdueTold = z.strictObject({
  told: z.int(),
  isMore: z.boolean().meta({ description: 'Others are still to be told of' }),
})
export type OverdueTold = z.infer<typeof OverdueTold>
