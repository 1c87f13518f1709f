import type { OrgDb } from '@hub/db'
import { notificationKind } from '../../platform/notifications/kind.ts'
import type { Notice, NotificationKind } from '../../platform/notifications/kind.ts'

const ofJobs = { group: 'Jobs', permission: 'job.read', icon: 'job' } as const

async function toAsker(id: string, db: OrgDb): Promise<Notice[]> {
  const job = await db.selectFrom('job').select('askedById').where('id', '=', id).executeTakeFirst()
  return job?.askedById ? [{ to: [job.askedById], subject: { entity: 'job', id } }] : []
}

/** What becomes of the work that people asked for. */
export const jobNotifications: readonly NotificationKind[] = [
  notificationKind({
    ...ofJobs,
    name: 'job.failed',
    title: 'Work you asked for was given up',
    because: 'you asked for it',
    tone: 'failure',
    words: '{job} was given up',
    usual: { inApp: true, mail: 'now', push: true },
    topics: ['job.failed'],
    notices: ({ payload: { id } }, db) => toAsker(id, db),
    async detail({ db }, kept) {
      const ids = kept.map(({ entityId }) => entityId)
      const rows = await db.selectFrom('job').select(['id', 'error']).where('id', 'in', ids).execute()
      const errors = new Map(rows.map(({ id, error }) => [id, error?.message ?? null]))
      return ids.map((id) => errors.get(id) ?? null)
    },
  }),
  notificationKind({
    ...ofJobs,
    name: 'job.completed',
    title: 'Work you asked for is done',
    because: 'you asked for it',
    tone: 'good',
    words: '{job} is done',
    usual: { inApp: true, mail: 'off' },
    topics: ['job.completed'],
    notices: ({ payload: { id } }, db) => toAsker(id, db),
  }),
]
