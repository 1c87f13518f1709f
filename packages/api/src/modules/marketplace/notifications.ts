import { notificationKind } from '../../platform/notifications/kind.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'

const ofPrices = {
  group: 'Prices',
  permission: 'marketplace.price.write',
  because: 'you look after prices',
  icon: 'money',
} as const

// Whoever had a page looked at did not change its price.
const everybody = { to: 'everybody', evenByThem: true } as const

export const marketplaceNotifications: readonly NotificationKind[] = [
  notificationKind({
    ...ofPrices,
    name: 'marketplace.alert',
    title: 'A price is what you wanted to be told of',
    tone: 'warning',
    words: '{alert}',
    usual: { inApp: true, mail: 'now' },
    topics: ['marketplace.alert.raised', 'marketplace.alert.settled'],
    notices: async ({ topic, payload: { alertId } }) =>
      topic === 'marketplace.alert.raised'
        ? [{ ...everybody, subject: { entity: 'marketplace_alert', id: alertId } }]
        : [{ settles: alertId }],
  }),
  notificationKind({
    ...ofPrices,
    name: 'marketplace.listing.gone',
    title: 'The page of a shop cannot be read any more',
    tone: 'failure',
    words: '{listing} cannot be read any more',
    usual: { inApp: true, mail: 'digest' },
    topics: ['marketplace.listing.gone', 'marketplace.listing.off', 'marketplace.listing.back'],
    notices: async ({ topic, payload: { listingId } }) =>
      topic === 'marketplace.listing.back'
        ? [{ settles: listingId }]
        : [{ ...everybody, subject: { entity: 'marketplace_listing', id: listingId } }],
    isOnce: true,
  }),
]
