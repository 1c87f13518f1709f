import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'

export interface Claimed {
  orgId: string
  id: string
  attempts: number
}

/** How long a claimed delivery belongs to the process that took it: longer than one try takes. */
const LEASE_SECONDS = 30
/** Deliveries of one endpoint under way at once; of one that fails, a single one. */
const AT_ONCE = 4
/** After so many tries an event no longer holds up the ones behind it about the same thing. */
const HOLDS_TRIES = 4

/**
 * Claims what is due, oldest first, in one statement. Of one thing an endpoint gets an event when the one before has arrived, or
 * has failed for some minutes. No endpoint has more than a few under way, so one that hangs takes no places of the others.
 */
export async function claimDue(db: SystemDb, places: number): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    with due as materialized (
      select next.org_id, next.id
      from endpoint e cross join lateral (
        select d.org_id, d.id, d.due_at from endpoint_delivery d
        where d.org_id = e.org_id and d.endpoint_id = e.id and d.status = 'waiting' and d.due_at <= now()
          and not exists (
            select from endpoint_delivery before
            where before.org_id = d.org_id and before.endpoint_id = d.endpoint_id and before.aggregate = d.aggregate
              and before.position < d.position and before.status = 'waiting' and before.attempts < ${HOLDS_TRIES})
        order by d.position
        limit greatest(0, case when e.failing_since is null then ${AT_ONCE}::int else 1 end - (
          select count(*) from endpoint_delivery busy
          where busy.org_id = e.org_id and busy.endpoint_id = e.id and busy.status = 'waiting' and busy.leased_until > now()))
        for update of d skip locked
      ) as next
      where e.state = 'on' and exists (
          select from endpoint_delivery w
          where w.org_id = e.org_id and w.endpoint_id = e.id and w.status = 'waiting' and w.due_at <= now())
        and not exists (select from organization o where o.id = e.org_id and o.suspended_at is not null)
      order by next.due_at limit ${places}
    )
    update endpoint_delivery as mine
    set attempts = mine.attempts + 1, due_at = now() + make_interval(secs => ${LEASE_SECONDS}),
      leased_until = now() + make_interval(secs => ${LEASE_SECONDS})
    from due where mine.org_id = due.org_id and mine.id = due.id
    returning mine.org_id, mine.id, mine.attempts`.execute(db)
  return rows
}

/** How long the log of what was sent is kept. */
const KEPT_DAYS = 30

export async function sweepEndpointDeliveries(db: SystemDb): Promise<void> {
  await sql`delete from endpoint_delivery where created_at < now() - make_interval(days => ${KEPT_DAYS})`.execute(
    db,
  )
}
