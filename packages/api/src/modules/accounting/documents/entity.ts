import type { EntityDeclaration } from '../../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../../platform/catalog/find.ts'
import { exampleInvoice } from '../example-book.ts'
import type { Invoice } from './schema.ts'

const findInvoice: FindDeclaration<Invoice> = {
  path: 'modules.accounting.invoices.list',
  words: 'search',
  row: ({ id, number, contact, status, total, currency }) => ({
    id,
    name: `${number ?? 'Draft'} ${contact}`,
    detail: `${status.replace('_', ' ')}, ${total} ${currency}`,
  }),
}

export const invoiceEntity = {
  noun: 'Invoice',
  synonyms: ['bill to a customer', 'credit note'],
  find: findInvoice,
  link: '/o/{org}/accounting/invoices/{id}',
  names: async (db, ids) => {
    const rows = await db
      .selectFrom('accountingDocument as d')
      .innerJoin('accountingContact as c', 'c.id', 'd.contactId')
      .select(['d.id', 'd.number', 'c.name as contact'])
      .where('d.id', 'in', ids)
      .execute()
    return rows.map(({ id, number, contact }) => ({ id, name: number ?? `Draft for ${contact}` }))
  },
  permission: 'accounting.sale.read',
  ofPerson: { file: 'invoices.json', whenTheyLeave: 'kept' },
  target: 'invoice',
  unnamed: 'an invoice',
  verbs: {
    'accounting.invoice.created': 'drafted {invoice}',
    'accounting.invoice.updated': 'changed {invoice}',
    'accounting.invoice.removed': 'threw away {invoice}',
    'accounting.invoice.posted': 'posted {invoice}',
    'accounting.invoice.sent': 'mailed {invoice}',
    'accounting.invoice.printed': 'saved {invoice} as PDF',
    'accounting.invoice.reminded': 'reminded the customer of {invoice}',
    'accounting.invoice.overdueTold': 'looked for overdue invoices',
    'accounting.invoice.credited': 'credited part of {invoice}',
    'accounting.invoice.voided': 'voided {invoice}',
  },
  example: exampleInvoice,
} as const satisfies EntityDeclaration
