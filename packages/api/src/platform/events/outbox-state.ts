import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'

export interface OutboxState {
  waiting: number
  /** Given up after the last try; they stay until somebody looks. */
  dead: number
  /** Age of the oldest event that waits; 0 when none does. */
  oldestSeconds: number
}

/** How far behind the deliveries are; reads two small partial indexes. What waits for a suspended organization is not late. */
export async function outboxState(db: SystemDb): Promise<OutboxState> {
  const { rows } = await sql<OutboxState>`
    select waiting, oldest_seconds, (select count(*) from outbox_event where dead_at is not null) as dead
    from (
      select count(*) as waiting,
        greatest(coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0), 0)::float8 as oldest_seconds
      from outbox_event event where delivered_at is null and dead_at is null
        and not exists (select from organization o where o.id = event.org_id and o.suspended_at is not null)
    ) as open`.execute(db)
  return rows[0] ?? { waiting: 0, dead: 0, oldestSeconds: 0 }
}
