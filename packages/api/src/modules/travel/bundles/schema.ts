import { z } from 'zod'
import { Amount, CurrencyCode } from '../../../shared/money.ts'
import { CarOffer, FlightOffer, StayOffer } from '../offers/schema.ts'

/** How much each part of the fit counts; they add up to 100. */
export const FitWeights = z
  .strictObject({
    price: z.int().min(0).max(100),
    time: z.int().min(0).max(100),
    hours: z.int().min(0).max(100),
    stay: z.int().min(0).max(100),
    wishes: z.int().min(0).max(100),
  })
  .refine((weights) => Object.values(weights).reduce((sum, one) => sum + one, 0) === 100, {
    error: 'The weights must add up to 100.',
  })
  .meta({ examples: [{ price: 30, time: 25, hours: 10, stay: 20, wishes: 15 }] })
export type FitWeights = z.infer<typeof FitWeights>
export const usualWeights: FitWeights = { price: 30, time: 25, hours: 10, stay: 20, wishes: 15 }

export const FitPart = z.enum(['price', 'time', 'hours', 'stay', 'wishes'])
export type FitPart = z.infer<typeof FitPart>

/** A flight, a place to stay and perhaps a car: services of their own, bought together. */
export const TripBundle = z.strictObject({
  id: z.string().max(120),
  flight: FlightOffer.nullable(),
  stay: StayOffer.nullable(),
  car: CarOffer.nullable(),
  total: z.strictObject({ amount: Amount, currency: CurrencyCode }),
  each: Amount.meta({ description: 'For one traveller' }),
  fit: z.int().min(0).max(100),
  parts: z.array(z.strictObject({ part: FitPart, points: z.int(), of: z.int() })),
  reasons: z.array(z.strictObject({ part: FitPart, isGood: z.boolean(), text: z.string() })),
  left: Amount.nullable().meta({ description: 'Of the budget; below zero where it is over' }),
  labels: z.array(z.enum(['best', 'cheapest', 'shortest'])),
})
export type TripBundle = z.infer<typeof TripBundle>
