import { sql } from '@hub/db'
import { notificationKind } from '../../platform/notifications/kind.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'

const ofEndpoints = { group: 'Endpoints', permission: 'endpoint.write', icon: 'plug' } as const
const because = 'you look after the endpoints'

const subjectOf = (id: string) => ({ entity: 'endpoint', id })

const gaveUp = notificationKind({
  ...ofEndpoints,
  name: 'endpoint.gave_up',
  title: 'What was sent to an endpoint is given up',
  because,
  tone: 'failure',
  words: 'gave up sending to {endpoint}',
  usual: { inApp: true, mail: 'digest' },
  isOnce: true,
  topics: ['endpoint.gave_up'],
  notices: async ({ payload: { endpointId } }) => [{ to: 'everybody', subject: subjectOf(endpointId) }],
  async detail({ db }, kept) {
    const ids = kept.map(({ entityId }) => entityId)
    const { rows } = await sql<{ id: string; dead: number }>`
      select endpoint_id as id, count(*)::int as dead from endpoint_delivery
      where endpoint_id = any (${ids}::uuid[]) and status = 'dead' group by endpoint_id`.execute(db)
    const dead = new Map(rows.map((row) => [row.id, row.dead]))
    return ids.map((id) => {
      const count = dead.get(id) ?? 0
      if (count === 0) return null
      const what = count === 1 ? 'One event waits' : `${count} events wait`
      return `${what} to be sent again or put aside.`
    })
  },
})

const reasons: Readonly<Record<string, string>> = {
  failing: 'Nothing arrived there for five days.',
  maker_gone: 'Whoever set it up may no longer read what it is sent. Turn it on to answer for it yourself.',
}

const paused = notificationKind({
  ...ofEndpoints,
  name: 'endpoint.paused',
  title: 'An endpoint is paused',
  because,
  tone: 'warning',
  words: 'paused {endpoint}',
  usual: { inApp: true, mail: 'now' },
  isOnce: true,
  topics: ['endpoint.paused'],
  notices: async ({ payload: { endpointId, because: reason } }) => [
    { to: 'everybody', subject: subjectOf(endpointId), data: { reason } },
  ],
  detail: async (_reader, kept) => kept.map(({ data }) => reasons[data['reason'] ?? ''] ?? null),
  async waiting({ db }, ids) {
    const rows = await db
      .selectFrom('endpoint')
      .select('id')
      .where('id', 'in', [...ids])
      .where('state', '=', 'paused')
      .where('pausedBecause', '<>', 'person')
      .execute()
    return rows.map(({ id }) => id)
  },
})

/** What those who look after endpoints are told of them. */
export const endpointNotifications: readonly NotificationKind[] = [paused, gaveUp]
