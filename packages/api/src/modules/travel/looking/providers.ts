import type { OrgContext } from '../../../platform/calls/context.ts'
import { withinTime } from '../../../platform/calls/within-time.ts'
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

/** Nobody waits longer for a seller. */
const ASK_MS = 8_000

export interface AskOptions extends Asked {
  limitMs?: number
}

/** Asks sellers for as long as the call lasts and a seller may take; one that does not hear the signal holds nobody up either. */
export function askedInTime<T>(
  { call }: Pick<OrgContext, 'call'>,
  ask: (signal: AbortSignal) => Promise<T>,
  limitMs = ASK_MS,
): Promise<T> {
  const limit = AbortSignal.timeout(limitMs)
  const signal = call.signal ? AbortSignal.any([call.signal, limit]) : limit
  return withinTime(
    Promise.try(() => ask(signal)),
    limitMs,
  )
}

export const askingAt = (now: Date): Asking => ({ now, places: { airport: airportOf, place: placeOf } })
