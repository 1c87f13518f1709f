import type { JobEventTable, OrgTx } from '@hub/db'
import type { Hub } from '../hub.ts'
import { eventRows } from '../events/store.ts'
import type { Topic } from '../events/topics.ts'

export interface JobRef {
  id: string
  orgId: string
  kind: string
  requestId: string
  askedById: string | null
}

interface Change {
  status: JobEventTable['status']
  attempt: number
  at: Date
  message?: string
}

const topics = {
  queued: 'job.queued',
  started: 'job.processing',
  done: 'job.completed',
  dead: 'job.failed',
} as const satisfies Partial<Record<JobEventTable['status'], Topic>>

const hasTopic = (status: Change['status']): status is keyof typeof topics => status in topics

/** Writes down what became of a job, for whoever looks at it, and tells whoever listens. Nobody hears of the hub's own work. */
export async function recordChange(
  tx: OrgTx,
  { hub, job }: { hub: Pick<Hub, 'events'>; job: JobRef },
  { status, attempt, at, message }: Change,
): Promise<void> {
  const { id, orgId, kind, askedById } = job
  const row = { orgId, jobId: id, status, attempt, at, message: message ?? null }
  if (!hasTopic(status) || askedById === null)
    return void (await tx.insertInto('jobEvent').values(row).execute())
  const event = { topic: topics[status], aggregate: `job:${id}`, payload: { id, kind, attempt } }
  await tx
    .with('told', (db) => db.insertInto('jobEvent').values(row))
    .insertInto('outboxEvent')
    .values(eventRows({ hub, ...job }, [event]))
    .execute()
}
