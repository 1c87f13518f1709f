import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'

export interface JobState {
  waiting: number
  running: number
  /** Given up; they stay until somebody tries them again or puts them aside. */
  dead: number
  oldestWaitingAt: string | null
  /** How long the oldest that waits has been due; 0 when none is. */
  oldestSeconds: number
}

/** How much background work there is, over all organizations. */
export const jobState = (db: SystemDb): Promise<JobState> =>
  db
    .selectFrom('job')
    .select([
      sql<number>`count(*) filter (where status = 'queued')::int`.as('waiting'),
      sql<number>`count(*) filter (where status = 'running')::int`.as('running'),
      sql<number>`count(*) filter (where status = 'dead')::int`.as('dead'),
      sql<string | null>`min(due_at) filter (where status = 'queued' and due_at <= now())`.as(
        'oldestWaitingAt',
      ),
      sql<number>`greatest(coalesce(extract(epoch from clock_timestamp()
        - min(due_at) filter (where status = 'queued')), 0), 0)::float8`.as('oldestSeconds'),
    ])
    .where('status', 'in', ['queued', 'running', 'dead'])
    .executeTakeFirstOrThrow()
