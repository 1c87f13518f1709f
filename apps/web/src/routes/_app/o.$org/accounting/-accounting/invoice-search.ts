import { checked, id, oneOf, text } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'
import type { ViewKind } from '../../../../../lists/saved-views.ts'

export const invoiceStates = ['draft', 'open', 'part_paid', 'overdue', 'paid', 'void'] as const

export interface InvoiceSearch {
  q?: string
  status?: (typeof invoiceStates)[number]
  /** Whose: a customer's id. */
  contact?: string
}

export const readInvoiceSearch = (search: RawSearch): InvoiceSearch =>
  checked({
    q: text(search['q']),
    status: oneOf(search['status'], invoiceStates),
    contact: id(search['contact']),
  })

export const invoiceViews: ViewKind = {
  list: 'accounting.invoices',
  read: readInvoiceSearch,
  about: 'Which invoices are shown.',
  sharing: 'accounting.sale.write',
}

const PAGE = 30

export const invoicesIn = ({ q, status, contact }: InvoiceSearch) => ({
  limit: PAGE,
  ...(q !== undefined && { search: q }),
  ...(status !== undefined && { status }),
  ...(contact !== undefined && { contactId: contact }),
})

export const paymentKinds = [
  { value: 'left', label: 'Not all used' },
  { value: 'back', label: 'Paid back' },
] as const

export interface PaymentSearch {
  q?: string
  kind?: (typeof paymentKinds)[number]['value']
  /** The refund that is open. */
  refund?: string
  /** The payment that is open. */
  payment?: string
}

export const readPaymentSearch = (search: RawSearch): PaymentSearch =>
  checked({
    q: text(search['q']),
    kind: oneOf(search['kind'], ['left', 'back'] as const),
    payment: id(search['payment']),
    refund: id(search['refund']),
  })

export const paymentViews: ViewKind = {
  list: 'accounting.payments',
  read: readPaymentSearch,
  open: ['payment', 'refund'],
  about: 'Which payments are shown.',
  sharing: 'accounting.sale.write',
}
