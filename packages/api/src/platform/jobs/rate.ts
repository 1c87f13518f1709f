import { NIL_ORG, inTx, sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { WORK_TOPIC } from '../durable/queues.ts'
import type { Hub } from '../hub.ts'
import type { AnyJobKind, KindLimit } from './kind.ts'
import { newRunId, place, waitingIn } from './line.ts'
import { jobsOf } from './place.ts'

/** Throws where a limit would let nothing through. */
export function checkKindLimits(kinds: readonly AnyJobKind[]): void {
  for (const { name, limit } of kinds)
    if (limit && !(Number.isInteger(limit.points) && limit.points >= 1 && limit.seconds >= 1))
      throw new Error(
        `The kind of job "${name}" has a limit that cannot be kept. Write whole points of at least 1, and seconds of at least 1.`,
      )
}

interface Wanted {
  kind: string
  /** Whose count it is: an organization, or nil for the hub. */
  whose: string
  limit: KindLimit
}

/** Counts one more where there is room, whichever process asks; else answers how long the window still lasts. */
async function takePermit(db: SystemDb, { kind, whose, limit }: Wanted): Promise<number | null> {
  const { points, seconds } = limit
  const { rows } = await sql<{ waitMs: number | null }>`
    with taken as (
      insert into job_rate as mine (kind, whose, ends_at, used)
      values (${kind}, ${whose}, clock_timestamp() + make_interval(secs => ${seconds}), 1)
      on conflict (kind, whose) do update
        set used = case when mine.ends_at <= clock_timestamp() then 1 else mine.used + 1 end,
          ends_at = case when mine.ends_at <= clock_timestamp() then excluded.ends_at else mine.ends_at end
        where mine.ends_at <= clock_timestamp() or mine.used < ${points}
      returning 1)
    select case when exists (select from taken) then null else (
      select greatest(extract(epoch from ends_at - clock_timestamp()) * 1000, 0)::float8 from job_rate
      where kind = ${kind} and whose = ${whose}) end as wait_ms`.execute(db)
  return rows[0]?.waitMs ?? null
}

/** At the end of a long line there is no use in looking at each window whether it is one's turn. */
const LONGEST_MS = 600_000

/**
 * Whether a run has to wait because enough of its kind was begun lately: it goes back in line, as the same try, behind whoever
 * has less waiting. Most of a long line skips the windows that those before it will use up.
 */
export async function isHeldBack(hub: Hub, orgId: string, runId: string): Promise<boolean> {
  if (![...hub.jobKinds.values()].some(({ limit }) => limit)) return false
  const [id = ''] = runId.split(':')
  const db = jobsOf(hub, orgId)
  // What died in the middle goes on: it was counted when it began.
  const job = await db
    .selectFrom('job')
    .select(['kind', 'priority'])
    .where('id', '=', id)
    .where('runId', '=', runId)
    .where('status', '=', 'queued')
    .executeTakeFirst()
  const kind = hub.jobKinds.get(job?.kind ?? '')
  if (!job || !kind?.limit) return false
  const { limit, name } = kind
  const whose = limit.per === 'hub' ? NIL_ORG : orgId
  const waitMs = await takePermit(hub.db.system, { kind: name, whose, limit })
  if (waitMs === null) return false
  const nextRun = newRunId(id)
  await inTx(db, async (tx) => {
    const before = await waitingIn(tx, orgId)
    const skipped = Math.floor(before / limit.points / 2) * limit.seconds * 1_000
    const delayMs = Math.min(waitMs + skipped, Math.max(LONGEST_MS, waitMs))
    const dueAt = new Date(hub.now().getTime() + delayMs)
    const { numUpdatedRows } = await tx
      .updateTable('job')
      .set({ runId: nextRun, dueAt })
      .where('id', '=', id)
      .where('runId', '=', runId)
      .where('status', '=', 'queued')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    const priority = place(job.priority, before)
    await hub.durable.enqueue(tx, { id: nextRun, orgId, queue: kind.queue, priority, delayMs })
  })
  hub.bus.wake(WORK_TOPIC)
  return true
}
