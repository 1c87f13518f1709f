import { notificationKind } from '../../platform/notifications/kind.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'

const ofInvoices = {
  group: 'Accounting',
  permission: 'accounting.sale.read',
  because: 'you write or see invoices',
} as const

const noticeOf = (id: string) =>
  ({ to: 'everybody', subject: { entity: 'accounting_document', id } }) as const

export const accountingNotifications: readonly NotificationKind[] = [
  notificationKind({
    name: 'accounting.book.differs',
    group: 'Accounting',
    permission: 'accounting.book.manage',
    title: 'The books do not add up',
    because: 'you look after the books',
    icon: 'money',
    tone: 'failure',
    words: 'The books of {organization} do not add up. Ask whoever runs this hub to look at them.',
    usual: { inApp: true, mail: 'now' },
    topics: ['accounting.book.differs'],
    notices: async ({ orgId }) => [
      { to: 'everybody', evenByThem: true, subject: { entity: 'organization', id: orgId } },
    ],
    link: '/o/{org}/accounting',
  }),
  notificationKind({
    ...ofInvoices,
    name: 'accounting.invoice.overdue',
    title: 'An invoice is overdue',
    icon: 'money',
    tone: 'warning',
    words: '{invoice} is overdue',
    usual: { inApp: true, mail: 'digest' },
    topics: ['accounting.invoice.overdue', 'accounting.invoice.paid', 'accounting.invoice.voided'],
    notices: async ({ topic, payload: { invoiceId } }) =>
      topic === 'accounting.invoice.overdue' ? [noticeOf(invoiceId)] : [{ settles: invoiceId }],
  }),
  notificationKind({
    ...ofInvoices,
    name: 'accounting.invoice.paid',
    title: 'An invoice is paid',
    icon: 'money',
    tone: 'good',
    words: '{invoice} is paid',
    usual: { inApp: true, mail: 'off' },
    topics: ['accounting.invoice.paid'],
    notices: async ({ payload: { invoiceId } }) => [noticeOf(invoiceId)],
  }),
]
