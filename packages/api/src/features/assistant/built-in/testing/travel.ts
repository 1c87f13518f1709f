import { uuidv7 } from '@hub/db'
import type { TestHub } from '../../../../testing/index.ts'
import { memberNames, NOW, openFirm } from './firm.ts'
import type { Firm } from './firm.ts'

const trips = [
  { title: 'Hamburg coffee fair', text: 'Lisbon to Hamburg, 12 to 15 January 2027, two people' },
  { title: 'Bogotá buying trip', text: 'Lisbon to Bogotá, 15 to 26 February 2027, one person' },
  {
    title: 'Palermo in May',
    text: 'Lisbon to Palermo, 4 to 11 May 2027, two people',
    below: '400.00',
  },
  { title: 'Vienna sales visit', text: 'Lisbon to Vienna, 8 to 10 December 2026, one person', state: 'held' },
  { title: 'Berlin weekend', text: 'Lisbon to Berlin, 4 to 6 December 2026, two people', state: 'confirmed' },
] as const

const cars = [
  { name: 'Blue van', place: 'Lisbon', seats: 7, amount: '48.00' },
  { name: 'Fiat Panda', place: 'Porto', seats: 4, amount: '29.00' },
]

/** What a booking of tests takes: no flight, no stay and no car. */
export const nothing = {
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
  labels: [],
}

/** A firm with five trips, of which one is held, one booked and one watched, and two cars that it lets. */
export async function openTravelFirm(hub: TestHub): Promise<Firm> {
  const people = { 'Tomás Ferreira': 'member' } as const
  const firm = await openFirm(hub, { name: 'Tide & Fennel', owner: 'Maeve Byrne', people })
  const { orgId, api, owner } = firm.org
  const { travel } = api.modules
  for (const { title, text, ...rest } of trips) {
    const { id: tripId, departs } = await travel.trips.create({ text })
    await travel.trips.update({ id: tripId, title })
    if ('below' in rest) await travel.watches.create({ tripId, amount: rest.below })
    if (!('state' in rest)) continue
    await hub.hub.db
      .org(orgId)
      .insertInto('travelBooking')
      .values({
        id: uuidv7(),
        orgId,
        tripId,
        title,
        state: rest.state,
        bundle: JSON.stringify(nothing),
        minor: 0n,
        currency: 'EUR',
        startsOn: departs ?? '',
        heldUntil: new Date(NOW.getTime() + 20 * 60_000),
        createdById: owner.userId,
        createdAt: NOW,
        updatedAt: NOW,
      })
      .execute()
  }
  for (const car of cars) await travel.rentals.create(car)
  return firm
}

/** The names of what is there, as sentences write them behind an @. */
export async function travelNames(hub: TestHub, { org }: Firm): Promise<ReadonlyMap<string, string>> {
  const { travel } = org.api.modules
  const [planned, booked, watched, own] = await Promise.all([
    travel.trips.list({ limit: 100 }),
    travel.bookings.list({ limit: 100 }),
    travel.watches.list({ limit: 100 }),
    travel.rentals.list({ limit: 100 }),
  ])
  return new Map([
    ...[...planned.items, ...booked.items, ...watched.items].map(({ id, title }) => [id, title] as const),
    ...own.items.map(({ id, name }) => [id, name] as const),
    ...(await memberNames(hub, org.orgId)),
  ])
}
