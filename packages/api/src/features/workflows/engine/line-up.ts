import { sql } from '@hub/db'
import type { OrgTx } from '@hub/db'
import { WORK_TOPIC } from '../../../platform/durable/queues.ts'
import type { Hub } from '../../../platform/hub.ts'

/** How the engine names a stretch of a run. */
export const RUN_PREFIX = 'flow'
export const engineId = (runId: string, segment: number): string => `${RUN_PREFIX}:${runId}:${segment}`

interface Line {
  orgId: string
  id: string
}

const MOST_AHEAD = 1_000

/** Puts the next stretch of a run in line, in the transaction that has the reason for it. */
export async function lineUp(hub: Hub, tx: OrgTx, { orgId, id }: Line): Promise<void> {
  const { rows } = await sql<{ segment: number; ahead: number }>`
    update workflow_run set segment = segment + 1, status = 'queued', wake_at = null, is_held = false
    where id = ${id}
    returning segment, (select count(*)::int from (
      select from workflow_run where status in ('queued', 'running') limit ${sql.lit(MOST_AHEAD)}) as mine) as ahead`.execute(
    tx,
  )
  const [row] = rows
  if (!row) return
  await hub.durable.enqueue(tx, {
    id: engineId(id, row.segment),
    orgId,
    queue: 'flows',
    // Whoever has less in line comes first.
    priority: row.ahead,
    delayMs: 0,
  })
}

/** Says that there is work, once it is committed. */
export const tellWorkers = (hub: Hub): void => hub.bus.wake(WORK_TOPIC)

interface Released {
  orgId: string
  workflowId: string
  /** So many at most; one for which there is no room after all is held back again. */
  most?: number
}

/** Lets the oldest run go on that was held back, since another of its workflow is over or waits, or more of them may work at once. */
export async function releaseHeld(
  hub: Hub,
  tx: OrgTx,
  { orgId, workflowId, most = 1 }: Released,
): Promise<void> {
  // Whoever is being held back at this moment is seen, or sees that there is room.
  await tx.selectFrom('workflow').select('id').where('id', '=', workflowId).forUpdate().execute()
  const held = await tx
    .selectFrom('workflowRun')
    .select('id')
    .where('workflowId', '=', workflowId)
    .where('status', '=', 'queued')
    .where('isHeld', '=', true)
    .orderBy('createdAt')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { id } of held) await lineUp(hub, tx, { orgId, id })
}

/** Lets a waiting run look again at what it waits for; one that is under way looks by itself before it waits. */
export async function nudge(hub: Hub, tx: OrgTx, { orgId, id }: Line): Promise<void> {
  const run = await tx
    .selectFrom('workflowRun')
    .select('status')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (run?.status === 'waiting' || run?.status === 'paused') await lineUp(hub, tx, { orgId, id })
}
