import { allot } from '../../../shared/money.ts'
import type { FlightOffer, StayOffer } from '../offers/schema.ts'
import { FitPart } from './schema.ts'
import type { FitWeights } from './schema.ts'
import { timeOf } from './wishes.ts'

/*
 * Each part of the fit is a share from 0 to 1 of its weight. The points where a share begins and ends are our own choice: within
 * the budget is at least half good, and what is two and a half times the best is not good at all.
 */

const within = (share: number): number => Math.min(1, Math.max(0, share))

export interface PriceBasis {
  /** Minor units that may be spent; null without a budget. */
  limit: number | null
  /** Minor units of the cheapest there is. */
  cheapest: number
}

const FULL_UNTIL = 0.5
const NONE_FROM = 1.25
const WORST = 2.5

/** Full to half of the budget, half at all of it, nothing a quarter above; without one, by how near it comes to the cheapest. */
export function priceShare(total: number, { limit, cheapest }: PriceBasis): number {
  const basis = limit ?? cheapest
  if (basis <= 0) return total <= 0 ? 1 : 0
  const ratio = total / basis
  if (limit === null) return within((WORST - ratio) / (WORST - 1))
  if (ratio <= 1) return within(1 - (ratio - FULL_UNTIL))
  return within((0.5 * (NONE_FROM - ratio)) / (NONE_FROM - 1))
}

const A_STOP = 0.1

export const minutesOf = ({ out, back }: FlightOffer): number => out.minutes + (back?.minutes ?? 0)
export const stopsOf = ({ out, back }: FlightOffer): number =>
  out.legs.length - 1 + (back ? back.legs.length - 1 : 0)

/** By how near it comes to the shortest, and a tenth less for each change of planes. */
export function timeShare(flight: FlightOffer, shortest: number): number {
  const ratio = shortest > 0 ? minutesOf(flight) / shortest : 1
  return within((WORST - ratio) / (WORST - 1) - stopsOf(flight) * A_STOP)
}

const NIGHT_UNTIL = '06:00'
const NIGHT_FROM = '23:00'

/** Before six in the morning: who flies then gets up in the night. */
export const isEarlyTakeOff = (departs: string): boolean => timeOf(departs) < NIGHT_UNTIL
/** After eleven in the evening, and on into the night. */
export const isLateLanding = (arrives: string): boolean =>
  timeOf(arrives) > NIGHT_FROM || timeOf(arrives) < NIGHT_UNTIL

/** Take-offs and landings at times when people sleep, of two for each way. */
export function hoursShare({ out, back }: FlightOffer): number {
  const journeys = [out, ...(back ? [back] : [])]
  const bad = journeys.map(({ legs }) => {
    const [first, last] = [legs.at(0), legs.at(-1)]
    return Number(isEarlyTakeOff(first?.departs ?? '')) + Number(isLateLanding(last?.arrives ?? ''))
  })
  return 1 - bad.reduce((sum, one) => sum + one, 0) / (journeys.length * 2)
}

const NEAR_METRES = 500
const FAR_METRES = 6000
const BY_DISTANCE = 0.6
const MOST_STARS = 5

/** Three fifths by how near the centre is, the rest by stars. */
export function stayShare({ metresToCentre, stars }: StayOffer): number {
  const near = within((FAR_METRES - metresToCentre) / (FAR_METRES - NEAR_METRES))
  return near * BY_DISTANCE + within((stars - 1) / (MOST_STARS - 1)) * (1 - BY_DISTANCE)
}

export type PartWeights = Readonly<Record<FitPart, number>>

const needs: Readonly<Record<FitPart, 'flight' | 'stay' | null>> = {
  price: null,
  time: 'flight',
  hours: 'flight',
  stay: 'stay',
  wishes: null,
}

/** Parts that there is something to judge of: without a flight, or without a stay, theirs are left out. */
export const judgedParts = (has: { flight: boolean; stay: boolean }): FitPart[] =>
  FitPart.options.filter((part) => {
    const need = needs[part]
    return need === null || has[need]
  })

/** What each part counts; what parts that are left out would count goes to the others, so that all of it always is 100. */
export function partWeights(weights: FitWeights, has: { flight: boolean; stay: boolean }): PartWeights {
  const judged = judgedParts(has)
  const shares = allot(
    100n,
    judged.map((part) => BigInt(weights[part])),
  )
  const of = (part: FitPart) => Number(shares[judged.indexOf(part)] ?? 0n)
  return { price: of('price'), time: of('time'), hours: of('hours'), stay: of('stay'), wishes: of('wishes') }
}

/** Whole points, so that what people see adds up. */
export const pointsOf = (share: number, weight: number): number => Math.round(share * weight)
