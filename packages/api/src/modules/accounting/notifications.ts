import { notificationKind } from '../../platform/notifications/kind.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'

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
]
