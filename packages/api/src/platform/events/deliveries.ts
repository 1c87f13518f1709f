import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'

export interface DeliveredEvent<Name extends string = string, Payload = Record<string, unknown>> {
  id: string
  orgId: string
  topic: Name
  aggregate: string
  payload: Payload
  /** The person who did it; null where nobody did, or a machine. */
  actorId: string | null
  /** When it happened. */
  createdAt: string
  /** Which try this is. */
  attempts: number
  /** The request that caused it; null for what nobody asked for. */
  requestId: string | null
}

/** One event for one listener. */
export interface Delivery extends DeliveredEvent {
  listener: string
}

/** A listener with room for so many more. */
export interface Room {
  name: string
  places: number
}

export interface RegisteredListener {
  name: string
  topics: readonly string[]
  /** `newest`: what happens from now on. `kept`: also what happened before and is still kept (a week). */
  since: 'newest' | 'kept'
}

/** How long a claimed delivery belongs to the dispatcher that took it. */
const LEASE_SECONDS = 60
const BASE_BACKOFF_SECONDS = 2
const MAX_ATTEMPTS = 12

/**
 * Claims what is due for these listeners, oldest first, in one statement: of one aggregate a listener gets an event when it
 * has heard the one before. The claim is a lease, so the network is never awaited inside a transaction and a killed
 * dispatcher loses nothing.
 */
export async function claim(db: SystemDb, rooms: readonly Room[]): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    with due as materialized (
      select next.org_id, next.event_id, next.listener
      from unnest(${rooms.map(({ name }) => name)}::text[], ${rooms.map(({ places }) => places)}::int[]) as room (name, places)
      cross join lateral (
        select d.org_id, d.event_id, d.listener from outbox_delivery d
        where d.listener = room.name and d.delivered_at is null and d.dead_at is null and d.available_at <= now()
          -- What a suspended organization has under way waits until it is open again.
          and not exists (select from organization o where o.id = d.org_id and o.suspended_at is not null)
          and not exists (
            select from outbox_delivery before
            where before.org_id = d.org_id and before.aggregate = d.aggregate and before.listener = d.listener
              and before.position < d.position and before.delivered_at is null and before.dead_at is null
            -- Looked up row by row in its index. As a join it is planned by statistics that mostly know of nothing waiting,
            -- and then each row of a burst is held beside every other one.
            offset 0)
        order by d.position limit room.places
        for update of d skip locked
      ) as next
    )
    update outbox_delivery as mine
    set attempts = mine.attempts + 1, available_at = now() + make_interval(secs => ${LEASE_SECONDS})
    from due join outbox_event as event on event.org_id = due.org_id and event.id = due.event_id
    where mine.org_id = due.org_id and mine.event_id = due.event_id and mine.listener = due.listener
    returning event.id, event.org_id, event.topic, event.aggregate, event.payload, event.request_id, event.actor_id, event.created_at,
      mine.attempts, mine.listener`.execute(db)
  return rows
}

/** The row of a delivery, as long as nobody else has taken it over since. */
const own = (db: SystemDb, { orgId, id, listener, attempts }: Delivery) =>
  db
    .updateTable('outboxDelivery')
    .where('orgId', '=', orgId)
    .where('eventId', '=', id)
    .where('listener', '=', listener)
    .where('attempts', '=', attempts)

export async function markDelivered(db: SystemDb, delivery: Delivery): Promise<void> {
  await own(db, delivery)
    .set({ deliveredAt: sql<string>`now()` })
    .execute()
}

export const isLastTry = ({ attempts }: Delivery): boolean => attempts >= MAX_ATTEMPTS

/** Pauses twice as long after each try; what failed the last one stays as a dead letter and holds nothing up. */
export async function markFailed(db: SystemDb, delivery: Delivery, err: unknown): Promise<void> {
  const backoff = BASE_BACKOFF_SECONDS ** delivery.attempts
  await own(db, delivery)
    .set({
      lastError: err instanceof Error ? err.message.slice(0, 500) : 'unknown',
      availableAt: sql<string>`now() + make_interval(secs => ${backoff})`,
      ...(isLastTry(delivery) && { deadAt: sql<string>`now()` }),
    })
    .execute()
}

/**
 * Tells the database who listens: from then on events have deliveries for them, whichever server emits. Those that ask for
 * what is kept get it, also what was being written when they were first named, since this is repeated.
 */
export async function registerListeners(
  db: SystemDb,
  listeners: readonly RegisteredListener[],
): Promise<void> {
  const named = JSON.stringify(listeners.map(({ name, topics }) => ({ name, topics })))
  await sql`
    insert into event_listener (name, topics)
    select one.name, one.topics from jsonb_to_recordset(${named}::jsonb) as one (name text, topics text[]) order by one.name
    on conflict (name) do update set topics = excluded.topics, seen_at = clock_timestamp()`.execute(db)
  const wantKept = listeners.filter(({ since }) => since === 'kept').map(({ name }) => name)
  if (wantKept.length === 0) return
  await sql`
    insert into outbox_delivery (org_id, event_id, listener, position, aggregate, created_at)
    select e.org_id, e.id, l.name, e.position, e.aggregate, e.created_at
    from event_listener l join outbox_event e on e.topic = any (l.topics)
    where l.name = any (${wantKept}::text[])
    on conflict do nothing`.execute(db)
}

/** What no server has listened with for this long is forgotten, with what it had still to hear. */
const FORGOTTEN_AFTER_DAYS = 7
/** Events are kept for whoever asks what happened, or listens later. */
const KEPT_MS = 7 * 24 * 3600 * 1000

export async function forgetListeners(db: SystemDb): Promise<void> {
  await sql`delete from event_listener where seen_at < now() - make_interval(days => ${FORGOTTEN_AFTER_DAYS})`.execute(
    db,
  )
}

/** Removes events that everybody has heard; with one that waits or is dead an event stays until somebody looks. */
export async function sweepDelivered(db: SystemDb, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS).toISOString()
  await sql`
    delete from outbox_event e where e.created_at < ${before} and not exists (
      select from outbox_delivery d where d.org_id = e.org_id and d.event_id = e.id
        and (d.delivered_at is null or d.delivered_at >= ${before}))`.execute(db)
}
