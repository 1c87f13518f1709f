import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { chipsOf } from './chips.ts'
import type { Trip, WholeTrip } from './schema.ts'

/** Where a trip stands, by its latest booking, its cards and what is known of it; one that is held too long is not held any more. */
const stateAt = (now: Date) => sql<Trip['state']>`case
  when exists (select from travel_booking as b where b.trip_id = t.id and b.state = 'confirmed') then 'booked'
  when exists (select from travel_booking as b
    where b.trip_id = t.id and b.state = 'held' and b.held_until > ${now.toISOString()}) then 'held'
  when not t.is_ready then 'open'
  when t.looked_wish is distinct from t.wish then 'looking'
  else 'found' end`

export const selectTrips = (db: OrgDb, now: Date) =>
  db
    .selectFrom('travelTrip as t')
    .select(['t.id', 't.title', 't.createdAt', 't.updatedAt', 't.version'])
    .select([
      stateAt(now).as('state'),
      sql<string | null>`t.slots -> 'depart' ->> 'value'`.as('departs'),
      sql<string | null>`t.slots -> 'returning' ->> 'value'`.as('returns'),
      sql<number>`(select count(*)::int from travel_card as c where c.trip_id = t.id)`.as('cards'),
    ])

/** Throws a NOT_FOUND. */
export async function wholeTrip(db: OrgDb, id: string, now: Date): Promise<WholeTrip> {
  const row = await selectTrips(db, now)
    .select(['t.slots', 't.questions', 't.faults', 't.unmet', 't.jobId'])
    .where('t.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  const { slots, unmet, ...trip } = row
  return { ...trip, chips: chipsOf(slots), unmet: unmet.map(({ quote, text }) => `“${quote}”: ${text}`) }
}
