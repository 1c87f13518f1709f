import { sql, uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { z } from 'zod'
import { impersonationOf, programOf } from '../calls/call.ts'
import type { OrgContext } from '../calls/context.ts'
import type { OrgWriteTx } from '../data/recorder.ts'
import { WORK_TOPIC } from '../durable/queues.ts'
import type { Hub } from '../hub.ts'
import { recorded } from './events.ts'
import { ahead, newRunId, place, placeInLine } from './line.ts'
import type { JobPriority } from './line.ts'
import type { JobDescription } from './kind.ts'
import type { HeldJob } from './place.ts'

export interface JobWish<Payload extends z.ZodObject> {
  kind: JobDescription<Payload>
  payload: z.input<Payload>
  /** While a job of the kind with this key is in line or under way, that one is answered. */
  dedupeKey?: string
  priority?: JobPriority
  /** Not before so long. */
  delayMs?: number
}

/** Asks for a job in the transaction that has the reason for it. Answers its id, or that of the same job that is there already. */
export async function enqueueJob<Payload extends z.ZodObject>(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { kind, payload, dedupeKey, priority = 'normal', delayMs = 0 }: JobWish<Payload>,
): Promise<{ id: string; isNew: boolean }> {
  const { hub, actor, call, org } = ctx
  const id = uuidv7()
  const now = ctx.now()
  const runId = newRunId(id)
  const wish = kind.payload.parse(payload)
  const { rows } = await sql<{ id: string; isNew: boolean; before: number }>`
    with mine as (
      insert into job (id, org_id, kind, title, payload, status, priority, asked_by_id, program_id, impersonation_id, request_id,
        run_id, dedupe_key, due_at, created_at)
      values (${id}, ${org.orgId}, ${kind.name}, ${kind.title(wish)}, ${JSON.stringify(wish)}, 'queued', ${priority},
        ${actor.userId}, ${programOf(actor)}, ${impersonationOf(actor) ?? null}, ${call.requestId}, ${runId},
        ${dedupeKey ?? null}, ${new Date(now.getTime() + delayMs)}, ${now})
      on conflict (org_id, kind, dedupe_key) where status in ('queued', 'running') do nothing
      returning id, org_id, kind, attempts, request_id, asked_by_id),
    ${recorded({ status: 'queued', at: now })}
    select id, true as is_new, ${ahead(org.orgId)} as before from mine
    union all
    select id, false, 0 from job
    where kind = ${kind.name} and dedupe_key = ${dedupeKey ?? null} and status in ('queued', 'running')
      and not exists (select from mine)`.execute(tx)
  const [found] = rows
  // Somebody else's was being written while this one looked, and is there with the next look.
  if (!found)
    return enqueueJob(ctx, tx, {
      kind,
      payload,
      priority,
      delayMs,
      ...(dedupeKey !== undefined && { dedupeKey }),
    })
  if (!found.isNew) return { id: found.id, isNew: false }
  await hub.durable.enqueue(tx, {
    id: runId,
    orgId: org.orgId,
    queue: kind.queue,
    priority: place(priority, found.before),
    delayMs,
  })
  tx.afterCommit(() => hub.bus.wake(WORK_TOPIC))
  return { id, isNew: true }
}

/** Puts a job that was given up in line once more, as if it had just been asked for. */
export async function lineUpAgain(
  hub: Hub,
  tx: OrgTx,
  job: Pick<HeldJob, 'id' | 'orgId' | 'kind' | 'priority'>,
): Promise<void> {
  const { id, orgId, kind } = job
  const runId = newRunId(id)
  const again = {
    status: 'queued',
    attempts: 0,
    runId,
    error: null,
    done: 0,
    total: null,
    note: null,
    // It was asked of the tries before.
    cancelAskedAt: null,
    finishedAt: null,
    dueAt: hub.now(),
  } as const
  await tx.updateTable('job').set(again).where('id', '=', id).execute()
  const queue = hub.jobKinds.get(kind)?.queue ?? 'default'
  const next = await placeInLine(tx, job)
  await hub.durable.enqueue(tx, { id: runId, orgId, queue, priority: next, delayMs: 0 })
}
