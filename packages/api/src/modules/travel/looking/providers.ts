import { demoProvider } from '../inventory/demo/provider.ts'
import type { Asking, TravelProvider } from '../inventory/provider.ts'
import { airportOf } from '../places/airports.ts'
import { placeOf } from '../places/places.ts'

/** Who is asked for offers. What is built in is never mixed with what is sold. */
export const usualProvider: TravelProvider = demoProvider

/** Who is asked, where it is somebody else than usual. */
export interface Asked {
  provider?: TravelProvider
}

export const askingAt = (now: Date): Asking => ({ now, places: { airport: airportOf, place: placeOf } })
