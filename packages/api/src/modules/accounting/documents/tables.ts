import type { InstantColumn, NullableInstant, TableDeclaration } from '@hub/db'
import type { ColumnType, Generated } from 'kysely'
import type { Address } from '../contacts/schema.ts'
import type { TaxCategory, TaxSide } from '../taxes/schema.ts'

type Made = ColumnType<string, string | Date, never>

/** Written once; a later row says what came after. */
type Once<T> = ColumnType<T, T, never>

export interface AccountingCompanyTable {
  orgId: Once<string>
  legalName: string
  street: string
  postcode: string
  city: string
  country: string | null
  taxId: string
  email: string
  phone: string
  iban: string
  bic: string
  termsDays: number
  footer: string
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface AccountingContactTable {
  id: Once<string>
  orgId: Once<string>
  name: string
  isCustomer: boolean
  isVendor: boolean
  email: string
  phone: string
  street: string
  postcode: string
  city: string
  country: string | null
  taxId: string
  termsDays: number | null
  note: string
  archivedAt: NullableInstant
  createdAt: Made
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface AccountingTaxCodeTable {
  id: Once<string>
  orgId: Once<string>
  name: string
  side: Once<TaxSide>
  category: Once<TaxCategory>
  percent: Once<string>
  reason: Once<string>
  archivedAt: NullableInstant
  createdAt: Made
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface AccountingTaxComponentTable {
  orgId: Once<string>
  taxCodeId: Once<string>
  n: Once<number>
  name: Once<string>
  percent: Once<string>
  sign: Once<1 | -1>
  accountId: Once<string>
}

export type DocumentKind = 'invoice' | 'credit_note'
export type DocumentState = 'draft' | 'posted' | 'void'

/** Who wrote a document, or whom it is for, as it was printed. */
export interface Party extends Address {
  name: string
  taxId: string
  email: string
}
export interface Seller extends Party {
  phone: string
  iban: string
  bic: string
  footer: string
}

export interface AccountingDocumentTable {
  id: Once<string>
  orgId: Once<string>
  kind: Once<DocumentKind>
  state: DocumentState
  contactId: string
  correctsId: Once<string | null>
  number: string | null
  issuedOn: string
  dueOn: string
  deliveredOn: string | null
  currency: string
  rate: string
  pricesIncludeTax: boolean
  discountPercent: string
  reference: string
  message: string
  netMinor: ColumnType<number, string, string>
  taxMinor: ColumnType<number, string, string>
  roundingMinor: ColumnType<number, string, string>
  totalMinor: ColumnType<number, string, string>
  baseMinor: ColumnType<number, string, string>
  settledMinor: Generated<number>
  releasedMinor: Generated<number>
  seller: ColumnType<Seller | null, string | null, string | null>
  buyer: ColumnType<Party | null, string | null, string | null>
  entryId: string | null
  createdById: Once<string | null>
  createdAt: Made
  updatedAt: InstantColumn
  postedAt: NullableInstant
  sentAt: NullableInstant
  /** The day on which somebody was told that it is overdue. */
  overdueToldOn: string | null
  version: Generated<number>
}

export interface AccountingDocumentLineTable {
  orgId: Once<string>
  documentId: Once<string>
  n: Once<number>
  description: Once<string>
  quantity: Once<string>
  unitCode: Once<string>
  unitPrice: Once<string>
  discountPercent: Once<string>
  /** What the line comes to before the document's discount, with tax where prices include it. */
  amountMinor: ColumnType<number, string, never>
  netMinor: ColumnType<number, string, never>
  taxCodeId: Once<string>
  accountId: Once<string>
}

export interface AccountingDocumentTaxTable {
  orgId: Once<string>
  documentId: Once<string>
  taxCodeId: Once<string>
  category: Once<TaxCategory>
  percent: Once<string>
  taxableMinor: ColumnType<number, string, never>
  taxMinor: ColumnType<number, string, never>
}

export type PaymentDirection = 'in' | 'out'
export type PaymentMethod = 'bank' | 'card' | 'cash' | 'other'

export interface AccountingPaymentTable {
  id: Once<string>
  orgId: Once<string>
  direction: Once<PaymentDirection>
  contactId: Once<string>
  paidOn: Once<string>
  method: Once<PaymentMethod>
  reference: Once<string>
  accountId: Once<string>
  currency: Once<string>
  rate: Once<string>
  amountMinor: ColumnType<number, string, never>
  baseMinor: ColumnType<number, string, never>
  allocatedMinor: Generated<number>
  releasedMinor: Generated<number>
  entryId: Once<string>
  undoneOn: string | null
  undoEntryId: string | null
  createdById: Once<string | null>
  createdAt: Made
  version: Generated<number>
}

export interface AccountingAllocationTable {
  id: Once<string>
  orgId: Once<string>
  /** What it was put to: a document, or a refund. */
  documentId: Once<string | null>
  refundId: Once<string | null>
  paymentId: Once<string | null>
  creditId: Once<string | null>
  allocatedOn: Once<string>
  amountMinor: ColumnType<number, string, never>
  documentBaseMinor: ColumnType<number, string, never>
  sourceBaseMinor: ColumnType<number, string, never>
  undoesId: Once<string | null>
  createdById: Once<string | null>
  createdAt: Made
}

export interface AccountingReminderTable {
  id: Once<string>
  orgId: Once<string>
  documentId: Once<string>
  /** How firmly it was said, 1 to 3. */
  level: Once<number>
  sentOn: Once<string>
  sentTo: Once<string>
  openMinor: ColumnType<number, string, never>
  sentById: Once<string | null>
  sentAt: Made
}

declare module '@hub/db/tables' {
  interface ModuleTables {
    accountingCompany: AccountingCompanyTable
    accountingContact: AccountingContactTable
    accountingTaxCode: AccountingTaxCodeTable
    accountingTaxComponent: AccountingTaxComponentTable
    accountingDocument: AccountingDocumentTable
    accountingDocumentLine: AccountingDocumentLineTable
    accountingDocumentTax: AccountingDocumentTaxTable
    accountingPayment: AccountingPaymentTable
    accountingAllocation: AccountingAllocationTable
    accountingReminder: AccountingReminderTable
  }
}

const erased = { atEnd: 'erased' } as const

export const documentTables = {
  accounting_company: erased,
  accounting_contact: erased,
  accounting_tax_code: erased,
  accounting_tax_component: erased,
  accounting_document: erased,
  accounting_document_line: erased,
  accounting_document_tax: erased,
  accounting_payment: erased,
  accounting_allocation: erased,
  accounting_reminder: erased,
} as const satisfies Record<string, TableDeclaration>
