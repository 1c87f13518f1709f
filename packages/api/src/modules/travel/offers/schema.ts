import { z } from 'zod'
import { Amount, CurrencyCode } from '../../../shared/money.ts'
import { Day, Instant } from '../../../shared/time.ts'
import { Cabin } from '../slots/schema.ts'

/** `demo` is the built-in inventory: real places, invented sellers and prices. `own` is what the organization lets itself. */
export const OfferSource = z.enum(['demo', 'live', 'own'])
export type OfferSource = z.infer<typeof OfferSource>

const Price = z.strictObject({ amount: Amount, currency: CurrencyCode })
export type OfferPrice = z.infer<typeof Price>

const Leg = z.strictObject({
  carrier: z.string(),
  number: z.string(),
  from: z.string().meta({ description: 'IATA code' }),
  to: z.string().meta({ description: 'IATA code' }),
  departs: Instant.meta({ description: 'With the offset of the airport' }),
  arrives: Instant.meta({ description: 'With the offset of the airport' }),
})
export type Leg = z.infer<typeof Leg>

const Journey = z.strictObject({
  legs: z.array(Leg).min(1).max(2),
  minutes: z.int().meta({ description: 'From the first take-off to the last landing' }),
})
export type Journey = z.infer<typeof Journey>

const offered = {
  id: z.string().max(120),
  source: OfferSource,
  price: Price,
  fetchedAt: Instant,
  expiresAt: Instant,
}

/** For all travellers, with taxes. */
export const FlightOffer = z.strictObject({
  ...offered,
  out: Journey,
  back: Journey.nullable(),
  cabin: Cabin,
  hasHoldBag: z.boolean(),
  isRefundable: z.boolean(),
})
export type FlightOffer = z.infer<typeof FlightOffer>

/** For all rooms and nights, with taxes. */
export const StayOffer = z.strictObject({
  ...offered,
  name: z.string(),
  kind: z.enum(['hotel', 'guesthouse', 'flat']),
  stars: z.int().min(1).max(5),
  metresToCentre: z.int(),
  rooms: z.int(),
  checkIn: Day,
  checkOut: Day,
  hasBreakfast: z.boolean(),
  hasPool: z.boolean(),
  isQuiet: z.boolean(),
  refundableUntil: Day.nullable(),
})
export type StayOffer = z.infer<typeof StayOffer>

/** For all days. */
export const CarOffer = z.strictObject({
  ...offered,
  name: z.string(),
  seats: z.int(),
  isAutomatic: z.boolean(),
  from: Day,
  to: Day,
})
export type CarOffer = z.infer<typeof CarOffer>
