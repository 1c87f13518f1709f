import { sql } from '@hub/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweeps } from '../../../sweeps.ts'
import type { TestOrg } from '../../../testing/index.ts'
import { travel } from '../module.ts'
import { dayAhead, openTravel, planned } from '../testing.ts'
import type { TravelPlace } from '../testing.ts'

const MORNING = new Date('2026-11-26T06:30:00Z')
const DAY_MS = 86_400_000

let place: TravelPlace
beforeAll(async () => {
  place = await openTravel({ begins: MORNING })
})
afterAll(() => place.stop())

/** What a server does each minute. */
const everyMinute = async () => {
  await sweeps(() => place.hub.hub, [travel])
    .find(({ name }) => name === 'travel.beginning')
    ?.run()
}

async function bookedTrip(org: TestOrg) {
  const days = [2, 6].map((ahead) => dayAhead(place, ahead))
  const { cards } = await planned(org, `Berlin to Lisbon, ${days.join(' to ')}, two people`)
  const { id, tripId } = await org.api.modules.travel.bookings.hold({ cardId: cards[0]?.id ?? '' })
  await org.api.modules.travel.bookings.confirm({ id })
  return tripId
}

/** As many trips again as that one, each booked as it is. */
const bookAlike = ({ orgId }: TestOrg, { tripId, times }: { tripId: string; times: number }) =>
  sql`
    with copied as (
      insert into app.travel_trip
      select (jsonb_populate_record(trip, jsonb_build_object('id', gen_random_uuid()))).*
      from app.travel_trip trip, generate_series(1, ${times}) where trip.id = ${tripId}
      returning id)
    insert into app.travel_booking
    select (jsonb_populate_record(booking, jsonb_build_object('id', gen_random_uuid(), 'trip_id', copied.id))).*
    from app.travel_booking booking, copied where booking.trip_id = ${tripId}`.execute(
    place.hub.hub.db.org(orgId),
  )

const toldOf = async ({ orgId }: TestOrg) => {
  const rows = await place.hub.hub.db.system
    .selectFrom('outboxEvent')
    .select('payload')
    .where('orgId', '=', orgId)
    .where('topic', '=', 'travel.trip.begins')
    .execute()
  return rows.map(({ payload }) => (payload as { bookingId: string }).bookingId)
}

test('each trip that begins tomorrow is told of the same morning, also where there are more than one batch holds', async () => {
  const org = await place.hub.newOrg()
  // An organization that is new gets its first day at once.
  await everyMinute()
  await bookAlike(org, { tripId: await bookedTrip(org), times: 509 })
  expect(await toldOf(org)).toEqual([])
  place.move(DAY_MS)
  await everyMinute()
  const ids = await toldOf(org)
  expect([ids.length, new Set(ids).size]).toEqual([510, 510])
  await everyMinute()
  expect(await toldOf(org)).toHaveLength(510)
  // One for each batch, and none for the days and minutes with nothing to tell.
  const { items } = await org.api.audit.list({ limit: 100 })
  expect(items.filter(({ action }) => action === 'travel.booking.beginningTold')).toHaveLength(2)
})
