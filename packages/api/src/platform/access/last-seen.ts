import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'

/**
 * Notes that a person was here, for the lists and figures of administrators. Whoever holds the person's row is not waited
 * for: the same request may be doing so in a transaction of its own, and a minute later there is another chance.
 */
export async function noteSeen(db: SystemDb, userId: string, now: Date): Promise<void> {
  await sql`
    with person as (
      select id, last_seen_at from auth_user where id = ${userId} for no key update skip locked
    ), noted as (
      update auth_user set last_seen_at = ${now}::timestamptz from person where auth_user.id = person.id
    )
    insert into auth_active_day as counted (day, people)
    select (${now}::timestamptz at time zone 'UTC')::date, 1 from person
    where last_seen_at is null or (last_seen_at at time zone 'UTC')::date < (${now}::timestamptz at time zone 'UTC')::date
    on conflict (day) do update set people = counted.people + 1`.execute(db)
}
