import { setTimeout as sleep } from 'node:timers/promises'
import { inTx, sql } from '@hub/db'
import type { OrgDb, OrgTx, WorkflowRunStatus } from '@hub/db'
import { Outage, normalizeError } from '../../../platform/calls/normalize-error.ts'
import { withRequestScope } from '../../../platform/calls/request-scope.ts'
import type { Hub } from '../../../platform/hub.ts'
import { AppError } from '../../../shared/errors.ts'
import { Outline } from '../definition/outline.ts'
import { readDefinition, tryToRead, unreadable } from '../definition/stored.ts'
import { callOf, handsOf } from './hands.ts'
import type { EarlierTries } from './hands.ts'
import { Interpreter } from './interpreter.ts'
import { Patience } from './patience.ts'
import { lineUp, releaseHeld, tellWorkers } from './line-up.ts'
import { LostRun, RunStore, claim, endOpenSteps, stepRows } from './run-store.ts'
import type { Claim, Stretch } from './run-store.ts'
import { startAfterFailure } from './start.ts'
import { BY_A_STEP, RunStopped, StepFailed } from './step-error.ts'
import { refusalToHear } from './rights.ts'
import { tellFailure, tellPause } from './tell.ts'

/** How soon a run hears that it is canceled, or that another process has it. */
const LOOK_MS = 1_000

/** A stretch of a run, as the engine names it. */
export interface Claimed {
  orgId: string
  id: string
  segment: number
}

interface RunError {
  code: string
  message: string
  stepId?: string
}

type Outcome = { status: 'done' | 'canceled' } | { status: 'failed'; error: RunError } | { status: 'waiting' }

class Canceled extends Error {}

/** Aborts its signal when somebody cancels the run or another process takes it over. */
function watch({ hub, run, token }: Claim) {
  const stop = new AbortController()
  const db = hub.db.org(run.orgId)
  const look = async () => {
    const row = await db
      .selectFrom('workflowRun')
      .select(['runToken', 'cancelAskedAt'])
      .where('id', '=', run.id)
      .executeTakeFirst()
    if (row?.runToken !== token) stop.abort(new LostRun())
    else if (row.cancelAskedAt !== null) stop.abort(new Canceled())
  }
  const timer = setInterval(() => {
    look().catch((err: unknown) => hub.log.debug({ err }, 'a run could not look whether it is canceled'))
  }, LOOK_MS)
  return { signal: stop.signal, end: () => clearInterval(timer) }
}

async function constantsOf({ run, workflowName }: Stretch, db: OrgDb): Promise<Record<string, unknown>> {
  const org = await db
    .selectFrom('organization')
    .select(['name', 'timeZone', 'currency'])
    .where('id', '=', run.orgId)
    .executeTakeFirstOrThrow()
  return {
    input: run.input,
    org,
    run: {
      id: run.id,
      number: run.number,
      workflow: workflowName,
      startedBy: run.startedBy,
      startedAt: run.startedAt,
    },
  }
}

/** Of the event that started it. */
function topicOf({ run }: Stretch): string | null {
  const { event } = run.input as { event?: { topic?: unknown } }
  return run.startedBy === 'event' && typeof event?.topic === 'string' ? event.topic : null
}

async function outcomeOf(stretch: Stretch, signal: AbortSignal): Promise<Outcome> {
  const { hub, run, definition } = stretch
  try {
    const db = hub.db.org(run.orgId)
    const rows = await stepRows(db, run.id)
    const earlier = await earlierTries(db, run.id)
    const constants = await constantsOf(stretch, db)
    // Before anything is done: whoever it acts as may be gone.
    const refusal = await refusalToHear(hub, callOf(run, signal), topicOf(stretch))
    if (refusal) return { status: 'failed', error: refusal }
    const store = new RunStore(stretch)
    const hands = handsOf(stretch, { signal, earlier })
    const outline = new Outline(definition)
    const patience = new Patience(run.orgId)
    return { status: await new Interpreter({ outline, rows, store, hands, patience, constants }).run() }
  } catch (error) {
    if (error instanceof Canceled) return { status: 'canceled' }
    if (error instanceof StepFailed)
      return { status: 'failed', error: { ...error.error, stepId: error.step.id } }
    if (!(error instanceof RunStopped)) throw error
    if (error.outcome === 'done') return { status: 'done' }
    return {
      status: 'failed',
      error: { code: BY_A_STEP, message: error.message || 'A step ended it as failed.' },
    }
  }
}

/** Where each step goes on that was tried before and is to be done again: one that was done begins a new round. */
async function earlierTries(db: OrgDb, runId: string): Promise<Map<string, EarlierTries>> {
  const { rows } = await sql<EarlierTries & { path: string; isDone: boolean }>`
    select distinct on (path) path, round, attempt as attempts, status = 'done' as is_done
    from workflow_step_run where run_id = ${runId} and is_past
    order by path, round desc, attempt desc`.execute(db)
  return new Map(
    rows.map(({ path, round, attempts, isDone }) => [
      path,
      isDone ? { round: round + 1, attempts: 0 } : { round, attempts },
    ]),
  )
}

