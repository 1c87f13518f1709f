import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'

/** A regular chore of the system, such as a sweep. One process of the hub does it each time. */
export interface Sweep {
  name: string
  everyMs: number
  /** Where it is done once a day in each organization, at this time where that is. */
  dailyAt?: string
  /** What each process has to do for itself. */
  isLocal?: boolean
  run: () => Promise<void>
}

/** How a run went that has just ended here. */
export interface Ended {
  name: string
  ms: number
  error: string | null
}

/** Without a sign from its process for this long a run counts as dead, and the next process begins anew. */
export const LEASE_SECONDS = 10
/** In hundredths of an interval: what began together does not stay together. */
const SPREAD = { least: 95, most: 105 } as const
const FORGOTTEN_AFTER_DAYS = 7

/** Says that this process has these schedules. A new one is due at once; a shorter interval brings it forward. */
export async function registerSchedules(db: SystemDb, sweeps: readonly Sweep[]): Promise<void> {
  const named = JSON.stringify(sweeps.map(({ name, everyMs, dailyAt }) => ({ name, everyMs, dailyAt })))
  await sql`
    with gone as (delete from schedule where seen_at < now() - make_interval(days => ${FORGOTTEN_AFTER_DAYS}))
    insert into schedule as mine (name, every_ms, daily_at, due_at, seen_at)
    select one.name, one."everyMs", one."dailyAt", now(), now()
    from jsonb_to_recordset(${named}::jsonb) as one (name text, "everyMs" bigint, "dailyAt" text) order by one.name
    on conflict (name) do update set every_ms = excluded.every_ms, daily_at = excluded.daily_at, seen_at = now(),
      due_at = least(mine.due_at, now() + excluded.every_ms * interval '1 ms')`.execute(db)
}

interface Round {
  /** This process. */
  holder: string
  /** What it could begin now: all it knows but what it is at. */
  free: readonly string[]
  busy: readonly string[]
  ended: readonly Ended[]
}

export interface Taken {
  /** What this process is to begin. */
  names: string[]
  /** How long until something else of it is due. */
  nextMs: number
}

interface Row {
  name: string | null
  nextMs: number
}

/**
 * One statement for all that there is to say: how runs ended, that others go on, and which are begun here. What is due and
 * held by nobody is taken, also what a process holds that has given no sign; the time of the next run is set as it begins.
 */
export async function takeDue(db: SystemDb, { holder, free, busy, ended }: Round): Promise<Taken> {
  const ends = JSON.stringify(ended)
  const names = ended.map(({ name }) => name)
  const { rows } = await sql<Row>`
    with ends as (
      update schedule s set ended_at = now(), duration_ms = one.ms, last_error = one.error, runs = s.runs + 1, holder = null,
        failures = case when one.error is null then 0 else s.failures + 1 end, leased_until = null
      from jsonb_to_recordset(${ends}::jsonb) as one (name text, ms int, error text)
      where s.name = one.name and s.holder = ${holder}),
    kept as (
      update schedule set leased_until = now() + make_interval(secs => ${LEASE_SECONDS})
      where holder = ${holder} and name = any (${busy}::text[])),
    due as (
      select name from schedule
      where name = any (${free}::text[]) and not name = any (${names}::text[])
        and case when leased_until is null then due_at else leased_until end <= now()
      for update skip locked),
    taken as (
      update schedule s set holder = ${holder}, leased_until = now() + make_interval(secs => ${LEASE_SECONDS}), started_at = now(),
        due_at = now() + s.every_ms * (${SPREAD.least} + random() * ${SPREAD.most - SPREAD.least}) / 100 * interval '1 ms'
      from due where s.name = due.name returning s.name),
    next as (
      select min(extract(epoch from case when leased_until is null or name = any (${names}::text[]) then due_at else leased_until end - now()) * 1000)
        as next_ms
      from schedule where name = any (${free}::text[]) and name not in (select name from due))
    select taken.name, coalesce(next.next_ms, 3600000)::float8 as next_ms from next left join taken on true`.execute(
    db,
  )
  return {
    names: rows.flatMap(({ name }) => name ?? []),
    nextMs: rows[0]?.nextMs ?? 0,
  }
}
