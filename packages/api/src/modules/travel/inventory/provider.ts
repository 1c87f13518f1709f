import type { CarOffer, FlightOffer, OfferSource, StayOffer } from '../offers/schema.ts'
import type { Airport, Destination, Place } from '../places/place.ts'
import type { Cabin, Party } from '../slots/schema.ts'

/** What every search says. */
interface Query {
  party: Party
  /** ISO 4217: what prices are wanted in; a provider may answer in another, which its offers then say. */
  currency: string
  now: Date
}

export interface FlightQuery extends Query {
  /** Airports of the place, nearest first. */
  from: readonly Airport[]
  to: readonly Airport[]
  /** Day of the first take-off, at its airport. */
  depart: string
  /** Day of the take-off back, at its airport; null for one way. */
  returning: string | null
  cabin: Cabin
}

export interface StayQuery extends Query {
  place: Place
  /** What we say of the place; null where that is nothing. */
  destination: Destination | null
  checkIn: string
  checkOut: string
  rooms: number
}

export interface CarQuery extends Query {
  place: Place
  destination: Destination | null
  from: string
  to: string
}

/** Where a provider looks up what an offer's id names; null for what there is not. */
export interface PlaceFinder {
  airport: (iata: string) => Airport | null
  place: (id: string) => Place | null
}

export interface Asking {
  now: Date
  places: PlaceFinder
}

export type FoundOffer =
  | { kind: 'flight'; offer: FlightOffer }
  | { kind: 'stay'; offer: StayOffer }
  | { kind: 'car'; offer: CarOffer }

/** Who sells travel. Searches give offers as they come, and throw the signal's reason once it is aborted. */
export interface TravelProvider {
  name: string
  source: OfferSource
  searchFlights: (query: FlightQuery, signal: AbortSignal) => AsyncIterable<FlightOffer>
  searchStays: (query: StayQuery, signal: AbortSignal) => AsyncIterable<StayOffer>
  searchCars: (query: CarQuery, signal: AbortSignal) => AsyncIterable<CarOffer>
  /** The same offer priced now, under the same id; null where it is no more, or never was one of this provider. */
  getOffer: (id: string, asking: Asking, signal?: AbortSignal) => Promise<FoundOffer | null>
}
