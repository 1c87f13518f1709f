import { sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'

/**
 * A car is taken on the day it comes back as well: what is held or booked already takes that day too. What a hold that ran out left
 * there stands in nobody's way; where somebody else has the day, it was agreed with both, and stays as it is.
 */
const back = sql`
alter table app.travel_booking no force row level security;
alter table app.travel_rental_day no force row level security;
delete from app.travel_rental_day d using app.travel_booking b
where b.org_id = d.org_id and b.id = d.booking_id
  and (b.state in ('cancelled', 'expired') or (b.state = 'held' and b.held_until <= now()));
insert into app.travel_rental_day (org_id, rental_id, day, booking_id)
select distinct d.org_id, d.rental_id, (b.bundle -> 'car' ->> 'to')::date, d.booking_id
from app.travel_rental_day d
join app.travel_booking b on b.org_id = d.org_id and b.id = d.booking_id
on conflict do nothing;
alter table app.travel_rental_day force row level security;
alter table app.travel_booking force row level security;
`

export async function up(db: OwnerDb): Promise<void> {
  await back.execute(db)
}
