import type { Asking, FoundOffer, TravelProvider } from '../provider.ts'
import { carOffer, carOffers } from './cars.ts'
import { readFlightId } from './flight-ids.ts'
import { flightOffer, flightOffers } from './flights.ts'
import { stayOffer, stayOffers } from './stays.ts'
import { worldOf } from './world.ts'
import type { World } from './world.ts'

/** One by one, so that whoever gives up does not wait for the rest. */
async function* streamed<T>(offers: Iterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  signal.throwIfAborted()
  for (const offer of offers) {
    yield offer
    signal.throwIfAborted()
  }
}

function found(world: World, id: string, asking: Asking): FoundOffer | null {
  const flight = readFlightId(world, id, asking)
  if (flight) {
    const offer = flightOffer(world, flight.route, flight.choice)
    return offer && { kind: 'flight', offer }
  }
  const stay = stayOffer(world, id, asking)
  if (stay) return { kind: 'stay', offer: stay }
  const car = carOffer(world, id, asking)
  return car && { kind: 'car', offer: car }
}

/**
 * The built-in inventory: real places, invented sellers, example prices. All it answers follows from the seed, the query and the day
 * it is asked on, so that nothing is stored and nothing is bought.
 */
export function demoProviderOf(seed: string): TravelProvider {
  const world = worldOf(seed)
  return {
    name: 'Built-in examples',
    source: 'demo',
    searchFlights: (query, signal) => streamed(flightOffers(world, query), signal),
    searchStays: (query, signal) => streamed(stayOffers(world, query), signal),
    searchCars: (query, signal) => streamed(carOffers(world, query), signal),
    getOffer: async (id, asking, signal) => {
      signal?.throwIfAborted()
      return found(world, id, asking)
    },
  }
}

/** The one that everybody sees: a common seed, so that links and tests find the same offers anywhere. */
export const demoProvider = demoProviderOf('demo')
