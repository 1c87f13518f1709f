import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'

export interface DueDay {
  orgId: string
  /** Where the organization is. */
  day: string
}

interface Daily {
  job: string
  /** Such as `06:30`. */
  at: string
  now: Date
}

/** Longer than a job may take in one organization. What is not done by then is begun again. */
const LEASE_MINUTES = 15
/** So that several servers share the work. */
const AT_ONCE = 10

/**
 * Takes organizations whose hour has come and whose day nobody has done or is at, and notes that this server is. An
 * organization that is new gets its first day at once.
 */
export async function takeDueDays(db: SystemDb, { job, at, now }: Daily): Promise<DueDay[]> {
  const instant = now.toISOString()
  const { rows } = await sql<DueDay>`
    insert into module_job_day as mine (org_id, job, day, leased_until)
    select due.id, ${job}, due.day, ${instant}::timestamptz + make_interval(mins => ${LEASE_MINUTES})
    from (
      select o.id, (${instant}::timestamptz at time zone o.time_zone)::date as day from organization o
      where o.suspended_at is null and (${instant}::timestamptz at time zone o.time_zone)::time >= ${at}::time
    ) due left join module_job_day known on known.org_id = due.id and known.job = ${job}
    where known.day is null or known.day < due.day
      or (known.day = due.day and known.done_at is null and known.leased_until <= ${instant}::timestamptz)
    order by due.id limit ${AT_ONCE}
    on conflict (org_id, job) do update
      set day = excluded.day, leased_until = excluded.leased_until, done_at = null
      -- Somebody else may have taken it since.
      where mine.day < excluded.day
        or (mine.day = excluded.day and mine.done_at is null and mine.leased_until <= ${instant}::timestamptz)
    returning org_id, day::text`.execute(db)
  return rows
}

export async function markDone(db: SystemDb, job: string, { orgId, day }: DueDay): Promise<void> {
  await db
    .updateTable('moduleJobDay')
    .set({ doneAt: sql<string>`now()` })
    .where('orgId', '=', orgId)
    .where('job', '=', job)
    .where('day', '=', day)
    .execute()
}
