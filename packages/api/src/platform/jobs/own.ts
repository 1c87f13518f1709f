import { NIL_ORG, sql, uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { WORK_TOPIC } from '../durable/queues.ts'
import type { Hub } from '../hub.ts'
import { seal, sha256, unseal } from '../secrets/secrets.ts'
import type { OwnJobDescription, OwnWish } from './kind.ts'
import { ahead, newRunId, place } from './line.ts'
import type { JobPriority } from './line.ts'
import type { HeldJob } from './place.ts'

/** How the address of whom some work speaks is kept: enough to find it again. */
export const aboutAddress = (address: string): Buffer => sha256(address.toLowerCase())

export function ownWish<Payload extends z.ZodObject>(
  kind: OwnJobDescription<Payload>,
  wish: z.input<Payload>,
  priority: JobPriority = 'normal',
): OwnWish {
  const payload = kind.payload.parse(wish)
  const address = kind.about?.(payload) ?? null
  return {
    kind: kind.name,
    title: kind.title(payload),
    queue: kind.queue,
    priority,
    payload: JSON.stringify(payload),
    about: address === null ? null : aboutAddress(address),
  }
}

interface Source {
  hub: Hub
  /** Nil where it is of no organization. */
  orgId: string
  requestId: string
}

/** What a job is about stays closed to whoever reads the database, and opens in its own row alone. */
const sealContext = (jobId: string): string => `job:${jobId}`

/** Puts the hub's own work in line, in the transaction that has the reason for it. The caller wakes the workers after the commit. */
export async function askOwn(
  tx: OrgTx,
  { hub, orgId, requestId }: Source,
  wishes: readonly OwnWish[],
): Promise<void> {
  for (const { kind, title, queue, priority, payload, about } of wishes) {
    const id = uuidv7()
    const at = hub.now()
    const runId = newRunId(id)
    const sealed = seal(hub.keys.seal, payload, sealContext(id))
    const { rows } = await sql<{ before: number }>`
      with asked as (
        insert into job (id, org_id, kind, title, payload, sealed, about, status, priority, request_id, run_id, due_at, created_at)
        values (${id}, ${orgId}, ${kind}, ${title}, '{}', ${sealed}, ${about}, 'queued', ${priority}, ${requestId}, ${runId},
          ${at}, ${at})),
      told as (
        insert into job_event (org_id, job_id, status, attempt, at) values (${orgId}, ${id}, 'queued', 0, ${at}))
      select ${ahead(orgId)} as before`.execute(tx)
    const before = rows[0]?.before ?? 0
    await hub.durable.enqueue(tx, { id: runId, orgId, queue, priority: place(priority, before), delayMs: 0 })
  }
}

/** Tells every process that runs jobs. */
export const wakeWorkers = ({ bus }: Pick<Hub, 'bus'>): void => bus.wake(WORK_TOPIC)

/** What it is to do, as JSON text; null where it is done, or another HUB_SECRET sealed it. */
export function tryToOpenOwn(
  { keys }: Pick<Hub, 'keys'>,
  { id, sealed }: Pick<HeldJob, 'id' | 'sealed'>,
): string | null {
  try {
    return sealed && unseal(keys.seal, sealed, sealContext(id))
  } catch {
    return null
  }
}

/** What it is to do. Throws CONFLICT where nobody can read it. */
export function openOwn(hub: Pick<Hub, 'keys'>, job: Pick<HeldJob, 'id' | 'sealed'>): unknown {
  const words = tryToOpenOwn(hub, job)
  if (words !== null) return JSON.parse(words)
  throw new AppError('CONFLICT', {
    message:
      'What this job is about cannot be read, because the hub has another HUB_SECRET now. Put it aside.',
  })
}

/** The hub's own work for a suspended organization waits until it is open again. */
export async function requireOpen({ db }: Pick<Hub, 'db'>, orgId: string): Promise<void> {
  if (orgId === NIL_ORG) return
  const closed = await db.system
    .selectFrom('organization')
    .select('id')
    .where('id', '=', orgId)
    .where('suspendedAt', 'is not', null)
    .executeTakeFirst()
  if (closed) throw new AppError('ORGANIZATION_SUSPENDED')
}
