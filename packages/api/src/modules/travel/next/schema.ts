import { z } from 'zod'
import { Amount, CurrencyCode } from '../../../shared/money.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { TravelService } from '../cards/schema.ts'
import { Trip } from '../trips/schema.ts'

export const ReadNextTrip = NoInput
export type ReadNextTrip = z.infer<typeof ReadNextTrip>

const price = z.strictObject({
  total: Amount,
  currency: CurrencyCode,
  left: Amount.nullable().meta({ description: 'Of the budget' }),
  services: z.array(TravelService.pick({ kind: true, amount: true })),
})
export const NextTrip = z.strictObject({
  trip: z
    .strictObject({
      ...Trip.shape,
      to: z.string().nullable().meta({ description: 'Name of the place' }),
      travellers: z.int(),
      asks: z.string().nullable().meta({ description: 'What has to be said first' }),
    })
    .nullable()
    .meta({ description: 'That begins next, else one that has no day yet' }),
  price: price.nullable().meta({ description: 'Of what is held or booked, else of the best offer' }),
  watch: z
    .strictObject({ amount: Amount, currency: CurrencyCode })
    .nullable()
    .meta({ description: 'Below this somebody is told' }),
})
export type NextTrip = z.infer<typeof NextTrip>
export type NextPrice = NonNullable<NextTrip['price']>
