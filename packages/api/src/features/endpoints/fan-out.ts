import { inTx, sql, uuidv7 } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { DeliveredEvent } from '../../platform/events/deliveries.ts'
import type { Hub } from '../../platform/hub.ts'
import { bodyOf, isChosen } from './domain.ts'
import { pauseFor } from './pause.ts'

async function listening(db: OrgDb, topic: string): Promise<string[]> {
  const rows = await db.selectFrom('endpoint').select(['id', 'topics']).where('state', '=', 'on').execute()
  return rows.filter(({ topics }) => isChosen(topics, topic)).map(({ id }) => id)
}

/** Whoever goes leaves nobody to read for. */
async function pauseOf(hub: Hub, { orgId, payload }: DeliveredEvent): Promise<void> {
  const made = await hub.db
    .org(orgId)
    .selectFrom('endpoint')
    .select('id')
    .where('madeById', '=', String(payload['userId']))
    .where('state', '=', 'on')
    .execute()
  for (const { id } of made) await pauseFor(hub, { orgId, id, because: 'maker_gone' })
}

/**
 * Puts an event in line for each endpoint of its organization that chose its topic. Heard again after a crash it changes
 * nothing. What an endpoint gets in the end is decided when it is sent, by what its maker may read then.
 */
export async function fanOut(hub: Hub, event: DeliveredEvent): Promise<void> {
  const { id, orgId, topic, aggregate, createdAt } = event
  const db = hub.db.org(orgId)
  const endpoints = await listening(db, topic)
  if (endpoints.length > 0) {
    const { slug } = await db
      .selectFrom('organization')
      .select('slug')
      .where('id', '=', orgId)
      .executeTakeFirstOrThrow()
    const data = hub.events.parse(topic, event.payload)
    const body = bodyOf({ id, topic, createdAt, organization: { id: orgId, slug }, data })
    const now = hub.now()
    await inTx(db, (tx) =>
      tx
        .insertInto('endpointDelivery')
        .values(
          endpoints.map((endpointId) => ({
            id: uuidv7(),
            orgId,
            endpointId,
            eventId: id,
            topic,
            aggregate,
            body,
            dueAt: sql<string>`now()`,
            createdAt: now,
          })),
        )
        .onConflict((conflict) => conflict.columns(['orgId', 'endpointId', 'eventId']).doNothing())
        .execute(),
    )
    hub.sender.wake()
  }
  if (topic === 'member.removed') await pauseOf(hub, event)
}
