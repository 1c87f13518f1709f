import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'

export interface ListenerState {
  name: string
  waiting: number
  /** Given up after the last try; they stay until somebody looks. */
  dead: number
  /** Age of the oldest event that waits; 0 when none does. */
  oldestSeconds: number
}

export interface OutboxState {
  waiting: number
  dead: number
  oldestSeconds: number
  listeners: ListenerState[]
}

/**
 * How far behind the deliveries of each listener are; reads small partial indexes. What waits for a suspended organization is
 * not late, nor is what waits for a listener that no server has any more.
 */
export async function outboxState(db: SystemDb): Promise<OutboxState> {
  const { rows } = await sql<ListenerState>`
    select l.name, open.waiting, open.oldest_seconds,
      (select count(*) from outbox_delivery d where d.listener = l.name and d.dead_at is not null) as dead
    from event_listener l cross join lateral (
      select count(*) as waiting,
        greatest(coalesce(extract(epoch from clock_timestamp() - min(d.created_at)), 0), 0)::float8 as oldest_seconds
      from outbox_delivery d where d.listener = l.name and d.delivered_at is null and d.dead_at is null
        and not exists (select from organization o where o.id = d.org_id and o.suspended_at is not null)
    ) as open
    where l.seen_at > now() - interval '1 hour' order by l.name`.execute(db)
  return {
    waiting: rows.reduce((sum, { waiting }) => sum + waiting, 0),
    dead: rows.reduce((sum, { dead }) => sum + dead, 0),
    oldestSeconds: Math.max(0, ...rows.map(({ oldestSeconds }) => oldestSeconds)),
    listeners: rows,
  }
}
