import { randomUUID } from 'node:crypto'
import { inTx, sql } from '@hub/db'
import { contextNow } from '../calls/context-now.ts'
import type { Call } from '../calls/call.ts'
import { normalizeError } from '../calls/normalize-error.ts'
import { withRequestScope } from '../calls/request-scope.ts'
import type { Hub } from '../hub.ts'
import { recordChange } from './events.ts'
import { cancel, fail, finish } from './outcome.ts'
import type { Attempt } from './outcome.ts'
import { ownedWork } from './work.ts'

/** Takes the try over, also from a process that died in it. null where it was canceled, or is another run's now. */
export async function begin(hub: Hub, orgId: string, runId: string): Promise<Attempt | null> {
  const [id = ''] = runId.split(':')
  const token = randomUUID()
  const at = hub.now()
  return inTx(hub.db.org(orgId), async (tx) => {
    const job = await tx
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
      .returningAll()
      .executeTakeFirst()
    if (!job) return null
    const kind = hub.jobKinds.get(job.kind)
    // It waits for a process that has the module.
    if (!kind) throw new Error(`No job of the kind "${job.kind}" is known here.`)
    await recordChange(tx, { hub, job }, { status: 'started', attempt: job.attempts, at })
    return { hub, job, kind, token }
  })
}

/** The call of whoever asked for it, with no more than they could do themselves now. */
const callFor = ({ job }: Attempt, signal: AbortSignal): Call => ({
  door: 'system',
  credential: {
    kind: 'person',
    userId: job.askedById,
    programId: job.programId ?? undefined,
    impersonationId: job.impersonationId ?? undefined,
  },
  org: job.orgId,
  requestId: job.requestId,
  ip: null,
  userAgent: null,
  signal,
})

async function work(attempt: Attempt): Promise<void> {
  const { hub, job, kind } = attempt
  const owned = ownedWork(attempt)
  const { signal } = owned
  try {
    const by = callFor(attempt, signal)
    await contextNow(hub, by, kind.procedure)
    const outcome = await kind.run(owned.with(by), kind.payload.parse(job.payload))
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
  const attempt = await begin(hub, orgId, runId)
  if (!attempt) return
  // Asked for in a try that failed before it could hear of it.
  if (attempt.job.cancelAskedAt !== null) await cancel(attempt)
  else await withRequestScope(attempt.job.requestId, () => work(attempt))
}
