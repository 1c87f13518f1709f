import type { CarOffer, FlightOffer, StayOffer } from '../offers/schema.ts'
import type { Wish } from '../slots/schema.ts'

type FlightWish = 'direct' | 'morning' | 'holdBag'
type StayWish = 'central' | 'breakfast' | 'flat' | 'hotel' | 'quiet' | 'pool'

const NOON = '12:00'
const NIGHT_UNTIL = '06:00'
const CENTRAL_METRES = 1500

/** `HH:MM` of an instant as its own clock shows it. */
export const timeOf = (instant: string): string => instant.slice(11, 16)

export const isDirect = ({ out, back }: FlightOffer): boolean =>
  [out, back].every((journey) => journey === null || journey.legs.length === 1)

export const flightWishes: Readonly<Record<FlightWish, (flight: FlightOffer) => boolean>> = {
  direct: isDirect,
  morning: ({ out }) => {
    const takeOff = timeOf(out.legs[0]?.departs ?? '')
    return takeOff >= NIGHT_UNTIL && takeOff < NOON
  },
  holdBag: ({ hasHoldBag }) => hasHoldBag,
}

export const stayWishes: Readonly<Record<StayWish, (stay: StayOffer) => boolean>> = {
  central: ({ metresToCentre }) => metresToCentre <= CENTRAL_METRES,
  breakfast: ({ hasBreakfast }) => hasBreakfast,
  flat: ({ kind }) => kind === 'flat',
  hotel: ({ kind }) => kind === 'hotel',
  quiet: ({ isQuiet }) => isQuiet,
  pool: ({ hasPool }) => hasPool,
}

const among = <K extends string>(names: Readonly<Record<K, unknown>>, wish: string): wish is K =>
  Object.hasOwn(names, wish)

/** Wishes that an offer can meet; the others are about where one goes, and every offer of a trip is alike in them. */
export interface Judged {
  flight: readonly FlightWish[]
  stay: readonly StayWish[]
  wantsCar: boolean
  wantsRefund: boolean
  count: number
}

/** What can be judged where there are flights, stays, or both; a wish that is said twice counts once. */
export function judgedWishes(wishes: readonly Wish[], has: { flight: boolean; stay: boolean }): Judged {
  const said = [...new Set(wishes)]
  const flight = has.flight ? said.filter((wish) => among(flightWishes, wish)) : []
  const stay = has.stay ? said.filter((wish) => among(stayWishes, wish)) : []
  const [wantsCar, wantsRefund] = [said.includes('car'), said.includes('refundable')]
  return {
    flight,
    stay,
    wantsCar,
    wantsRefund,
    count: flight.length + stay.length + +wantsCar + +wantsRefund,
  }
}

export const metByFlight = ({ flight }: Judged, offer: FlightOffer): number =>
  flight.filter((wish) => flightWishes[wish](offer)).length

export const metByStay = ({ stay }: Judged, offer: StayOffer): number =>
  stay.filter((wish) => stayWishes[wish](offer)).length

export const isFlightRefunded = (flight: FlightOffer | null): boolean => flight?.isRefundable ?? true
export const isStayRefunded = (stay: StayOffer | null): boolean =>
  stay === null || stay.refundableUntil !== null
export const isCarMet = ({ wantsCar }: Judged, car: CarOffer | null): boolean => wantsCar && car !== null
