import type { ListDeclaration } from '../../platform/catalog/lists.ts'

export const accountingLists: Readonly<Record<string, ListDeclaration>> = {
  'accounting.invoices': {
    title: 'Invoices',
    page: '/o/{org}/accounting/invoices',
    permission: 'accounting.sale.read',
    sharing: 'accounting.sale.write',
  },
  'accounting.payments': {
    title: 'Payments',
    page: '/o/{org}/accounting/payments',
    permission: 'accounting.sale.read',
    sharing: 'accounting.sale.write',
  },
  'accounting.contacts': {
    title: 'Customers and vendors',
    page: '/o/{org}/accounting/contacts',
    permission: 'accounting.contact.read',
    sharing: 'accounting.contact.write',
  },
  'accounting.journal': {
    title: 'Journal',
    page: '/o/{org}/accounting/journal',
    permission: 'accounting.book.read',
    sharing: 'accounting.book.write',
  },
}
