import { uuidv7 } from '@hub/db'
import type { TestCases, TestPlace } from '../../platform/module.ts'
import { usualWeights } from './bundles/schema.ts'
import type { TripBundle } from './bundles/schema.ts'
import type { TripSlots } from './slots/schema.ts'

const DAY_MS = 86_400_000
const dayAhead = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

const slots = (): TripSlots => ({
  from: { value: { id: 'berlin-de', name: 'Berlin', country: 'DE' }, source: 'said', confidence: 1 },
  to: { value: { id: 'lisbon-pt', name: 'Lisbon', country: 'PT' }, source: 'said', confidence: 1 },
  depart: { value: dayAhead(60), source: 'said', confidence: 1 },
  returning: { value: dayAhead(65), source: 'said', confidence: 1 },
  party: { value: { adults: 2, childAges: [] }, source: 'said', confidence: 1 },
  rooms: { value: 1, source: 'assumed', confidence: 0.6 },
  budget: null,
  cabin: { value: 'economy', source: 'assumed', confidence: 0.6 },
  wishes: { value: [], source: 'assumed', confidence: 0.6 },
})

const emptyBundle: TripBundle = {
  id: 'none',
  flight: null,
  stay: null,
  car: null,
  total: { amount: '0.00', currency: 'EUR' },
  each: '0.00',
  fit: 50,
  parts: [],
  reasons: [],
  left: null,
  labels: ['best'],
}

async function tripOf({ db, orgId, userId }: TestPlace): Promise<string> {
  const [id, now] = [uuidv7(), new Date()]
  await db
    .insertInto('travelTrip')
    .values({
      id,
      orgId,
      title: `Lisbon ${id.slice(-8)}`,
      slots: JSON.stringify(slots()),
      questions: '[]',
      faults: '[]',
      weights: JSON.stringify(usualWeights),
      isReady: true,
      createdById: userId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  await db.updateTable('travelTrip').set({ lookedWish: 1 }).where('id', '=', id).execute()
  return id
}

/** An offer of nothing, so that no seller has to be asked for it again. */
async function cardOf(place: TestPlace): Promise<{ id: string; tripId: string }> {
  const [id, tripId] = [uuidv7(), await tripOf(place)]
  await place.db
    .insertInto('travelCard')
    .values({
      id,
      orgId: place.orgId,
      tripId,
      place: 1,
      bundle: JSON.stringify(emptyBundle),
      expiresAt: new Date(Date.now() + DAY_MS),
    })
    .execute()
  return { id, tripId }
}

/** Offers are looked for once more: there are those of before, and what is found so far. */
async function tripOnItsWay(place: TestPlace): Promise<string> {
  const { tripId } = await cardOf(place)
  const found = [{ title: 'Direct flight', total: '412.00', currency: 'EUR', fit: 70 }]
  await place.db
    .updateTable('travelTrip')
    .set({ lookedWish: null, soFar: JSON.stringify({ wish: 1, found }) })
    .where('id', '=', tripId)
    .execute()
  return tripId
}

async function bookingOf(place: TestPlace): Promise<string> {
  const [id, tripId, now] = [uuidv7(), await tripOf(place), new Date()]
  await place.db
    .insertInto('travelBooking')
    .values({
      id,
      orgId: place.orgId,
      tripId,
      title: 'Lisbon',
      state: 'held',
      bundle: JSON.stringify(emptyBundle),
      minor: 0n,
      currency: 'EUR',
      startsOn: dayAhead(60),
      heldUntil: new Date(Date.now() + DAY_MS),
      createdById: place.userId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  return id
}

async function watchOf({ db, orgId, userId }: TestPlace): Promise<string> {
  const [id, now] = [uuidv7(), new Date()]
  await db
    .insertInto('travelWatch')
    .values({
      id,
      orgId,
      tripId: null,
      title: 'Lisbon in spring',
      slots: JSON.stringify(slots()),
      departsOn: dayAhead(60),
      lineMinor: 90_000n,
      currency: 'EUR',
      isBelow: false,
      note: '',
      isOn: true,
      nextAt: new Date(now.getTime() + DAY_MS),
      createdById: userId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  await db
    .insertInto('travelWatchPrice')
    .values({ id: uuidv7(), orgId, watchId: id, minor: 95_000n, seenAt: now })
    .execute()
  return id
}

async function rentalOf({ db, orgId, userId }: TestPlace): Promise<string> {
  const [id, now] = [uuidv7(), new Date()]
  await db
    .insertInto('travelRental')
    .values({
      id,
      orgId,
      name: `Blue van ${id.slice(-6)}`,
      placeId: 'lisbon-pt',
      seats: 5,
      isAutomatic: false,
      dayMinor: 4_500n,
      currency: 'EUR',
      createdById: userId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  await db
    .insertInto('travelRentalDay')
    .values({ orgId, rentalId: id, day: dayAhead(60), bookingId: null })
    .execute()
  return id
}

/** What generated tests cannot guess. */
export const travelTestCases: TestCases = {
  inputs: {
    'trips.create': { text: 'Berlin to Lisbon in two months for 5 nights, two people' },
    'trips.update': { from: 'Berlin', to: 'Lisbon', depart: dayAhead(70), returning: dayAhead(74) },
    'trips.setParty': { adults: 2, childAges: [], rooms: 1 },
    'trips.setBudget': {
      budget: { amount: '900.00', currency: 'EUR', per: 'trip' },
    },
    'trips.setWeights': { weights: { ...usualWeights } },
    'watches.create': { text: undefined, amount: '900.00' },
    'rentals.create': { name: 'Blue van', place: 'Lisbon', seats: 5, amount: '45.00' },
    'rentals.update': { place: 'Lisbon', amount: '50.00' },
    'rentals.days': { month: dayAhead(60).slice(0, 7) },
    'rentals.keep': { from: dayAhead(90), to: dayAhead(92) },
    'rentals.free': { from: dayAhead(90), to: dayAhead(92) },
    'places.search': { words: 'Lisbon' },
  },
  rows: {
    travel_trip: tripOnItsWay,
    travel_card: async (place) => (await cardOf(place)).id,
    travel_booking: bookingOf,
    travel_watch: watchOf,
    travel_rental: rentalOf,
  },
}
