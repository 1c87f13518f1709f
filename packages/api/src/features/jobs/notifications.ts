import type { OrgDb } from '@hub/db'
import { notificationKind } from '../../platform/notifications/kind.ts'
import type { Notice, NotificationKind } from '../../platform/notifications/kind.ts'

const ofJobs = { group: 'Jobs', permission: 'job.read', icon: 'job' } as const

/** What is over as soon as that, whoever asked for it has seen: the page they asked on says so. A file they look for later. */
const SEEN_MS = 60_000

const findJob = (id: string, db: OrgDb) =>
  db
    .selectFrom('job')
    .select(['askedById', 'createdAt', 'finishedAt', 'fileId'])
    .where('id', '=', id)
    .executeTakeFirst()

type Job = NonNullable<Awaited<ReturnType<typeof findJob>>>

const toAsker = (id: string, { askedById }: Job): Notice[] =>
  askedById === null ? [] : [{ to: [askedById], subject: { entity: 'job', id } }]

const isSeen = ({ createdAt, finishedAt, fileId }: Job): boolean =>
  fileId === null && finishedAt !== null && Date.parse(finishedAt) - Date.parse(createdAt) < SEEN_MS

/** What becomes of the work that people asked for. */
export const jobNotifications: readonly NotificationKind[] = [
  notificationKind({
    ...ofJobs,
    name: 'job.failed',
    title: 'Work you asked for was given up',
    because: 'you asked for it',
    tone: 'failure',
    words: '{job} failed',
    usual: { inApp: true, mail: 'now', push: true },
    topics: ['job.failed'],
    async notices({ payload: { id } }, db) {
      const job = await findJob(id, db)
      return job ? toAsker(id, job) : []
    },
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
    title: 'Work you asked for is done, with a file or after more than a minute',
    because: 'you asked for it',
    tone: 'good',
    words: '{job} finished',
    usual: { inApp: true, mail: 'off' },
    topics: ['job.completed'],
    async notices({ payload: { id } }, db) {
      const job = await findJob(id, db)
      return job && !isSeen(job) ? toAsker(id, job) : []
    },
  }),
]
