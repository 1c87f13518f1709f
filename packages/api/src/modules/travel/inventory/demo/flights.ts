import { currencyDigits } from '../../../../shared/currencies.ts'
import { formatMoney } from '../../../../shared/money.ts'
import type { FlightOffer } from '../../offers/schema.ts'
import type { Airport } from '../../places/place.ts'
import type { FlightQuery } from '../provider.ts'
import { bagFare, fareOf, partyFare, REFUNDABLE } from './fares.ts'
import { flightId, isParty } from './flight-ids.ts'
import type { Choice, Route, Variant } from './flight-ids.ts'
import { kmBetween } from './geography.ts'
import { swayOf } from './hash.ts'
import { timedOn } from './journeys.ts'
import type { Timed } from './journeys.ts'
import { inMinor, statedCurrency } from './price-levels.ts'
import { daysBetween } from './seasons.ts'
import { servicesOf } from './services.ts'
import { isSoldOn, offerTimes, todayOf } from './world.ts'
import type { World } from './world.ts'

const MINUTE = 60_000
/** Who has not bought by then does not get on. */
const SOLD_UNTIL_MS = 60 * MINUTE
/** Nobody flies back sooner. */
const SHORTEST_STAY_MS = 60 * MINUTE
const MOST_OFFERS = 40
const MOST_ROUND_TRIPS = 24
/** With fewer pairs of flights than this each is offered in every variant. */
const FEW = 14
const MOST_AIRPORTS = 3
const MOST_ROUTES = 4

interface Timetable {
  outs: readonly Timed[]
  backs: readonly Timed[] | null
}

const timesOn = (world: World, day: string, [from, to]: readonly [Airport, Airport]): Timed[] =>
  servicesOf(world.draw, from, to).map((service) => timedOn(service, day, [from, to]))

function timetableOf(world: World, { from, to, depart, returning }: Route): Timetable {
  const backs = returning === null ? null : timesOn(world, returning, [to, from])
  return { outs: timesOn(world, depart, [from, to]), backs }
}

/** Days are sold by the clocks of the airport, which may be a day behind those of UTC; what has left is found by its time. */
const isSold = ({ depart, returning, party, now }: Route): boolean => {
  const yesterday = todayOf(new Date(now.getTime() - 24 * 60 * MINUTE))
  return (
    isParty(party) &&
    isSoldOn(depart, yesterday) &&
    (returning === null || (isSoldOn(returning, yesterday) && returning >= depart))
  )
}

const fits = (out: Timed, back: Timed | null, now: Date): boolean =>
  out.departs > now.getTime() + SOLD_UNTIL_MS &&
  (back === null || back.departs >= out.arrives + SHORTEST_STAY_MS)

/** Cents of euros, one adult, both ways. */
function adultCents(
  world: World,
  route: Route,
  [out, back, variant]: readonly [Timed, Timed | null, Variant],
) {
  const today = todayOf(route.now)
  const isRefundable = variant === 2
  const oneWay = ({ service, journey, departs }: Timed, [from, to]: readonly [Airport, Airport]) => {
    const day = journey.legs[0]?.departs.slice(0, 10) ?? route.depart
    const fare = fareOf({
      from,
      to,
      latitude: route.to.latitude,
      day,
      daysAhead: Math.max(0, daysBetween(today, day)),
      cabin: route.cabin,
      hasStop: service.hub !== null,
      takesOff: service.takesOff,
    })
    const sold = `${service.carrier.code}${service.numbers.join('-')}|${from.iata}|${departs}`
    const bag = route.cabin === 'economy' && variant > 0 ? bagFare(kmBetween(from, to)) : 0
    return fare * swayOf(world.draw, sold, today) * (isRefundable ? REFUNDABLE : 1) + bag
  }
  const { from, to } = route
  return oneWay(out, [from, to]) + (back === null ? 0 : oneWay(back, [to, from]))
}

