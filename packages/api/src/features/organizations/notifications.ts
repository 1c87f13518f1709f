import { notificationKind } from '../../platform/notifications/kind.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'

const ofTheTeam = {
  group: 'Team',
  icon: 'person',
  usual: { inApp: true, mail: 'off' },
  // Invitations and roles have had mails of their own all along.
  hasOwnMail: true,
} as const

export const memberNotifications: readonly NotificationKind[] = [
  notificationKind({
    ...ofTheTeam,
    name: 'member.joined',
    permission: 'member.write',
    title: 'Somebody joins the organization',
    because: 'you look after the team',
    tone: 'good',
    words: '{user} joined {organization}',
    topics: ['member.joined'],
    notices: async ({ payload: { userId } }) => [
      {
        to: 'everybody',
        by: userId,
        subject: { entity: 'organization_member.user_id', id: userId },
      },
    ],
  }),
  notificationKind({
    ...ofTheTeam,
    name: 'member.role_changed',
    permission: 'member.read',
    title: 'Your role is changed',
    because: 'it is your role',
    words: 'changed your role from {from} to {to}',
    topics: ['member.role_changed'],
    notices: async ({ payload: { userId, from, to } }) => [
      { to: [userId], subject: { entity: 'organization_member.user_id', id: userId }, data: { from, to } },
    ],
  }),
]
