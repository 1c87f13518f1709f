import { randomUUID } from 'node:crypto'
import { inTx, sql } from '@hub/db'
import { appendAudit } from '../../platform/audit/audit.ts'
import { storeEvents } from '../../platform/events/store.ts'
import type { Hub } from '../../platform/hub.ts'
import type { PausedBecause } from './schema.ts'

interface Pause {
  orgId: string
  /** Of the endpoint. */
  id: string
  because: Exclude<PausedBecause, 'person'>
}

/** The hub itself pauses an endpoint; whoever looks after it sees why, and may turn it on again. */
export async function pauseFor(hub: Hub, { orgId, id, because }: Pause): Promise<void> {
  const call = {
    door: 'system',
    credential: { kind: 'none' },
    org: orgId,
    requestId: randomUUID(),
    ip: null,
    userAgent: null,
  } as const
  await inTx(hub.db.org(orgId), async (tx) => {
    const paused = await tx
      .updateTable('endpoint')
      .set({
        state: 'paused',
        pausedBecause: because,
        pausedAt: hub.now(),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .where('state', '=', 'on')
      .returning('name')
      .executeTakeFirst()
    if (!paused) return
    await storeEvents(tx, { hub, orgId, requestId: call.requestId }, [
      {
        topic: 'endpoint.paused',
        aggregate: `endpoint:${id}`,
        payload: { endpointId: id, name: paused.name, because },
      },
    ])
    await appendAudit(tx, { orgId, actor: null, call }, [
      { action: 'endpoint.paused', target: { endpoint: id }, data: { because } },
    ])
  })
  hub.outbox.wake()
}
