import { demoProviderOf } from './inventory/demo/provider.ts'
import type { FlightOffer, StayOffer, CarOffer } from './offers/schema.ts'
import { searchesFor } from './looking/search.ts'
import type { Slot, TripSlots } from './slots/schema.ts'

/** A clock that stands, so that offers are the same at every run. */
export const fixedNow = new Date('2026-11-24T09:00:00Z')

const said = <T>(value: T): Slot<T> => ({ value, source: 'said', confidence: 1 })
const place = (id: string, name: string, country: string) => said({ id, name, country })

export interface TripWanted {
  from: string
  to: string
  depart: string
  returning: string | null
  adults: number
  childAges: number[]
  rooms: number
  budget: string | null
  cabin: TripSlots['cabin']['value']
  wishes: TripSlots['wishes']['value']
}

const usual: TripWanted = {
  from: 'berlin-de',
  to: 'lisbon-pt',
  depart: '2027-05-03',
  returning: '2027-05-08',
  adults: 2,
  childAges: [],
  rooms: 1,
  budget: null,
  cabin: 'economy',
  wishes: [],
}

/** Berlin to Lisbon in May for two, unless something else is wanted. */
export function wanted(trip: Partial<TripWanted> = {}): TripSlots {
  const { from, to, depart, returning, adults, childAges, rooms, budget, cabin, wishes } = {
    ...usual,
    ...trip,
  }
  return {
    from: place(from, from, ''),
    to: place(to, to, ''),
    depart: said(depart),
    returning: returning === null ? null : said(returning),
    party: said({ adults, childAges }),
    rooms: said(rooms),
    budget: budget === null ? null : said({ amount: budget, currency: 'EUR', per: 'trip' }),
    cabin: said(cabin),
    wishes: said(wishes),
  }
}

async function allOf<T>(offers: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const offer of offers) found.push(offer)
  return found
}

export interface FoundOffers {
  flights: FlightOffer[]
  stays: StayOffer[]
  cars: CarOffer[]
}

/** What the built-in inventory answers to that. */
export async function offersFor(
  slots: TripSlots,
  { now = fixedNow, currency = 'EUR', seed = 'demo' }: { now?: Date; currency?: string; seed?: string } = {},
): Promise<FoundOffers> {
  const searches = searchesFor(slots, { now, currency })
  if (!searches) throw new Error('Something is not known that offers are looked for with.')
  const provider = demoProviderOf(seed)
  const { signal } = new AbortController()
  return {
    flights: await allOf(provider.searchFlights(searches.flights, signal)),
    stays: searches.stays ? await allOf(provider.searchStays(searches.stays, signal)) : [],
    cars: searches.cars ? await allOf(provider.searchCars(searches.cars, signal)) : [],
  }
}
