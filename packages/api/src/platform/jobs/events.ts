import { sql, uuidv7 } from '@hub/db'
import type { JobEventTable } from '@hub/db'
import type { RawBuilder } from 'kysely'
import type { Topic } from '../events/topics.ts'

interface Change {
  status: JobEventTable['status']
  at: Date
  message?: string
  /** Where the row counts another one by now. */
  attempt?: number
}

const topics = {
  queued: 'job.queued',
  started: 'job.processing',
  done: 'job.completed',
  dead: 'job.failed',
} as const satisfies Partial<Record<JobEventTable['status'], Topic>>

const hasTopic = (status: Change['status']): status is keyof typeof topics => status in topics

/** What the statement that changes a job has to return of it, so that `recorded` can be said of the same row. */
export const recordedColumns = ['id', 'orgId', 'kind', 'attempts', 'requestId', 'askedById'] as const

/**
 * The part of a statement that comes after `with mine as (…)`, whose row is the job that it has changed: writes down what became
 * of it, for whoever looks, and tells whoever listens. Nobody hears of the hub's own work. One statement and not three,
 * because this is most of what a job without much work costs.
 */
export function recorded({ status, at, message, attempt }: Change): RawBuilder<unknown> {
  const noted = sql`noted as (
    insert into job_event (org_id, job_id, status, attempt, at, message)
    select org_id, id, ${status}::text, coalesce(${attempt ?? null}::int, attempts), ${at}::timestamptz, ${message ?? null}::text from mine)`
  if (!hasTopic(status)) return noted
  return sql`${noted}, told as (
    insert into outbox_event (id, org_id, request_id, topic, aggregate, payload)
    select ${uuidv7()}::uuid, org_id, request_id, ${topics[status]}::text, 'job:' || id,
      jsonb_build_object('id', id, 'kind', kind, 'attempt', attempts)
    from mine where asked_by_id is not null)`
}
