import { randomUUID } from 'node:crypto'
import { NIL_ORG, sql } from '@hub/db'
import { SpanKind } from '@opentelemetry/api'
import { contextNow } from '../calls/context-now.ts'
import type { Call } from '../calls/call.ts'
import { normalizeError } from '../calls/normalize-error.ts'
import { withRequestScope } from '../calls/request-scope.ts'
import type { Hub } from '../hub.ts'
import { inSpan } from '../logs/spans.ts'
import { recorded } from './events.ts'
import type { JobOutcome } from './kind.ts'
import { cancel, fail, finish } from './outcome.ts'
import type { Attempt } from './outcome.ts'
import { openOwn, requireOpen } from './own.ts'
import { askedColumns, heldColumns, jobsOf } from './place.ts'
import type { HeldJob } from './place.ts'
import { isHeldBack } from './rate.ts'
import { ownedWork } from './work.ts'

/** It waits for a process that has the module. */
async function requireKnown(hub: Hub, orgId: string, runId: string): Promise<void> {
  const job = await jobsOf(hub, orgId)
    .selectFrom('job')
    .select('kind')
    .where('runId', '=', runId)
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirst()
  if (job && !hub.jobKinds.has(job.kind)) throw new Error(`No job of the kind "${job.kind}" is known here.`)
}

/** Takes the try over, also from a process that died in it. null where it was canceled, or is another run's now. */
export async function begin(hub: Hub, orgId: string, runId: string): Promise<Attempt | null> {
  const [id = ''] = runId.split(':')
  const token = randomUUID()
  const at = hub.now()
  const columns = orgId === NIL_ORG ? heldColumns : ([...heldColumns, ...askedColumns] as const)
  const db = jobsOf(hub, orgId)
  const taken = db
    .updateTable('job')
    .set({
      status: 'running',
      // What died in the middle goes on with the same try.
      attempts: sql<number>`attempts + (status = 'queued')::int`,
      runToken: token,
      startedAt: sql<string>`coalesce(started_at, ${at})`,
    })
    .where('id', '=', id)
    .where('runId', '=', runId)
    .where('status', 'in', ['queued', 'running'])
    .where('kind', '=', sql<string>`any (${[...hub.jobKinds.keys()]})`)
    .returning(columns)
  const { rows } = await sql<HeldJob>`
    with mine as (${taken}), ${recorded({ status: 'started', at })} select * from mine`.execute(db)
  const [job] = rows
  const kind = job && hub.jobKinds.get(job.kind)
  if (kind) return { hub, job, kind, token }
  await requireKnown(hub, orgId, runId)
  return null
}

/** The call of whoever asked for it, with no more than they could do themselves now. */
const callFor = ({ job }: Attempt, askedById: string, signal: AbortSignal): Call => ({
  door: 'system',
  credential: {
    kind: 'person',
    userId: askedById,
    programId: job.programId ?? undefined,
    impersonationId: job.impersonationId ?? undefined,
  },
  org: job.orgId,
  requestId: job.requestId,
  ip: null,
  userAgent: null,
  signal,
})

type Owned = ReturnType<typeof ownedWork>

async function outcomeOf(attempt: Attempt, owned: Owned): Promise<JobOutcome<unknown>> {
  const { hub, job, kind } = attempt
  if ('isOwn' in kind) {
    await requireOpen(hub, job.orgId)
    return kind.run(owned.own, kind.payload.parse(openOwn(hub, job)))
  }
  if (job.askedById === null) throw new Error(`A job of the kind "${kind.name}" is nobody's.`)
  const by = callFor(attempt, job.askedById, owned.signal)
  await contextNow(hub, by, kind.procedure)
  return kind.run(owned.with(by), kind.payload.parse(job.payload))
}

async function work(attempt: Attempt): Promise<void> {
  const { hub, job } = attempt
  const owned = ownedWork(attempt)
  const { signal } = owned
  try {
    const outcome = await outcomeOf(attempt, owned)
    signal.throwIfAborted()
    if (!(await finish(attempt, outcome))) owned.lose()
  } catch (err) {
    if (owned.why() === 'canceled') await cancel(attempt)
    else if (owned.why() !== 'lost') {
      hub.log.warn({ err, job: job.id, kind: job.kind, attempt: job.attempts }, 'job failed')
      await fail(attempt, normalizeError(signal.aborted ? signal.reason : err))
    }
  } finally {
    owned.end()
    hub.outbox.wake()
  }
  if (owned.why() === 'lost') hub.log.warn({ job: job.id }, 'a job was taken over by another process')
}

/** Runs one try of a job; what the engine calls. Rejects only where nothing could be written down about it. */
export async function runAttempt(hub: Hub, orgId: string, runId: string): Promise<void> {
  if (await isHeldBack(hub, orgId, runId)) return
  const attempt = await begin(hub, orgId, runId)
  if (!attempt) return
  // Asked for in a try that failed before it could hear of it.
  if (attempt.job.cancelAskedAt !== null) return void (await cancel(attempt))
  const { kind, requestId, attempts } = attempt.job
  const attributes = { 'hub.request_id': requestId, 'hub.attempts': attempts }
  await inSpan(`job ${kind}`, { kind: SpanKind.CONSUMER, attributes }, () =>
    withRequestScope(requestId, () => work(attempt)),
  )
}