/** Writes the state itself; null where the run is another process's by now. */
async function write(tx: OrgTx, { hub, run, token }: Claim, outcome: Outcome) {
  const isWaiting = outcome.status === 'waiting'
  const wait = isWaiting ? await waitOf(tx, run.id) : nothing
  const { isForCredits } = wait
  const status: WorkflowRunStatus = isForCredits ? 'paused' : outcome.status
  const mine = await tx
    .updateTable('workflowRun')
    .set({
      status,
      runToken: null,
      wakeAt: wait.until,
      error: 'error' in outcome ? JSON.stringify(outcome.error) : null,
      ...(!isWaiting && { finishedAt: hub.now() }),
    })
    .where('id', '=', run.id)
    .where('runToken', '=', token)
    .returning('cancelAskedAt')
    .executeTakeFirst()
  // What it waits for may have come, or somebody canceled it, while it was under way.
  if (!mine) return null
  return {
    isToGoOn: wait.isOver || (isWaiting && mine.cancelAskedAt !== null),
    isForCredits,
  }
}

/** Writes how a stretch ended, where the run is still this process's. */
async function settle(claimed: Claim, outcome: Outcome): Promise<void> {
  const { hub, run } = claimed
  const { id, orgId, workflowId } = run
  await inTx(hub.db.org(orgId), async (tx) => {
    // Whoever brings what it waits for does so before this, or sees that it waits.
    await tx.selectFrom('workflowRun').select('id').where('id', '=', id).forUpdate().execute()
    const written = await write(tx, claimed, outcome)
    if (written?.isToGoOn) await lineUp(hub, tx, { orgId, id })
    if (!written) return
    if (outcome.status !== 'waiting') await endOpenSteps(tx, id)
    await tellPause(hub, tx, { run, isForCredits: written.isForCredits })
    await releaseHeld(hub, tx, { orgId, workflowId })
    if (outcome.status !== 'failed') return
    await tellFailure(hub, tx, { run, code: outcome.error.code })
    await startAfterFailure(hub, tx, { run, error: outcome.error })
  })
  tellWorkers(hub)
  hub.outbox.wake()
}

interface WaitState {
  until: string | null
  isForCredits: boolean
  isOver: boolean
}

const nothing: WaitState = { until: null, isForCredits: false, isOver: false }

async function waitOf(tx: OrgTx, runId: string): Promise<WaitState> {
  const { rows } = await sql<WaitState>`
    select min(wait_until)::timestamptz as until,
      coalesce(bool_or(wait ->> 'kind' = 'credits'), false) as is_for_credits,
      coalesce(bool_or(wait ? 'decision' or wait ? 'received'), false) as is_over
    from workflow_step_run where run_id = ${runId} and status = 'waiting' and not is_past`.execute(tx)
  return rows[0] ?? nothing
}

async function advanceOnce(hub: Hub, { orgId, id, segment }: Claimed): Promise<void> {
  const claimed = await claim(hub, { orgId, id, segment })
  if (!claimed) return
  if (claimed.run.cancelAskedAt !== null) return settle(claimed, { status: 'canceled' })
  // What this release cannot read another one may, while one is in the place of the other: it is lined up again.
  const stretch = { ...claimed, definition: readDefinition(claimed.stored) }
  const watching = watch(stretch)
  try {
    const outcome = await withRequestScope(id, () => outcomeOf(stretch, watching.signal))
    await settle(stretch, outcome)
  } catch (error) {
    if (error instanceof LostRun) return hub.log.warn({ run: id }, 'a run was taken over by another process')
    throw error
  } finally {
    watching.end()
  }
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000
/** Some two minutes; a longer outage ends this run of the engine, and `mendRuns` begins another. */
const MOST_TRIES = 12

/**
 * Does one stretch of a run; what the engine calls. Where the hub itself was away, such as its database, the stretch is begun again:
 * what it has done is known. Rejects only where nothing could be written down about it.
 */
export async function advance(hub: Hub, orgId: string, engineId: string): Promise<void> {
  const [, id = '', segment = ''] = engineId.split(':')
  for (let tries = 0; ; tries += 1) {
    try {
      return await advanceOnce(hub, { orgId, id, segment: Number(segment) })
    } catch (error) {
      if (!(normalizeError(error) instanceof Outage) || tries === MOST_TRIES) throw error
      hub.log.warn({ err: error, run: id }, 'a run goes on once the hub has its parts again')
      await sleep(Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS))
    }
  }
}

const interrupted = () =>
  new AppError('UNAVAILABLE', {
    message: 'It was interrupted before it could end. Try it again from where it stopped.',
  })

/** Ends a run that cannot go on: each process that has it dies, or nothing can be written down about it. */
export async function giveUp(hub: Hub, { orgId, id, segment }: Claimed): Promise<void> {
  const claimed = await claim(hub, { orgId, id, segment })
  if (!claimed) return
  const { code, message } = tryToRead(claimed.stored) ? interrupted() : unreadable()
  await settle(claimed, { status: 'failed', error: { code, message } })
}
