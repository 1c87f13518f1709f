import { randomInt } from 'node:crypto'
import { inTx, sql } from '@hub/db'
import type { JobEventTable, JobTable, OrgDb, OrgTx } from '@hub/db'
import type { Updateable } from 'kysely'
import { errorTable } from '../../shared/errors.ts'
import type { AppError } from '../../shared/errors.ts'
import { WORK_TOPIC } from '../durable/queues.ts'
import type { Hub } from '../hub.ts'
import { recorded, recordedColumns } from './events.ts'
import type { AnyJobKind, JobOutcome } from './kind.ts'
import { newRunId, placeInLine } from './line.ts'
import { jobsOf } from './place.ts'
import type { HeldJob } from './place.ts'

/** One try of one job in this process. */
export interface Attempt {
  hub: Hub
  job: HeldJob
  kind: AnyJobKind
  /** Stands in the row while the try is this process's. */
  token: string
}

const LONGEST_PAUSE_MS = 6 * 3_600_000
/** In hundredths: what failed together does not come back together. */
const SPREAD = { least: 80, most: 120 } as const
/** A closed organization is looked at again after so long. */
const CLOSED_MS = 60_000

interface Change {
  to: Updateable<JobTable>
  told: JobEventTable['status']
  message?: string
}

/** Writes what became of a try where it is still this process's. Answers whether it was. */
async function write(
  db: OrgDb | OrgTx,
  { hub, job, token }: Attempt,
  { to, told, message }: Change,
): Promise<boolean> {
  const ended = db
    .updateTable('job')
    .set({ runToken: null, ...to })
    .where('id', '=', job.id)
    .where('runToken', '=', token)
    .returning(recordedColumns)
  const change = {
    status: told,
    at: hub.now(),
    attempt: job.attempts,
    ...(message !== undefined && { message }),
  }
  const { rows } = await sql`with mine as (${ended}), ${recorded(change)} select id from mine`.execute(db)
  return rows.length > 0
}

/** The end of the job. */
function settle(attempt: Attempt, { to, ...change }: Change): Promise<boolean> {
  const { hub, job } = attempt
  // What somebody may try again is still to be known.
  const seal = to.status === 'dead' ? {} : { sealed: null }
  return write(jobsOf(hub, job.orgId), attempt, { ...change, to: { finishedAt: hub.now(), ...seal, ...to } })
}

/** Puts it in line once more, after so long; all of it or nothing. */
async function tryLater(
  attempt: Attempt,
  { inMs, message, attempts }: { inMs: number; message: string; attempts?: number },
): Promise<void> {
  const { hub, job, kind } = attempt
  const { id, orgId } = job
  const runId = newRunId(id)
  const dueAt = new Date(hub.now().getTime() + inMs)
  const to = { status: 'queued', runId, dueAt, ...(attempts !== undefined && { attempts }) } as const
  const isMine = await inTx(jobsOf(hub, orgId), async (tx) => {
    if (!(await write(tx, attempt, { to, told: 'failed', message }))) return false
    const priority = await placeInLine(tx, job)
    await hub.durable.enqueue(tx, { id: runId, orgId, queue: kind.queue, priority, delayMs: inMs })
    return true
  })
  if (isMine) hub.bus.wake(WORK_TOPIC)
}

export const finish = (attempt: Attempt, { result, fileId }: JobOutcome<unknown>): Promise<boolean> =>
  settle(attempt, {
    to: { status: 'done', fileId: fileId ?? null, result: JSON.stringify(attempt.kind.result.parse(result)) },
    told: 'done',
  })

export const cancel = (attempt: Attempt): Promise<boolean> =>
  settle(attempt, { to: { status: 'canceled' }, told: 'canceled' })

/** What the caller did wrong stays wrong; what broke on our side, or was too much at once, may go well later. */
const mayGoWell = ({ code }: AppError): boolean =>
  errorTable[code].http >= 500 || code === 'IN_FLIGHT' || code === 'TOO_MANY_REQUESTS'

/** Twice as long each time. */
const pauseOf = ({ firstPauseMs }: AnyJobKind, attempt: number): number =>
  (Math.min(firstPauseMs * 2 ** (attempt - 1), LONGEST_PAUSE_MS) * randomInt(SPREAD.least, SPREAD.most + 1)) /
  100

/** Left alone until somebody looks at it. */
export const giveUp = (attempt: Attempt, { code, message }: AppError): Promise<boolean> =>
  settle(attempt, { to: { status: 'dead', error: JSON.stringify({ code, message }) }, told: 'dead', message })

/** Tries again later where that may help. */
export async function fail(attempt: Attempt, error: AppError): Promise<void> {
  const { job, kind } = attempt
  const { attempts } = job
  const { code, message } = error
  if (code === 'ORGANIZATION_SUSPENDED')
    await tryLater(attempt, { inMs: CLOSED_MS, message, attempts: attempts - 1 })
  else if (mayGoWell(error) && attempts < kind.attempts)
    await tryLater(attempt, { inMs: pauseOf(kind, attempts), message })
  else await giveUp(attempt, error)
}
