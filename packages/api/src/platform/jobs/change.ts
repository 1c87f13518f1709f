import { sql } from '@hub/db'
import type { OrgTx } from '@hub/db'
import { AppError } from '../../shared/errors.ts'
import type { Hub } from '../hub.ts'
import { lineUpAgain } from './enqueue.ts'
import { recorded, recordedColumns } from './events.ts'
import type { JobRow } from './place.ts'

/** What people may do with a job. */
export type JobAct = 'cancel' | 'retry' | 'discard'

/** What the audit log calls it. */
export const actionOf = { cancel: 'job.canceled', retry: 'job.retried', discard: 'job.discarded' } as const

/** What has to be known of one; not what it is about. */
const columns = ['id', 'orgId', 'kind', 'status', 'priority', 'dedupeKey', 'cancelAskedAt'] as const

interface Held {
  hub: Hub
  tx: OrgTx
  job: Pick<JobRow, (typeof columns)[number]>
}

const refused = (message: string) => new AppError('CONFLICT', { message })

async function tell({ hub, tx, job }: Held, status: 'canceled' | 'retried'): Promise<void> {
  const mine = tx.selectFrom('job').select(recordedColumns).where('id', '=', job.id)
  await sql`with mine as (${mine}), ${recorded({ status, at: hub.now() })} select id from mine`.execute(tx)
}

/** Nobody will ask any more what it was about. */
const aside = (at: Date) => ({ status: 'canceled', finishedAt: at, sealed: null }) as const

/** What waits is canceled at once; what works is told to stop. Answers false where it was asked for before. */
async function cancel(held: Held): Promise<boolean> {
  const { hub, tx, job } = held
  const { id, status, cancelAskedAt } = job
  const at = hub.now()
  if (status === 'done' || status === 'dead') throw refused('This job has ended already.')
  const isWaiting = status === 'queued'
  if (status === 'canceled' || (!isWaiting && cancelAskedAt !== null)) return false
  const change = isWaiting ? aside(at) : { cancelAskedAt: at }
  await tx.updateTable('job').set(change).where('id', '=', id).execute()
  if (isWaiting) await tell(held, 'canceled')
  return true
}

/** Whether the same is in line or under way by now, asked for anew. */
async function isThereAnew({ tx, job: { kind, dedupeKey } }: Held): Promise<boolean> {
  if (dedupeKey === null) return false
  const same = tx.selectFrom('job').select('id').where('kind', '=', kind).where('dedupeKey', '=', dedupeKey)
  return (await same.where('status', 'in', ['queued', 'running']).executeTakeFirst()) !== undefined
}

async function retry(held: Held): Promise<boolean> {
  const { hub, tx, job } = held
  if (job.status !== 'dead') throw refused('Only a job that was given up can be tried again.')
  if (!hub.jobKinds.has(job.kind)) throw refused('This hub no longer has what this job needs.')
  if (await isThereAnew(held))
    throw refused('The same was asked for anew, and waits or runs by now. Put this one aside.')
  await lineUpAgain(hub, tx, job)
  await tell(held, 'retried')
  return true
}

async function discard(held: Held): Promise<boolean> {
  const { hub, tx, job } = held
  if (job.status !== 'dead') throw refused('Only a job that was given up can be put aside.')
  await tx.updateTable('job').set(aside(hub.now())).where('id', '=', job.id).execute()
  await tell(held, 'canceled')
  return true
}

const acts = { cancel, retry, discard } as const

/**
 * Does it to a job, which is held until the transaction ends, so that a worker does not end it in between. Answers whether
 * anything was changed. Throws NOT_FOUND, or CONFLICT where its state does not allow it.
 */
export async function changeJob(
  hub: Hub,
  tx: OrgTx,
  { id, act }: { id: string; act: JobAct },
): Promise<boolean> {
  const job = await tx.selectFrom('job').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!job) throw new AppError('NOT_FOUND')
  return acts[act]({ hub, tx, job })
}