/** One offer of a route; null where what was chosen does not fly, has left, or leaves before one has landed. */
function offerOf(
  world: World,
  route: Route,
  { timetable, choice }: { timetable: Timetable; choice: Choice },
) {
  const { outs, backs } = timetable
  const out = outs[choice.out]
  const back = backs === null || choice.back === null ? null : backs[choice.back]
  if (!out || back === undefined || (backs === null) !== (choice.back === null)) return null
  if (!isSold(route) || !fits(out, back, route.now)) return null
  const currency = statedCurrency(route.currency)
  const adult = inMinor(adultCents(world, route, [out, back, choice.variant]), currency)
  const offer: FlightOffer = {
    id: flightId(world, route, choice),
    source: 'demo',
    price: { amount: formatMoney(partyFare(adult, route.party), currencyDigits(currency) ?? 2), currency },
    ...offerTimes(route.now),
    out: out.journey,
    back: back?.journey ?? null,
    cabin: route.cabin,
    hasHoldBag: choice.variant > 0,
    isRefundable: choice.variant === 2,
  }
  return offer
}

/** The offer that was chosen on a route, priced now. */
export const flightOffer = (world: World, route: Route, choice: Choice): FlightOffer | null =>
  offerOf(world, route, { timetable: timetableOf(world, route), choice })

/** Ways to fly there and back that fit, the convenient first, though not only those. */
function tripsOf(world: World, route: Route, { outs, backs }: Timetable): Omit<Choice, 'variant'>[] {
  const found = outs.flatMap((out, at) =>
    (backs ?? [null]).map((back, backAt) => ({ out, back, at, backAt: back === null ? null : backAt })),
  )
  return found
    .filter(({ out, back }) => fits(out, back, route.now))
    .map(({ out, back, at, backAt }) => {
      const stops = [out, back].filter((one) => one !== null && one.service.hub !== null).length
      const drawn = world.draw('pair', route.from.iata, route.to.iata, route.depart, at, backAt ?? '-')
      return { out: at, back: backAt, rank: stops + drawn * 1.5 }
    })
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, MOST_ROUND_TRIPS)
    .map(({ out, back }) => ({ out, back }))
}

/** What one pair of flights is offered as: in the cheapest cabin without a bag, too, and in some cases paid back. */
function variantsOf(world: World, route: Route, trip: Omit<Choice, 'variant'> & { isOneOfFew: boolean }) {
  const of = (what: string) => world.draw(what, route.from.iata, route.to.iata, trip.out, trip.back ?? '-')
  const variants: Variant[] = route.cabin === 'economy' ? [0] : [1]
  if (route.cabin === 'economy' && (trip.isOneOfFew || of('bag') < 0.45)) variants.push(1)
  if (trip.isOneOfFew || of('refundable') < 0.3) variants.push(2)
  return variants
}

function* routeOffers(world: World, route: Route): Generator<FlightOffer> {
  const timetable = timetableOf(world, route)
  const trips = tripsOf(world, route, timetable)
  for (const trip of trips)
    for (const variant of variantsOf(world, route, { ...trip, isOneOfFew: trips.length < FEW })) {
      const offer = offerOf(world, route, { timetable, choice: { ...trip, variant } })
      if (offer) yield offer
    }
}

/** Pairs of airports, those nearest to both places first. */
function routesOf({ from, to, ...query }: FlightQuery): Route[] {
  const near = (airports: readonly Airport[]) => airports.slice(0, MOST_AIRPORTS)
  const isSameTown = from[0]?.iata === to[0]?.iata
  if (isSameTown) return []
  return near(from)
    .flatMap((start, at) => near(to).map((end, endAt) => ({ rank: at + endAt, from: start, to: end })))
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, MOST_ROUTES)
    .map((pair) => ({ ...query, from: pair.from, to: pair.to }))
}

/** All offers of a query, by airports; 40 at most, of which the nearest airports have the most. */
export function* flightOffers(world: World, query: FlightQuery): Generator<FlightOffer> {
  let left = MOST_OFFERS
  const routes = routesOf(query)
  for (const [at, route] of routes.entries()) {
    if (!isSold(route)) return
    const most = Math.ceil((left * 2) / (routes.length - at + 1))
    for (const offer of routeOffers(world, route).take(most)) {
      left--
      yield offer
    }
  }
}
