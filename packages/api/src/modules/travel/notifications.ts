import { notificationKind } from '../../platform/notifications/kind.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'
import { minorWords } from './words.ts'

const fell: NotificationKind = notificationKind({
  name: 'travel.watch',
  group: 'Travel',
  title: 'The price of a trip that you watch has fallen',
  because: 'you watch what this trip costs',
  icon: 'money',
  tone: 'good',
  permission: 'travel.trip.read',
  words: '{watch} costs less than you wanted to be told of',
  usual: { inApp: true, mail: 'now' },
  topics: ['travel.watch.crossed'],
  notices: async ({ payload: { watchId, side } }, db) => {
    if (side === 'above') return [{ settles: watchId }]
    const watch = await db
      .selectFrom('travelWatch')
      .select('createdById')
      .where('id', '=', watchId)
      .executeTakeFirst()
    return watch
      ? [
          {
            to: [watch.createdById],
            evenByThem: true as const,
            subject: { entity: 'travel_watch', id: watchId },
          },
        ]
      : []
  },
  async detail({ db }, kept) {
    const rows = await db
      .selectFrom('travelWatch')
      .select(['id', 'minor', 'lineMinor', 'currency'])
      .where(
        'id',
        'in',
        kept.map(({ entityId }) => entityId),
      )
      .execute()
    return kept.map(({ entityId }) => {
      const watch = rows.find(({ id }) => id === entityId)
      if (!watch || watch.minor === null) return null
      return `From ${minorWords(watch.minor, watch.currency)}; you named ${minorWords(watch.lineMinor, watch.currency)}.`
    })
  },
})

export const travelNotifications: readonly NotificationKind[] = [fell]
