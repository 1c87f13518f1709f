import { notificationKind } from '../../platform/notifications/kind.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'

export const connectorsNotifications: readonly NotificationKind[] = [
  notificationKind({
    name: 'connectors.connection.broken',
    group: 'Connectors',
    permission: 'connectors.connection.manage',
    title: 'A service has to be connected again',
    because: 'you look after connections to other services',
    icon: 'plug',
    tone: 'failure',
    words: '{connection} has to be connected again',
    usual: { inApp: true, mail: 'now' },
    topics: ['connectors.connection.broken', 'connectors.connection.connected'],
    notices: async ({ topic, payload: { connectionId } }) =>
      topic === 'connectors.connection.broken'
        ? [{ to: 'everybody', subject: { entity: 'connectors_connection', id: connectionId } }]
        : [{ settles: connectionId }],
  }),
]
