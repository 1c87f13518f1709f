import { sql, uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { readPage } from '../../platform/data/keyset.ts'
import { AppError } from '../../shared/errors.ts'
import type { Page } from '../../shared/list.ts'
import { bodyOf } from './domain.ts'
import { findDelivery, findEndpoint, selectDeliveries } from './queries.ts'
import type {
  ChangeEndpoint,
  ChangeEndpointDelivery,
  EndpointDelivery,
  EndpointDeliveryWithAttempts,
  GetEndpointDelivery,
  ListEndpointDeliveries,
  RedeliverAll,
  RedeliveredCount,
} from './schema.ts'

export const TEST_TOPIC = 'endpoint.test'

/** What was sent, or is on its way, the newest first. */
export function listDeliveries(
  ctx: OrgContext,
  input: ListEndpointDeliveries,
): Promise<Page<EndpointDelivery>> {
  const { endpointId, status, topic } = input
  const query = selectDeliveries(ctx.db)
    .$if(endpointId !== undefined, (q) => q.where('endpointId', '=', endpointId ?? ''))
    .$if(status !== undefined, (q) => q.where('status', '=', status ?? 'waiting'))
    .$if(topic !== undefined, (q) => q.where('topic', '=', topic ?? ''))
  return readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'endpoints.deliveries.list', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`endpoint_delivery.created_at`, type: 'timestamptz', direction: 'desc' },
      { expression: sql`endpoint_delivery.id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
}

/** One of them with what was sent and what became of each try. What an event says is for whoever may read its part of the hub. */
export async function getDelivery(
  ctx: OrgContext,
  { id }: GetEndpointDelivery,
): Promise<EndpointDeliveryWithAttempts> {
  const delivery = await findDelivery(ctx.db, id)
  const { body } = await ctx.db
    .selectFrom('endpointDelivery')
    .select('body')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const tries = await ctx.db
    .selectFrom('endpointAttempt')
    .select(['at', 'ms', 'status', 'answer', 'error'])
    .where('deliveryId', '=', id)
    .orderBy('position')
    .execute()
  const needed = ctx.hub.events.open.get(delivery.topic)?.permission
  const mayRead = delivery.isTest || (needed !== undefined && ctx.permissions.has(needed))
  return { ...delivery, body: mayRead ? body : null, tries }
}

/** Lets it go out anew, with all its tries and under the same id; one that waits goes now. */
const sendAgain = (tx: OrgTx) =>
  tx.updateTable('endpointDelivery').set({
    status: 'waiting',
    attempts: 0,
    dueAt: sql<string>`now()`,
    leasedUntil: null,
    error: null,
    deliveredAt: null,
  })

async function requireOn(ctx: OrgContext, tx: OrgTx, endpointId: string): Promise<void> {
  const { state } = await findEndpoint(ctx, tx, endpointId)
  if (state === 'paused')
    throw new AppError('CONFLICT', { message: 'This endpoint is paused. Turn it on first.' })
}

/** Sends an event once more. One that is being sent at this moment is left alone. */
export async function redeliver(ctx: OrgContext, { id }: ChangeEndpointDelivery): Promise<EndpointDelivery> {
  return ctx.write(async (tx) => {
    const { endpointId } = await findDelivery(tx, id)
    await requireOn(ctx, tx, endpointId)
    await sendAgain(tx)
      .where('id', '=', id)
      .where((eb) => eb.or([eb('leasedUntil', 'is', null), eb('leasedUntil', '<=', sql<string>`now()`)]))
      .execute()
    tx.audit('endpoint.delivery.redelivered', { endpoint: endpointId, delivery: id })
    tx.afterCommit(() => ctx.hub.sender.wake())
    return findDelivery(tx, id)
  })
}

const AT_ONCE = 500

/** Sends the oldest that were given up once more. */
export async function redeliverAll(ctx: OrgContext, { endpointId }: RedeliverAll): Promise<RedeliveredCount> {
  return ctx.write(async (tx) => {
    await requireOn(ctx, tx, endpointId)
    const rows = await sendAgain(tx)
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('endpointDelivery')
          .select('id')
          .where('endpointId', '=', endpointId)
          .where('status', '=', 'dead')
          .orderBy('position')
          .limit(AT_ONCE),
      )
      .returning('id')
      .execute()
    tx.audit('endpoint.deliveries.redelivered', { endpoint: endpointId }, { count: rows.length })
    tx.afterCommit(() => ctx.hub.sender.wake())
    return { count: rows.length }
  })
}

/** Puts one that waits or was given up aside for good. */
export async function discardDelivery(
  ctx: OrgContext,
  { id }: ChangeEndpointDelivery,
): Promise<EndpointDelivery> {
  return ctx.write(async (tx) => {
    const { endpointId } = await findDelivery(tx, id)
    await tx
      .updateTable('endpointDelivery')
      .set({ status: 'discarded' })
      .where('id', '=', id)
      .where('status', 'in', ['waiting', 'dead'])
      .execute()
    tx.audit('endpoint.delivery.discarded', { endpoint: endpointId, delivery: id })
    return findDelivery(tx, id)
  })
}

/** Sends something harmless, so that one sees whether it arrives. */
export async function sendTest(ctx: OrgContext, { id }: ChangeEndpoint): Promise<EndpointDelivery> {
  const { org } = ctx
  return ctx.write(async (tx) => {
    await requireOn(ctx, tx, id)
    const [deliveryId, eventId, now] = [uuidv7(), uuidv7(), ctx.now()]
    await tx
      .insertInto('endpointDelivery')
      .values({
        id: deliveryId,
        orgId: org.orgId,
        endpointId: id,
        eventId,
        topic: TEST_TOPIC,
        aggregate: `endpoint:${eventId}`,
        body: bodyOf({
          id: eventId,
          topic: TEST_TOPIC,
          createdAt: now.toISOString(),
          organization: { id: org.orgId, slug: org.slug },
          data: { message: 'A test from the hub. Nothing happened.' },
        }),
        isTest: true,
        dueAt: sql<string>`now()`,
        createdAt: now,
      })
      .execute()
    tx.audit('endpoint.tested', { endpoint: id })
    tx.afterCommit(() => ctx.hub.sender.wake())
    return findDelivery(tx, deliveryId)
  })
}
