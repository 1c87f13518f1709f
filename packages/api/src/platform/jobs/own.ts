import { createHmac } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { NIL_ORG, sql, uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { WORK_TOPIC } from '../durable/queues.ts'
import type { Hub } from '../hub.ts'
import { sealedColumns } from '../secrets/sealed.ts'
import { seal, sha256, unseal } from '../secrets/secrets.ts'
import { recorded } from './events.ts'
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
    once: kind.once?.(payload) ?? null,
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

export const sealedJobs = sealedColumns({
  title: 'mails and jobs that wait',
  of: 'both',
  table: 'job',
  key: { id: 'uuid' },
  columns: ['sealed'],
  context: (_orgId, [id = '']) => sealContext(id),
  hasOrgId: true,
})

/** Whoever reads the database does not learn of what it was made, also where that is short or known. */
const onceKey = (key: KeyObject, { kind, once }: OwnWish): string | null =>
  once === null ? null : createHmac('sha256', key).update(`${kind}|${once}`).digest('base64url')

/** By which the same is known, made of this key and of those before it. */
const onceKeys = ({ keys }: Pick<Hub, 'keys'>, wish: OwnWish): string[] =>
  keys.sameWork.all.flatMap((key) => onceKey(key, wish) ?? [])

interface Same {
  orgId: string
  kind: string
  dedupeKeys: readonly string[]
}

/** Whether the same waits, works or was given up. It is held until the commit, so that it does not go from one to the other unseen. */
async function isThere(tx: OrgTx, { orgId, kind, dedupeKeys }: Same): Promise<boolean> {
  const same = await tx
    .selectFrom('job')
    .select('id')
    .where('orgId', '=', orgId)
    .where('kind', '=', kind)
    .where('dedupeKey', 'in', dedupeKeys)
    .where('status', 'in', ['queued', 'running', 'dead'])
    .forUpdate()
    .executeTakeFirst()
  return same !== undefined
}

/** Puts one in line, where the same is not there. */
async function ask(tx: OrgTx, { hub, orgId, requestId }: Source, wish: OwnWish): Promise<void> {
  const { kind, title, queue, priority, payload, about } = wish
  const dedupeKey = onceKey(hub.keys.sameWork.current, wish)
  const dedupeKeys = onceKeys(hub, wish)
  if (dedupeKeys.length > 0 && (await isThere(tx, { orgId, kind, dedupeKeys }))) return
  const id = uuidv7()
  const at = hub.now()
  const runId = newRunId(id)
  const sealed = seal(hub.keys.seal, payload, sealContext(id))
  const { rows } = await sql<{ before: number }>`
    with mine as (
      insert into job (id, org_id, kind, title, payload, sealed, about, dedupe_key, status, priority, request_id, run_id, due_at,
        created_at)
      values (${id}, ${orgId}, ${kind}, ${title}, '{}', ${sealed}, ${about}, ${dedupeKey}, 'queued', ${priority}, ${requestId},
        ${runId}, ${at}, ${at})
      on conflict (org_id, kind, dedupe_key) where status in ('queued', 'running') do nothing
      returning id, org_id, kind, attempts, request_id, asked_by_id),
    ${recorded({ status: 'queued', at })}
    select ${ahead(orgId)} as before from mine`.execute(tx)
  const [asked] = rows
  // Another process has asked for the same in this moment.
  if (!asked) return
  const next = place(priority, asked.before)
  await hub.durable.enqueue(tx, { id: runId, orgId, queue, priority: next, delayMs: 0 })
}

/** Puts the hub's own work in line, in the transaction that has the reason for it. The caller wakes the workers after the commit. */
export async function askOwn(tx: OrgTx, source: Source, wishes: readonly OwnWish[]): Promise<void> {
  for (const wish of wishes) await ask(tx, source, wish)
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
