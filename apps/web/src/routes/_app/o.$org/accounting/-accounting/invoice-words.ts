import type { Tone } from '@hub/ui/status'
import type { Accounting } from './book-page.tsx'

export type Invoice = Accounting['invoices']['list']['items'][number]
export type InvoiceDetails = Accounting['invoices']['get']
/** All that is printed of it. */
export type WholeInvoice = InvoiceDetails & Accounting['invoices']['parties']
export type InvoiceStatus = Invoice['status']

export const statusWords: Readonly<Record<InvoiceStatus, string>> = {
  draft: 'Draft',
  open: 'Open',
  part_paid: 'Part paid',
  overdue: 'Overdue',
  paid: 'Paid',
  void: 'Void',
}

export const statusTones: Readonly<Record<InvoiceStatus, Tone>> = {
  draft: 'neutral',
  open: 'info',
  part_paid: 'info',
  overdue: 'warning',
  paid: 'success',
  void: 'neutral',
}

/** A credit note that was put to its invoice is not paid by anybody. */
export const stateWords = ({ kind, status }: Pick<Invoice, 'kind' | 'status'>): string =>
  kind === 'credit_note' && status === 'paid' ? 'Credited' : statusWords[status]

/** "INV-2026-0041", or what it is called before it has a number. */
export const numberWords = ({ number }: Pick<Invoice, 'number'>): string => number ?? 'Draft'
