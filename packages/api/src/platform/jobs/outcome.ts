import { randomInt } from 'node:crypto'
import { inTx } from '@hub/db'
import type { JobEventTable, JobTable } from '@hub/db'
import type { Updateable } from 'kysely'
import { errorTable } from '../../shared/errors.ts'
import type { AppError } from '../../shared/errors.ts'
import { WORK_TOPIC } from '../durable/queues.ts'
import type { Hub } from '../hub.ts'
import { recordChange } from './events.ts'
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
  /** Puts it in line once more, after so long. */
  nextInMs?: number
}

/** Writes the end of a try where it is still this process's, all of it or nothing. Answers whether it was. */
async function settle(
  { hub, job, kind, token }: Attempt,
  { to, told, message, nextInMs }: Change,
): Promise<boolean> {
  const { id, orgId, attempts } = job
  const at = hub.now()
  const runId = newRunId(id)
  const isOver = nextInMs === undefined
  // What somebody may try again is still to be known.
  const seal = to.status === 'done' || to.status === 'canceled' ? { sealed: null } : {}
  const due = isOver ? { finishedAt: at } : { runId, dueAt: new Date(at.getTime() + nextInMs) }
  const isMine = await inTx(jobsOf(hub, orgId), async (tx) => {
    const mine = await tx
      .updateTable('job')
      .set({ runToken: null, ...due, ...seal, ...to })
      .where('id', '=', id)
      .where('runToken', '=', token)
      .returning('id')
      .executeTakeFirst()
    if (!mine) return false
    if (!isOver) {
      const priority = await placeInLine(tx, job)
      await hub.durable.enqueue(tx, { id: runId, orgId, queue: kind.queue, priority, delayMs: nextInMs })
    }
    const change = { status: told, attempt: attempts, at, ...(message !== undefined && { message }) }
    await recordChange(tx, { hub, job }, change)
    return true
  })
  if (isMine && !isOver) hub.bus.wake(WORK_TOPIC)
  return isMine
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
  const { message } = error
  const again = { told: 'failed', message } as const
  if (error.code === 'ORGANIZATION_SUSPENDED')
    await settle(attempt, { ...again, to: { status: 'queued', attempts: attempts - 1 }, nextInMs: CLOSED_MS })
  else if (mayGoWell(error) && attempts < kind.attempts)
    await settle(attempt, { ...again, to: { status: 'queued' }, nextInMs: pauseOf(kind, attempts) })
  else await giveUp(attempt, error)
}
