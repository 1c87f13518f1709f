import { randomInt } from 'node:crypto'
import { inTx, sql } from '@hub/db'
import type { OrgDb, OrgTx } from '@hub/db'
import { storeEvents } from '../../platform/events/store.ts'
import type { Hub } from '../../platform/hub.ts'
import type { Claimed } from './claim.ts'
import { GIVEN_UP_AFTER_MS, TRIES_AT_MOST } from './domain.ts'
import { pauseFor } from './pause.ts'
import { sendOnce, whyNot } from './send.ts'
import type { Answered, Outgoing } from './send.ts'

async function load(db: OrgDb, { orgId, id, attempts }: Claimed): Promise<Outgoing | null> {
  const row = await db
    .selectFrom('endpointDelivery')
    .innerJoin('endpoint', 'endpoint.id', 'endpointDelivery.endpointId')
    .select(['eventId', 'topic', 'body', 'isTest', 'endpointId'])
    .select(['address', 'sealed', 'oldSealed', 'oldUntil', 'madeById'])
    .where('endpointDelivery.id', '=', id)
    .where('endpointDelivery.attempts', '=', attempts)
    .where('status', '=', 'waiting')
    .executeTakeFirst()
  if (!row) return null
  const { eventId, topic, body, isTest, endpointId, ...endpoint } = row
  return { orgId, eventId, topic, body, isTest, endpoint: { id: endpointId, ...endpoint } }
}

/** The row of a delivery, as long as nobody else has taken it over since. */
const own = (tx: OrgTx, { id, attempts }: Claimed) =>
  tx
    .updateTable('endpointDelivery')
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('status', '=', 'waiting')

async function discard(hub: Hub, claimed: Claimed): Promise<void> {
  await inTx(hub.db.org(claimed.orgId), (tx) =>
    own(tx, claimed)
      .set({
        status: 'discarded',
        leasedUntil: null,
        error: 'Whoever set up this endpoint may not read such events.',
      })
      .execute(),
  )
}

const GAVE_UP = 'endpoint.gave_up'
const FIRST_PAUSE_S = 10

/** Pauses twice as long after each try, and up to a fifth more, so that what failed together does not come back together. */
const pauseAfter = (attempts: number): number => {
  const seconds = FIRST_PAUSE_S * 2 ** (attempts - 1)
  return seconds + randomInt(Math.ceil(seconds / 5) + 1)
}

const isLast = ({ attempts }: Pick<Claimed, 'attempts'>): boolean => attempts >= TRIES_AT_MOST

/** Of what tells of deliveries given up nothing is told: two endpoints that fail would feed each other. */
async function tellGivenUp(
  hub: Hub,
  tx: OrgTx,
  { claimed: { orgId, id }, outgoing }: { claimed: Claimed; outgoing: Outgoing },
): Promise<void> {
  const { topic, isTest, endpoint } = outgoing
  if (isTest || topic === GAVE_UP) return
  const payload = { endpointId: endpoint.id, deliveryId: id, topic }
  await storeEvents(tx, { hub, orgId, requestId: id }, [
    { topic: GAVE_UP, aggregate: `endpoint:${endpoint.id}`, payload },
  ])
}

/** When it is tried again, or that it is not. */
const afterFailure = ({ attempts }: Claimed, error: string) => ({
  error,
  leasedUntil: null,
  ...(isLast({ attempts })
    ? { status: 'dead' as const }
    : { dueAt: sql<string>`now() + make_interval(secs => ${pauseAfter(attempts)})` }),
})

/** Writes down what became of a try. Answers since when nothing arrives any more, where that is so. */
async function record(
  hub: Hub,
  { claimed, outgoing }: { claimed: Claimed; outgoing: Outgoing },
  { ms, status, answer, error }: Answered,
): Promise<string | null> {
  const at = hub.now()
  const endpointId = outgoing.endpoint.id
  return inTx(hub.db.org(claimed.orgId), async (tx) => {
    const { orgId, id: deliveryId } = claimed
    const { numUpdatedRows } = await own(tx, claimed)
      .set(
        error === null
          ? { status: 'delivered', deliveredAt: at, error: null, leasedUntil: null }
          : afterFailure(claimed, error),
      )
      .executeTakeFirst()
    // It was removed, put aside or taken over meanwhile.
    if (numUpdatedRows === 0n) return null
    if (error !== null && isLast(claimed)) await tellGivenUp(hub, tx, { claimed, outgoing })
    await tx
      .insertInto('endpointAttempt')
      .values({ orgId, deliveryId, at, ms, status, answer, error })
      .execute()
    const row = await tx
      .updateTable('endpoint')
      .set(
        error === null
          ? { failingSince: null, lastDeliveredAt: at }
          : { failingSince: sql<string>`coalesce(failing_since, ${at}::timestamptz)` },
      )
      .where('id', '=', endpointId)
      .returning('failingSince')
      .executeTakeFirst()
    return row?.failingSince ?? null
  })
}

/** Tries one delivery. The network is asked outside of any transaction. */
export async function deliver(hub: Hub, claimed: Claimed): Promise<void> {
  const { orgId } = claimed
  const outgoing = await load(hub.db.org(orgId), claimed)
  if (!outgoing) return
  const { id } = outgoing.endpoint
  const reason = await whyNot(hub, outgoing)
  if (reason === 'unreadable') return discard(hub, claimed)
  if (reason === 'maker_gone') return pauseFor(hub, { orgId, id, because: reason })
  const failingSince = await record(hub, { claimed, outgoing }, await sendOnce(hub, outgoing))
  hub.outbox.wake()
  if (failingSince !== null && hub.now().getTime() - Date.parse(failingSince) > GIVEN_UP_AFTER_MS)
    await pauseFor(hub, { orgId, id, because: 'failing' })
}
