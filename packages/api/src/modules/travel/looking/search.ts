import { airportOf } from '../places/airports.ts'
import { destinationOf } from '../places/destinations.ts'
import type { Airport, Place } from '../places/place.ts'
import { placeOf } from '../places/places.ts'
import type { TripSlots } from '../slots/schema.ts'
import type { CarQuery, FlightQuery, StayQuery } from '../inventory/provider.ts'

/** What providers are asked for a trip; what nobody wants is not asked for. */
export interface Searches {
  flights: FlightQuery
  stays: StayQuery | null
  cars: CarQuery | null
}

const airportsOf = ({ airports }: Place): Airport[] =>
  airports.flatMap((iata) => {
    const airport = airportOf(iata)
    return airport ? [airport] : []
  })

interface Route {
  from: Place
  to: Place
  depart: string
  /** Null for one way. */
  returning: string | null
}

/** Null where something is not known that offers are looked for with. */
function routeOf({ from, to, depart, returning }: TripSlots): Route | null {
  const [start, goal] = [placeOf(from?.value.id ?? ''), placeOf(to?.value.id ?? '')]
  return start && goal && depart
    ? { from: start, to: goal, depart: depart.value, returning: returning?.value ?? null }
    : null
}

interface Where {
  now: Date
  /** ISO 4217, of the organization: what prices are shown in where the budget names no other. */
  currency: string
}

/** Null where something that offers are looked for with is not known. */
export function searchesFor(slots: TripSlots, { now, currency }: Where): Searches | null {
  const route = routeOf(slots)
  if (!route) return null
  const { from, to, depart, returning } = route
  const asked = { party: slots.party.value, currency: slots.budget?.value.currency ?? currency, now }
  const flights = {
    ...asked,
    from: airportsOf(from),
    to: airportsOf(to),
    depart,
    returning,
    cabin: slots.cabin.value,
  }
  if (returning === null || returning === depart) return { flights, stays: null, cars: null }
  const there = { ...asked, place: to, destination: destinationOf(to.id) }
  return {
    flights,
    stays: { ...there, checkIn: depart, checkOut: returning, rooms: slots.rooms.value },
    cars: slots.wishes.value.includes('car') ? { ...there, from: depart, to: returning } : null,
  }
}
