import type { z } from 'zod'
import type { CarQuery, FlightQuery, StayQuery } from '../inventory/provider.ts'
import { CarOffer, FlightOffer, StayOffer } from '../offers/schema.ts'
import type { Journey } from '../offers/schema.ts'
import type { Airport } from '../places/place.ts'

/* What a seller answers is believed only as far as it is what was asked for: nobody flies on another day because a seller mixed two trips up. */

interface Way {
  from: readonly Airport[]
  to: readonly Airport[]
  day: string
}

const isAt = (iata: string | undefined, airports: readonly Airport[]): boolean =>
  airports.some((airport) => airport.iata === iata)

/** Takes off on its day, leads there, and each leg begins where and after the one before ended. */
function leads({ legs }: Journey, { from, to, day }: Way): boolean {
  const [first, second] = legs
  return (
    isAt(first?.from, from) &&
    isAt(legs.at(-1)?.to, to) &&
    first?.departs.slice(0, day.length) === day &&
    legs.every(({ departs, arrives }) => Date.parse(departs) < Date.parse(arrives)) &&
    (second === undefined ||
      (first.to === second.from && Date.parse(first.arrives) < Date.parse(second.departs)))
  )
}

function isFlight(
  { out, back, cabin }: FlightOffer,
  { from, to, depart, returning, ...asked }: FlightQuery,
): boolean {
  const isBack =
    back === null || returning === null
      ? back === null && returning === null
      : leads(back, { from: to, to: from, day: returning })
  return isBack && cabin === asked.cabin && leads(out, { from, to, day: depart })
}

const isStay = ({ checkIn, checkOut, rooms }: StayOffer, asked: StayQuery): boolean =>
  checkIn === asked.checkIn && checkOut === asked.checkOut && rooms === asked.rooms

const isCar = ({ from, to }: CarOffer, asked: CarQuery): boolean => from === asked.from && to === asked.to

/** Puts what is believed of the answers into `into` as it comes. */
async function believe<Offer extends { expiresAt: string }>(
  offers: AsyncIterable<unknown>,
  into: Offer[],
  { schema, now, isAsked }: { schema: z.ZodType<Offer>; now: Date; isAsked: (offer: Offer) => boolean },
): Promise<void> {
  for await (const answer of offers) {
    const { data: offer } = schema.safeParse(answer)
    if (offer && Date.parse(offer.expiresAt) > now.getTime() && isAsked(offer)) into.push(offer)
  }
}

export const flightsAsAsked = (
  offers: AsyncIterable<unknown>,
  asked: FlightQuery,
  into: FlightOffer[],
): Promise<void> =>
  believe(offers, into, { schema: FlightOffer, now: asked.now, isAsked: (offer) => isFlight(offer, asked) })

export const staysAsAsked = (
  offers: AsyncIterable<unknown>,
  asked: StayQuery,
  into: StayOffer[],
): Promise<void> =>
  believe(offers, into, { schema: StayOffer, now: asked.now, isAsked: (offer) => isStay(offer, asked) })

export const carsAsAsked = (
  offers: AsyncIterable<unknown>,
  asked: CarQuery,
  into: CarOffer[],
): Promise<void> =>
  believe(offers, into, { schema: CarOffer, now: asked.now, isAsked: (offer) => isCar(offer, asked) })
