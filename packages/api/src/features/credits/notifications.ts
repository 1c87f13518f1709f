import { notificationKind } from '../../platform/notifications/kind.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'
import { creditsText } from '../../shared/micro.ts'

export const creditNotifications: readonly NotificationKind[] = [
  notificationKind({
    name: 'credits.low',
    group: 'Credits',
    permission: 'organization.write',
    title: 'Credits run low',
    because: 'you look after the organization',
    icon: 'credits',
    tone: 'warning',
    words: '{organization} has few credits left',
    usual: { inApp: true, mail: 'now' },
    topics: ['credits.low'],
    notices: async ({ orgId }) => [
      {
        to: 'everybody',
        subject: { entity: 'organization', id: orgId },
      },
    ],
    detail: async ({ db }, kept) => {
      const account = await db.selectFrom('creditAccount').select('available').executeTakeFirst()
      const left = creditsText(account?.available ?? 0)
      return kept.map(() => `${left} credits are left now. For more, ask whoever runs this hub.`)
    },
    link: '/o/{org}/credits',
  }),
]
