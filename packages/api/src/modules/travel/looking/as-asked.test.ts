import { expect, test } from 'vitest'
import type { CarQuery, FlightQuery, StayQuery } from '../inventory/provider.ts'
import type { CarOffer, FlightOffer, Leg, StayOffer } from '../offers/schema.ts'
import { airportOf } from '../places/airports.ts'
import { destinationOf } from '../places/destinations.ts'
import { allPlaces } from '../places/places.ts'
import { carsAsAsked, flightsAsAsked, staysAsAsked } from './as-asked.ts'
import { usualProvider } from './providers.ts'

const signal = new AbortController().signal
const now = new Date('2026-11-20T10:00:00Z')
const party = { adults: 2, childAges: [] }
const asked = { party, currency: 'EUR', now }
const airports = (...codes: string[]) => codes.flatMap((code) => airportOf(code) ?? [])
const lisbon = [...allPlaces().values()].find(({ airports: codes }) => codes.includes('LIS'))
if (!lisbon) throw new Error('Lisbon is in the list of places.')
const there = { ...asked, place: lisbon, destination: destinationOf(lisbon.id) }

const flights: FlightQuery = {
  ...asked,
  from: airports('BER'),
  to: airports('LIS'),
  depart: '2027-05-03',
  returning: '2027-05-08',
  cabin: 'economy',
}
const stays: StayQuery = { ...there, checkIn: '2027-05-03', checkOut: '2027-05-08', rooms: 1 }
const cars: CarQuery = { ...there, from: '2027-05-03', to: '2027-05-08' }

async function* told<T>(offers: AsyncIterable<T>, change: (offer: T) => unknown): AsyncGenerator<unknown> {
  for await (const offer of offers) yield change(offer)
}
const kept = {
  async flights(change: (offer: FlightOffer) => unknown) {
    const into: FlightOffer[] = []
    await flightsAsAsked(told(usualProvider.searchFlights(flights, signal), change), flights, into)
    return into.length
  },
  async stays(change: (offer: StayOffer) => unknown) {
    const into: StayOffer[] = []
    await staysAsAsked(told(usualProvider.searchStays(stays, signal), change), stays, into)
    return into.length
  },
  async cars(change: (offer: CarOffer) => unknown) {
    const into: CarOffer[] = []
    await carsAsAsked(told(usualProvider.searchCars(cars, signal), change), cars, into)
    return into.length
  },
}

const legs = (offer: FlightOffer, change: (leg: Leg) => Partial<Leg>): FlightOffer => ({
  ...offer,
  out: { ...offer.out, legs: offer.out.legs.map((leg) => ({ ...leg, ...change(leg) })) },
})
const late = (instant: string) => instant.replace('2027-05-03', '2027-05-04')

test('what was asked for is all there (TRV-1)', async () => {
  expect(await kept.flights((offer) => offer)).toBeGreaterThan(5)
  expect(await kept.stays((offer) => offer)).toBeGreaterThan(5)
  expect(await kept.cars((offer) => offer)).toBeGreaterThan(1)
})

test.each<[string, (offer: FlightOffer) => unknown]>([
  [
    'of the day after',
    (offer) => legs(offer, ({ departs, arrives }) => ({ departs: late(departs), arrives: late(arrives) })),
  ],
  ['to another town', (offer) => legs(offer, ({ to }) => ({ to: to === 'LIS' ? 'OPO' : to }))],
  ['from another town', (offer) => legs(offer, ({ from }) => ({ from: from === 'BER' ? 'HAM' : from }))],
  [
    'that land before they take off',
    (offer) => legs(offer, ({ departs, arrives }) => ({ departs: arrives, arrives: departs })),
  ],
  ['without a way back', (offer) => ({ ...offer, back: null })],
  ['that lead away twice', (offer) => ({ ...offer, back: offer.out })],
  ['in another cabin', (offer) => ({ ...offer, cabin: 'business' })],
  ['that can be had no more', (offer) => ({ ...offer, expiresAt: '2026-11-20T09:59:59.000Z' })],
  ['without legs', (offer) => ({ ...offer, out: { ...offer.out, legs: [] } })],
  ['with a price that is a number', (offer) => ({ ...offer, price: { amount: 90, currency: 'EUR' } })],
  ['that are nothing', () => null],
])('flights %s are no offers (TRV-1)', async (_what, change) => {
  expect(await kept.flights(change)).toBe(0)
})

test('a change of planes is one only where both meet (TRV-1)', async () => {
  const torn = (offer: FlightOffer): unknown => {
    const [first, second] = offer.out.legs
    return first && second
      ? { ...offer, out: { ...offer.out, legs: [first, { ...second, from: 'NRT' }] } }
      : null
  }
  const direct = (offer: FlightOffer): unknown => (offer.out.legs.length === 2 ? offer : null)
  expect(await kept.flights(direct)).toBeGreaterThan(0)
  expect(await kept.flights(torn)).toBe(0)
})

test.each<[string, (offer: StayOffer) => unknown]>([
  ['from a day later', (offer) => ({ ...offer, checkIn: '2027-05-04' })],
  ['a night too long', (offer) => ({ ...offer, checkOut: '2027-05-09' })],
  ['of two rooms', (offer) => ({ ...offer, rooms: 2 })],
  ['with nine stars', (offer) => ({ ...offer, stars: 9 })],
])('places to stay %s are no offers (TRV-1)', async (_what, change) => {
  expect(await kept.stays(change)).toBe(0)
})

test('cars of other days are no offers (TRV-1)', async () => {
  expect(await kept.cars((offer) => ({ ...offer, to: '2027-05-07' }))).toBe(0)
})
