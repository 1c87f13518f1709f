import type { OrgContext } from '../../../platform/calls/context.ts'
import { makeBundles } from '../bundles/make-bundles.ts'
import type { FitWeights, TripBundle } from '../bundles/schema.ts'
import { ownCars } from '../rentals/own-cars.ts'
import type { TripSlots } from '../slots/schema.ts'
import { carsAsAsked, flightsAsAsked, staysAsAsked } from './as-asked.ts'
import { usualProvider } from './providers.ts'
import type { Asked } from './providers.ts'
import { searchesFor } from './search.ts'

export interface Wanted {
  slots: TripSlots
  weights: FitWeights
}

export interface Looking extends Asked {
  signal: AbortSignal
  /** Told before each step, with how many steps are done. */
  step?: (done: number, note: string) => Promise<void>
}

export const STEPS = 3

/** What can be had for a trip now, best first; none where something is not known that offers are looked for with. */
export async function findBundles(
  ctx: OrgContext,
  { slots, weights }: Wanted,
  { signal, step, provider = usualProvider }: Looking,
): Promise<TripBundle[]> {
  const searches = searchesFor(slots, { now: ctx.now(), currency: ctx.org.currency })
  if (!searches) return []
  await step?.(0, 'Comparing flights')
  const flights = await flightsAsAsked(provider.searchFlights(searches.flights, signal), searches.flights)
  await step?.(1, `${flights.length} flights; comparing places to stay`)
  const stays = searches.stays
    ? await staysAsAsked(provider.searchStays(searches.stays, signal), searches.stays)
    : []
  const cars = searches.cars
    ? [
        ...(await ownCars(ctx, searches.cars)),
        ...(await carsAsAsked(provider.searchCars(searches.cars, signal), searches.cars)),
      ]
    : []
  await step?.(2, `${flights.length} flights and ${stays.length} places to stay; putting them together`)
  return makeBundles({ flights, stays, cars, slots, weights })
}
