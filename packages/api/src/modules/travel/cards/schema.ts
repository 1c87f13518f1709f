import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { Amount, CurrencyCode } from '../../../shared/money.ts'
import { Instant } from '../../../shared/time.ts'
import { FitPart, FitWeights } from '../bundles/schema.ts'
import { OfferSource } from '../offers/schema.ts'
import { TripId } from '../trips/schema.ts'

export const CardId = entityId('travel_card')

/** One of the services of a card, each bought by itself. */
export const TravelService = z.strictObject({
  kind: z.enum(['flight', 'stay', 'car']),
  title: z.string(),
  details: z.array(z.string()),
  amount: Amount,
  source: OfferSource,
})
export type TravelService = z.infer<typeof TravelService>

/** One way to make a trip. */
export const TripCard = z.strictObject({
  id: CardId,
  title: z.string(),
  total: Amount,
  each: Amount.meta({ description: 'For one traveller' }),
  currency: CurrencyCode,
  left: Amount.nullable().meta({ description: 'Of the budget' }),
  fit: z.int(),
  labels: z.array(z.string()),
  parts: z.array(z.strictObject({ part: FitPart, points: z.int(), of: z.int() })),
  reasons: z.array(z.strictObject({ part: FitPart, isGood: z.boolean(), text: z.string() })),
  services: z.array(TravelService),
  minutes: z.int().nullable().meta({ description: 'Under way, both ways' }),
  expiresAt: Instant,
})
export type TripCard = z.infer<typeof TripCard>

export const ListCards = z.strictObject({
  tripId: TripId,
  sort: z.enum(['best', 'cheapest', 'shortest']).default('best'),
})
export type ListCards = z.infer<typeof ListCards>
export const TripCards = z.strictObject({
  items: z.array(TripCard).max(20),
  weights: FitWeights.meta({ description: 'What their fit is counted by' }),
})
export type TripCards = z.infer<typeof TripCards>

/** How many are shown while a look goes on. */
export const MOST_SO_FAR = 3

/** One way to make a trip, found while the look for offers goes on: it is chosen among those of the whole look. */
export const FoundSoFar = z.strictObject({
  title: z.string(),
  total: Amount,
  currency: CurrencyCode,
  fit: z.int(),
})
export type FoundSoFar = z.infer<typeof FoundSoFar>

export const ListSoFar = z.strictObject({ tripId: TripId })
export type ListSoFar = z.infer<typeof ListSoFar>
export const TripSoFar = z.strictObject({ items: z.array(FoundSoFar).max(MOST_SO_FAR) })
export type TripSoFar = z.infer<typeof TripSoFar>
