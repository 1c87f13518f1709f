import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'

export interface ListenerLag {
  name: string
  topics: string[]
  /** When it was first known. */
  addedAt: string
  /** When a server last said that it has it. */
  seenAt: string
  waiting: number
  dead: number
  oldestWaitingAt: string | null
}

/** Who hears events, and how far behind each is. */
export async function listenerLags(db: SystemDb): Promise<ListenerLag[]> {
  const { rows } = await sql<ListenerLag>`
    select l.name, l.topics, l.added_at, l.seen_at, open.waiting, open.oldest_waiting_at,
      (select count(*)::int from outbox_delivery d where d.listener = l.name and d.dead_at is not null) as dead
    from event_listener l cross join lateral (
      select count(*)::int as waiting, min(d.created_at) as oldest_waiting_at
      from outbox_delivery d where d.listener = l.name and d.delivered_at is null and d.dead_at is null
    ) as open
    order by l.name`.execute(db)
  return rows
}

export interface Replay {
  listener: string
  from: string
  until?: string | undefined
  topic?: string | undefined
  orgId?: string | undefined
}

/**
 * Has a listener hear what happened since then once more, in the same order and with all its tries; also what was given up, and
 * what happened before it was there. What it has still to hear stays as it is. Answers how many events those are.
 */
export async function replayEvents(
  db: SystemDb,
  { listener, from, until, topic, orgId }: Replay,
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into outbox_delivery as mine (org_id, event_id, listener, position, aggregate, created_at)
    select e.org_id, e.id, l.name, e.position, e.aggregate, e.created_at
    from event_listener l join outbox_event e on e.topic = any (l.topics)
    where l.name = ${listener} and e.created_at >= ${from}::timestamptz
      and (${until ?? null}::timestamptz is null or e.created_at < ${until ?? null}::timestamptz)
      and (${topic ?? null}::text is null or e.topic = ${topic ?? null}::text)
      and (${orgId ?? null}::uuid is null or e.org_id = ${orgId ?? null}::uuid)
    on conflict (org_id, event_id, listener) do update
      set delivered_at = null, dead_at = null, attempts = 0, last_error = null, available_at = now()
      where mine.delivered_at is not null or mine.dead_at is not null`.execute(db)
  return Number(numAffectedRows)
}
