import type { TripSlots } from '../slots/schema.ts'
import { limitOf } from './budget.ts'
import type { OfferGroup } from './groups.ts'
import type { FitWeights } from './schema.ts'
import { hoursShare, minutesOf, partWeights, pointsOf, priceShare, stayShare, timeShare } from './score.ts'
import type { PartWeights } from './score.ts'
import { isCarMet, isFlightRefunded, isStayRefunded, judgedWishes, metByFlight, metByStay } from './wishes.ts'
import type { Judged } from './wishes.ts'

/** What a flight brings to every bundle it stands in; computed once, as bundles are many more than flights. */
interface FlightSide {
  minor: number
  minutes: number
  time: number
  hours: number
  met: number
  isRefunded: boolean
}

interface StaySide {
  minor: number
  limit: number | null
  stay: number
  met: number
  isRefunded: boolean
}

/** All that the bundles of a group are scored by. */
export interface Scoring {
  group: OfferGroup
  slots: TripSlots
  of: PartWeights
  wishes: Judged
  cheapest: number
  /** Minutes; null without flights. */
  shortest: number | null
  flights: readonly FlightSide[]
  stays: readonly StaySide[]
  /** The car's part of every total, and of the wishes. */
  carMinor: number
  carMet: number
}

/** A bundle that could be made: places of its flight and stay in their group, where there are some. */
export interface Pair {
  scoring: Scoring
  flight: number
  stay: number
  total: number
  fit: number
}

/** Stands for “none” where a group has no flights, or no stays, so that each pair still has two sides. */
const noFlight: FlightSide = { minor: 0, minutes: 0, time: 0, hours: 0, met: 0, isRefunded: true }

const least = (values: readonly number[]): number => values.reduce((low, one) => Math.min(low, one), Infinity)

export function scoringOf(group: OfferGroup, slots: TripSlots, weights: FitWeights): Scoring {
  const has = { flight: group.flights.length > 0, stay: group.stays.length > 0 }
  const of = partWeights(weights, has)
  const wishes = judgedWishes(slots.wishes.value, has)
  const shortest = has.flight ? least(group.flights.map(({ offer }) => minutesOf(offer))) : null
  const flights = group.flights.map(({ offer, minor }) => ({
    minor,
    minutes: minutesOf(offer),
    time: pointsOf(timeShare(offer, shortest ?? 0), of.time),
    hours: pointsOf(hoursShare(offer), of.hours),
    met: metByFlight(wishes, offer),
    isRefunded: isFlightRefunded(offer),
  }))
  const stays = group.stays.map(({ offer, minor }) => ({
    minor,
    limit: limitOf(slots, { stay: offer, currency: group.currency }),
    stay: pointsOf(stayShare(offer), of.stay),
    met: metByStay(wishes, offer),
    isRefunded: isStayRefunded(offer),
  }))
  const limit = limitOf(slots, { stay: null, currency: group.currency })
  const [outer, inner] = [
    has.flight ? flights : [noFlight],
    has.stay ? stays : [{ minor: 0, limit, stay: 0, met: 0, isRefunded: true }],
  ]
  const carMinor = group.car?.minor ?? 0
  return {
    group,
    slots,
    of,
    wishes,
    cheapest: least(outer.map(({ minor }) => minor)) + least(inner.map(({ minor }) => minor)) + carMinor,
    shortest,
    flights: outer,
    stays: inner,
    carMinor,
    carMet: Number(isCarMet(wishes, group.car?.offer ?? null)),
  }
}

/** Points of the parts that depend on both sides. */
export function sharedPoints(scoring: Scoring, flight: FlightSide, stay: StaySide) {
  const { of, wishes, cheapest, carMinor, carMet } = scoring
  const total = flight.minor + stay.minor + carMinor
  const refunded = Number(wishes.wantsRefund && flight.isRefunded && stay.isRefunded)
  const met = flight.met + stay.met + carMet + refunded
  return {
    total,
    price: pointsOf(priceShare(total, { limit: stay.limit, cheapest }), of.price),
    // Where nothing is wished for, nothing is missed.
    wishes: pointsOf(wishes.count === 0 ? 1 : met / wishes.count, of.wishes),
  }
}

/** The better one first: fit, then price, then ids, so that the order of the offers does not matter. */
export function better(one: Pair, other: Pair): number {
  if (one.fit !== other.fit) return other.fit - one.fit
  if (one.total !== other.total) return one.total - other.total
  const [a, b] = [keyOf(one), keyOf(other)]
  return a < b ? -1 : Number(a > b)
}

export const flightOf = ({ scoring, flight }: Pair) => scoring.group.flights[flight]?.offer ?? null
export const stayOf = ({ scoring, stay }: Pair) => scoring.group.stays[stay]?.offer ?? null

/** Names what is in a pair. */
export const keyOf = (pair: Pair): string =>
  [flightOf(pair)?.id, stayOf(pair)?.id, pair.scoring.group.car?.offer.id].join(' ')

/** Puts a pair where it belongs in a short sorted list, and lets the worst go where the list is full. */
function keep(list: Pair[], pair: Pair, most: number): void {
  const last = list.at(-1)
  if (list.length >= most && last && better(pair, last) >= 0) return
  const at = list.findIndex((one) => better(pair, one) < 0)
  list.splice(at === -1 ? list.length : at, 0, pair)
  if (list.length > most) list.pop()
}

/** The best pairs of each flight, so many; thousands of others never become more than a few numbers. */
export function bestPairs(scoring: Scoring, most: number): Pair[] {
  return scoring.flights.flatMap((flight, at) => {
    const list: Pair[] = []
    let cheapest: Pair | null = null
    for (const [stayAt, stay] of scoring.stays.entries()) {
      const { total, price, wishes } = sharedPoints(scoring, flight, stay)
      const fit = price + flight.time + flight.hours + stay.stay + wishes
      const pair = { scoring, flight: at, stay: stayAt, total, fit }
      if (cheapest === null || isCheaper(pair, cheapest)) cheapest = pair
      keep(list, pair, most)
    }
    return cheapest === null || list.includes(cheapest) ? list : [...list, cheapest]
  })
}

/** Of two at one price the better one is the cheaper. */
export const isCheaper = (one: Pair, other: Pair): boolean =>
  one.total < other.total || (one.total === other.total && better(one, other) < 0)
