import { currencyDigits } from '../../../shared/currencies.ts'
import { parseMoney } from '../../../shared/money.ts'
import type { CarOffer, FlightOffer, OfferPrice, OfferSource, StayOffer } from '../offers/schema.ts'
import type { TripSlots } from '../slots/schema.ts'

export interface Offers {
  flights: readonly FlightOffer[]
  stays: readonly StayOffer[]
  cars: readonly CarOffer[]
}

/** An offer with its price in minor units: three of the largest amounts still are whole numbers of JavaScript. */
export interface Priced<T> {
  offer: T
  minor: number
}

/** Offers that may stand in one bundle: of one currency, and never examples beside what is really sold. */
export interface OfferGroup {
  currency: string
  flights: readonly Priced<FlightOffer>[]
  stays: readonly Priced<StayOffer>[]
  /** Where one is wished for, the cheapest that everybody fits in: of the business's own first, which stand there anyway. */
  car: Priced<CarOffer> | null
}

export const travellersOf = ({ party }: TripSlots): number =>
  party.value.adults + party.value.childAges.length

const minorOf = ({ amount, currency }: OfferPrice): number | null => {
  const digits = currencyDigits(currency)
  const minor = digits === null ? null : parseMoney(amount, digits)
  return minor === null || minor < 0n ? null : Number(minor)
}

interface Kept {
  currency: string
  sources: readonly OfferSource[]
}

/** Those of a currency and of some sources; what has no price that can be read is left out. */
function priced<T extends { price: OfferPrice; source: OfferSource }>(
  offers: readonly T[],
  { currency, sources }: Kept,
): Priced<T>[] {
  return offers.flatMap((offer) => {
    if (offer.price.currency !== currency || !sources.includes(offer.source)) return []
    const minor = minorOf(offer.price)
    return minor === null ? [] : [{ offer, minor }]
  })
}

/** What is our own comes first. */
const strangeness = ({ offer }: Priced<CarOffer>): number => (offer.source === 'own' ? 0 : 1)

function groupOf({ flights, stays, cars }: Offers, slots: TripSlots, kept: Kept): OfferGroup {
  const seats = travellersOf(slots)
  const fitting = slots.wishes.value.includes('car') ? cars.filter((car) => car.seats >= seats) : []
  const [car = null] = priced(fitting, kept).toSorted(
    (one, other) => strangeness(one) - strangeness(other) || one.minor - other.minor,
  )
  return { currency: kept.currency, flights: priced(flights, kept), stays: priced(stays, kept), car }
}

/** How much of a trip a group can give: 2 with flights and stays. */
const completeness = ({ flights, stays }: OfferGroup): number =>
  Math.sign(flights.length) + Math.sign(stays.length)
const sizeOf = ({ flights, stays }: OfferGroup): number => flights.length + stays.length

/** What is sold, and what is an example, each with what the organization lets itself. */
const together: readonly (readonly OfferSource[])[] = [
  ['live', 'own'],
  ['demo', 'own'],
]

/**
 * Groups to make bundles from: the most complete ones, of one currency, which is the budget's if it can be. None where there is
 * neither a flight nor a stay.
 */
export function groupsOf(offers: Offers, slots: TripSlots): OfferGroup[] {
  const all = [...offers.flights, ...offers.stays]
  const currencies = [...new Set(all.map(({ price }) => price.currency))]
  const groups = currencies.flatMap((currency) =>
    together.map((sources) => groupOf(offers, slots, { currency, sources })),
  )
  const most = Math.max(1, ...groups.map(completeness))
  const complete = groups.filter((group) => completeness(group) === most)
  const wanted = slots.budget?.value.currency
  const largest = complete.toSorted((one, other) => sizeOf(other) - sizeOf(one))[0]?.currency
  const currency = complete.some((group) => group.currency === wanted) ? wanted : largest
  return complete.filter((group) => group.currency === currency)
}
