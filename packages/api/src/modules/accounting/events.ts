import { z } from 'zod'
import type { EventPayloads, EventSchemas } from '../../platform/events/topics.ts'
import { BankAccountId, StatementId } from './bank/schema.ts'
import { ContactId } from './contacts/schema.ts'
import { InvoiceId } from './documents/schema.ts'
import { JournalEntryId } from './journals/schema.ts'
import { PaymentId } from './payments/schema.ts'
import { RefundId } from './refunds/schema.ts'

const ofInvoice = { invoiceId: InvoiceId, number: z.string(), contactId: ContactId }
const money = { currency: z.string() }

export const accountingEvents = {
  'accounting.bank.import_removed': z
    .strictObject({ bankAccountId: BankAccountId, statementId: StatementId, removed: z.int() })
    .meta({
      permission: 'accounting.bank.read',
      title: 'Bank statement taken out',
      description: 'What was read in from the wrong file was removed again, with its lines.',
    }),
  'accounting.bank.imported': z
    .strictObject({ bankAccountId: BankAccountId, statementId: StatementId, added: z.int() })
    .meta({
      permission: 'accounting.bank.read',
      title: 'Bank statement read in',
      description: 'A file of a bank was read; lines that were there already were left out.',
    }),
  'accounting.book.differs': z.strictObject({ faults: z.int() }).meta({
    permission: 'accounting.book.manage',
    title: 'Books do not add up',
    description: 'The books were recomputed, and something differs from what they keep.',
  }),
  'accounting.entry.posted': z
    .strictObject({ entryId: JournalEntryId, date: z.string(), reversesId: JournalEntryId.nullable() })
    .meta({
      permission: 'accounting.book.read',
      title: 'Entry posted',
      description: 'An entry was written into the books, or one was taken back by another.',
    }),
  'accounting.invoice.credited': z
    .strictObject({ ...ofInvoice, ...money, creditNote: z.string(), total: z.string() })
    .meta({
      permission: 'accounting.sale.read',
      title: 'Invoice credited in part',
      description: 'A credit note took back part of an invoice; the total is that of the credit note.',
    }),
  'accounting.invoice.overdue': z
    .strictObject({ ...ofInvoice, ...money, open: z.string(), dueOn: z.string() })
    .meta({
      permission: 'accounting.sale.read',
      title: 'Invoice overdue',
      description: 'The day on which an invoice was due is over, and something of it is not paid.',
    }),
  'accounting.invoice.paid': z.strictObject({ ...ofInvoice, ...money, total: z.string() }).meta({
    permission: 'accounting.sale.read',
    title: 'Invoice paid',
    description: 'The last of what was open of an invoice was paid.',
  }),
  'accounting.invoice.posted': z
    .strictObject({ ...ofInvoice, ...money, total: z.string(), dueOn: z.string() })
    .meta({
      permission: 'accounting.sale.read',
      title: 'Invoice posted',
      description: 'An invoice got its number, and the customer owes it.',
    }),
  'accounting.invoice.sent': z.strictObject(ofInvoice).meta({
    permission: 'accounting.sale.read',
    title: 'Invoice sent',
    description: 'An invoice was mailed to its customer.',
  }),
  'accounting.invoice.voided': z.strictObject({ ...ofInvoice, creditNote: z.string() }).meta({
    permission: 'accounting.sale.read',
    title: 'Invoice voided',
    description: 'An invoice was taken back whole; the credit note is the one over the last of it.',
  }),
  'accounting.payment.received': z
    .strictObject({
      paymentId: PaymentId,
      contactId: ContactId,
      ...money,
      amount: z.string(),
      paidOn: z.string(),
    })
    .meta({
      permission: 'accounting.sale.read',
      title: 'Payment received',
      description: 'Money of a customer was written into the books.',
    }),
  'accounting.payment.undone': z.strictObject({ paymentId: PaymentId, contactId: ContactId }).meta({
    permission: 'accounting.sale.read',
    title: 'Payment undone',
    description: 'A payment was taken back; what it paid is open again.',
  }),
  'accounting.refund.recorded': z
    .strictObject({
      refundId: RefundId,
      contactId: ContactId,
      ...money,
      amount: z.string(),
      paidOn: z.string(),
    })
    .meta({
      permission: 'accounting.sale.read',
      title: 'Customer paid back',
      description: 'Money that a customer paid too much went back to them.',
    }),
  'accounting.refund.undone': z.strictObject({ refundId: RefundId, contactId: ContactId }).meta({
    permission: 'accounting.sale.read',
    title: 'Refund undone',
    description: 'A refund was taken back; the customer has the money as credit again.',
  }),
} as const satisfies EventSchemas

type AccountingEvents = EventPayloads<typeof accountingEvents>

declare module '../../platform/events/topics.ts' {
  // oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- declaration merging
  interface ModuleEvents extends AccountingEvents {}
}
