import type { FlightOffer, StayOffer } from '../offers/schema.ts'
import type { Wish } from '../slots/schema.ts'
import { flightWishes, stayWishes, timeOf } from './wishes.ts'

/** Something that people ask for, and what to tell them of it. */
export interface Ask {
  wish: Wish
  isMet: boolean
  yes: string
  no: string
  /** How much it says where nobody asked for it; left out where it is not told then. */
  unasked?: number
}

function flightAsks(flight: FlightOffer): Ask[] {
  const takeOff = `You leave at ${timeOf(flight.out.legs[0]?.departs ?? '')}`
  return [
    {
      wish: 'holdBag',
      isMet: flightWishes.holdBag(flight),
      yes: 'A bag in the hold is included',
      no: 'A bag in the hold is extra',
      unasked: 35,
    },
    { wish: 'morning', isMet: flightWishes.morning(flight), yes: takeOff, no: takeOff },
  ]
}

const stayAsks = (stay: StayOffer): Ask[] => [
  {
    wish: 'breakfast',
    isMet: stayWishes.breakfast(stay),
    yes: 'Breakfast is included',
    no: 'Breakfast is extra',
    unasked: 30,
  },
  { wish: 'quiet', isMet: stayWishes.quiet(stay), yes: 'A quiet place', no: 'Not known to be quiet' },
  { wish: 'pool', isMet: stayWishes.pool(stay), yes: 'With a pool', no: 'No pool' },
  { wish: 'hotel', isMet: stayWishes.hotel(stay), yes: 'A hotel, as you asked', no: 'Not a hotel' },
  { wish: 'flat', isMet: stayWishes.flat(stay), yes: 'A flat, as you asked', no: 'Not a flat' },
]

/** What is paid back of a flight and a stay, told of both together. */
function refundAsk(flight: FlightOffer | null, stay: StayOffer | null): Ask {
  const [flightBack, stayBack] = [
    flight?.isRefundable ?? true,
    stay === null || stay.refundableUntil !== null,
  ]
  const one = flightBack ? 'stay' : 'flight'
  const isHalf = flight !== null && stay !== null && flightBack !== stayBack
  return {
    wish: 'refundable',
    isMet: flightBack && stayBack,
    yes: 'Money back if you cancel in time',
    no: isHalf ? `No money back for the ${one} if you cancel` : 'No money back if you cancel',
    unasked: 42,
  }
}

export const asksOf = (flight: FlightOffer | null, stay: StayOffer | null, hasCar: boolean): Ask[] => [
  ...(flight ? flightAsks(flight) : []),
  ...(stay ? stayAsks(stay) : []),
  refundAsk(flight, stay),
  { wish: 'car', isMet: hasCar, yes: 'With a car', no: 'No car to be had' },
]
