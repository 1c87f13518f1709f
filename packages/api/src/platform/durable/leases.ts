import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor'
import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { Logger } from 'pino'
import { ENGINE_APPLICATION } from './queues.ts'

interface Lease {
  db: SystemDb
  log: Logger
  /** This process, to the engine and to its colleagues. */
  worker: string
  /** How runs begin here. */
  protocol: string
  /** Without a beat for this long a process counts as gone. */
  leaseMs: number
}

const BEATS_PER_LEASE = 4
/** A lease is over a moment after it has ended. */
const PAST_END_MS = 50

/**
 * Says that this process lives; PostgreSQL's clock decides, so that a server with a wrong one is not thought dead. Old leases go.
 * Answers in how many milliseconds the lease of another process ends, unless that one beats before; null where there is none.
 */
async function beat({ db, worker, protocol, leaseMs }: Lease): Promise<number | null> {
  const lease = sql`make_interval(secs => ${leaseMs / 1_000})`
  const { rows } = await sql<{ endsInMs: number | null }>`
    with gone as (
      delete from worker_lease
      where id <> ${worker} and beat_at < clock_timestamp() - make_interval(secs => ${leaseMs / 100}))
    insert into worker_lease (id, version, beat_at) values (${worker}, ${protocol}, clock_timestamp())
    on conflict (id) do update set beat_at = clock_timestamp()
    returning (
      select extract(epoch from min(other.beat_at) + ${lease} - clock_timestamp())::float8 * 1000 from worker_lease other
      where other.id <> ${worker} and other.beat_at > clock_timestamp() - ${lease}) as ends_in_ms`.execute(db)
  return rows[0]?.endsInMs ?? null
}

/**
 * Makes the work of another release this one's where no process of that release lives any more: the engine would hold it for
 * such a process for ever. What was put in line without a number is from a time when none was given.
 */
async function adopt({ db, log, protocol, leaseMs }: Lease): Promise<void> {
  const { numAffectedRows: adopted = 0n } = await sql`
    update hub_dbos.workflow_status s set application_version = ${protocol}
    where s.status in ('ENQUEUED', 'DELAYED', 'PENDING') and s.application_name = ${ENGINE_APPLICATION}
      and s.application_version is distinct from ${protocol}
      and not exists (
        select from worker_lease l where l.version = s.application_version
          and l.beat_at > clock_timestamp() - make_interval(secs => ${leaseMs / 1_000}))`.execute(db)
  if (adopted > 0n)
    log.info({ runs: Number(adopted), protocol }, 'work of another release is done by this one')
}

/**
 * Hands out again what processes had under way that have given no sign since. Begins at the runs and not at the leases, so that
 * nothing is lost where a process dies between the two steps. A process that was only asleep is refused when it goes on.
 */
async function takeOver({ db, log, protocol, leaseMs }: Lease): Promise<void> {
  const seconds = leaseMs / 1_000
  const { rows } = await sql<{ executorId: string }>`
    select distinct s.executor_id from hub_dbos.workflow_status s
    where s.status = 'PENDING' and s.application_name = ${ENGINE_APPLICATION} and s.application_version = ${protocol}
      and not exists (
        select from worker_lease l where l.id::text = s.executor_id
          and l.beat_at > clock_timestamp() - make_interval(secs => ${seconds}))`.execute(db)
  const gone = rows.map(({ executorId }) => executorId)
  if (gone.length > 0) {
    log.warn({ workers: gone }, 'a worker is gone; what it had under way is begun again')
    // Not in the engine's documentation, but among the paths it exports; the kill test holds it.
    await DBOSExecutor.globalInstance?.recoverPendingWorkflows(gone)
  }
}

/** Beats and looks after the others until it is ended, which gives the lease back. */
export async function keepLease(lease: Lease): Promise<() => Promise<void>> {
  const { db, log, worker, leaseMs } = lease
  const beatMs = leaseMs / BEATS_PER_LEASE
  let round: Promise<void> | undefined
  let early: NodeJS.Timeout | undefined
  const once = async () => {
    const endsInMs = await beat(lease)
    clearTimeout(early)
    // Who lives has beaten long before: this one's work waits no longer than it must.
    if (endsInMs !== null && endsInMs < beatMs) early = setTimeout(look, endsInMs + PAST_END_MS)
    await adopt(lease)
    await takeOver(lease)
  }
  const look = () => {
    round ??= once()
      .catch((err: unknown) => log.warn({ err }, 'the lease of this worker could not be renewed'))
      .finally(() => {
        round = undefined
      })
  }
  // Before any work is taken: a run without a lease would be handed out twice.
  await beat(lease)
  const timer = setInterval(look, beatMs)
  look()
  return async () => {
    clearInterval(timer)
    await round
    clearTimeout(early)
    await sql`delete from worker_lease where id = ${worker}`.execute(db).catch(() => undefined)
  }
}
