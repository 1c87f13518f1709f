import { setTimeout as sleep } from 'node:timers/promises'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { makeBundles } from '../bundles/make-bundles.ts'
import type { FitWeights, TripBundle } from '../bundles/schema.ts'
import type { TravelProvider } from '../inventory/provider.ts'
import type { CarOffer, FlightOffer, StayOffer } from '../offers/schema.ts'
import { ownCars } from '../rentals/own-cars.ts'
import type { TripSlots } from '../slots/schema.ts'
import { carsAsAsked, flightsAsAsked, staysAsAsked } from './as-asked.ts'
import { usualProvider } from './providers.ts'
import type { Asked } from './providers.ts'
import { searchesFor } from './search.ts'
import type { Searches } from './search.ts'

export interface Wanted {
  slots: TripSlots
  weights: FitWeights
}

/** How far a look is, while sellers still answer. */
export interface SoFar {
  /** "34 flights and 12 places to stay so far" */
  words: string
  /** Best first. */
  bundles: readonly TripBundle[]
}

export interface Looking extends Asked {
  signal: AbortSignal
  /** Told again and again while sellers still answer. */
  soFar?: (soFar: SoFar) => Promise<void>
}

/** Sellers that answer within this time have nothing told of them before the end. */
const PAUSE_MS = 150
const MORE_EVERY_MS = 500

interface Found {
  flights: FlightOffer[]
  stays: StayOffer[]
  cars: CarOffer[]
}

/** Asks for everything at the same time; what comes is in `found` as it comes. */
async function askAll(
  provider: TravelProvider,
  { flights, stays, cars }: Searches,
  { found, signal }: { found: Found; signal: AbortSignal },
): Promise<void> {
  await Promise.all([
    flightsAsAsked(provider.searchFlights(flights, signal), flights, found.flights),
    stays && staysAsAsked(provider.searchStays(stays, signal), stays, found.stays),
    cars && carsAsAsked(provider.searchCars(cars, signal), cars, found.cars),
  ])
}

const wordsOf = ({ flights, stays }: Found): string =>
  `${flights.length} flights${stays.length > 0 ? ` and ${stays.length} places to stay` : ''} so far`

/** What can be had for a trip now, best first; none where something is not known that offers are looked for with. */
export async function findBundles(
  ctx: OrgContext,
  { slots, weights }: Wanted,
  { signal, soFar, provider = usualProvider }: Looking,
): Promise<TripBundle[]> {
  const searches = searchesFor(slots, { now: ctx.now(), currency: ctx.org.currency })
  if (!searches) return []
  const found: Found = {
    flights: [],
    stays: [],
    cars: searches.cars ? await ownCars(ctx, searches.cars) : [],
  }
  const over = new AbortController()
  const asking = askAll(provider, searches, { found, signal: AbortSignal.any([signal, over.signal]) })
  const isOver = asking.then(() => true)
  const pause = (ms: number) => Promise.race([isOver, sleep(ms, false, { signal: over.signal })])
  try {
    let told = ''
    for (let isDone = await pause(PAUSE_MS); !isDone; isDone = await pause(MORE_EVERY_MS)) {
      const words = wordsOf(found)
      if (words !== told) await soFar?.({ words, bundles: makeBundles({ ...found, slots, weights }) })
      told = words
    }
  } finally {
    over.abort()
  }
  return makeBundles({ ...found, slots, weights })
}
