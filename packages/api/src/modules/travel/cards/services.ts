import { nightsBetween } from '../bundles/budget.ts'
import type { TripBundle } from '../bundles/schema.ts'
import type { CarOffer, FlightOffer, Journey, StayOffer } from '../offers/schema.ts'
import type { Cabin } from '../slots/schema.ts'
import { counted, distanceWords, durationWords, shortDay } from '../words.ts'
import type { TravelService } from './schema.ts'

const cabins: Readonly<Record<Cabin, string>> = {
  economy: 'Economy',
  premium: 'Premium economy',
  business: 'Business class',
  first: 'First class',
}
const kinds = { hotel: 'Hotel', guesthouse: 'Guesthouse', flat: 'Flat' } as const

/** Instants of flights are written with the offset of their airport, so what they show is its clock. */
const clock = (instant: string): string => instant.slice(11, 16)
const dayOf = (instant: string): string => instant.slice(0, 10)

function journeyWords(which: string, { legs, minutes }: Journey): string {
  const [first] = legs
  const last = legs.at(-1)
  if (!first || !last) return which
  const days = (Date.parse(dayOf(last.arrives)) - Date.parse(dayOf(first.departs))) / 86_400_000
  const later = days === 0 ? '' : ` (${days > 0 ? '+' : ''}${days} d)`
  const by = legs.length > 1 ? `, change at ${first.to}` : ''
  return `${which} ${shortDay(dayOf(first.departs))}, ${clock(first.departs)} ${first.from} to ${clock(last.arrives)}${later} ${last.to}, ${durationWords(minutes)}${by}`
}

export const isDirect = ({ out, back }: FlightOffer): boolean =>
  out.legs.length === 1 && (back?.legs.length ?? 1) === 1

const stopWords = (flight: FlightOffer): string => (isDirect(flight) ? 'direct' : 'one change')

const flightService = (flight: FlightOffer): TravelService => {
  const carriers = [
    ...new Set([...flight.out.legs, ...(flight.back?.legs ?? [])].map(({ carrier }) => carrier)),
  ]
  return {
    kind: 'flight',
    title: `${carriers.join(' and ')}, ${stopWords(flight)}`,
    details: [
      journeyWords('Out', flight.out),
      ...(flight.back ? [journeyWords('Back', flight.back)] : []),
      `${cabins[flight.cabin]}, ${flight.hasHoldBag ? 'with a checked bag each' : 'cabin bags only'}`,
      flight.isRefundable ? 'Money back if you cancel' : 'No money back if you cancel',
    ],
    amount: flight.price.amount,
    source: flight.source,
  }
}

const stayService = (stay: StayOffer): TravelService => ({
  kind: 'stay',
  title: `${stay.name}, ${counted(stay.rooms, 'room')}`,
  details: [
    `${shortDay(stay.checkIn)} to ${shortDay(stay.checkOut)}, ${counted(nightsBetween(stay.checkIn, stay.checkOut), 'night')}`,
    `${kinds[stay.kind]}, ${counted(stay.stars, 'star')}, ${distanceWords(stay.metresToCentre)} to the centre`,
    stay.hasBreakfast ? 'With breakfast' : 'Breakfast is extra',
    stay.refundableUntil === null
      ? 'No money back if you cancel'
      : `Can be cancelled until ${shortDay(stay.refundableUntil)}`,
  ],
  amount: stay.price.amount,
  source: stay.source,
})

const carService = (car: CarOffer): TravelService => ({
  kind: 'car',
  title: car.name,
  details: [
    `${shortDay(car.from)} to ${shortDay(car.to)}, ${counted(nightsBetween(car.from, car.to), 'day')} of 24 hours`,
    `${counted(car.seats, 'seat')}, ${car.isAutomatic ? 'automatic' : 'manual'}`,
  ],
  amount: car.price.amount,
  source: car.source,
})

export const servicesOf = ({ flight, stay, car }: TripBundle): TravelService[] => [
  ...(flight ? [flightService(flight)] : []),
  ...(stay ? [stayService(stay)] : []),
  ...(car ? [carService(car)] : []),
]

/** "Direct flight, Hotel Speicherhof" */
export function titleOf({ flight, stay, car }: TripBundle): string {
  const parts = [
    ...(flight ? [isDirect(flight) ? 'Direct flight' : 'Flight with one change'] : []),
    ...(stay ? [stay.name] : []),
    ...(car ? ['car'] : []),
  ]
  return parts.join(', ') || 'Nothing'
}

/** Under way, both ways; null where nobody flies. */
export const minutesOf = ({ flight }: TripBundle): number | null =>
  flight ? flight.out.minutes + (flight.back?.minutes ?? 0) : null
