import { z } from 'zod'
import { EXAMPLE_ID, entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { Amount, CurrencyCode } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { prose, searchPhrase } from '../../../shared/text.ts'
import { Day, Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'
import { TripId } from '../trips/schema.ts'

export const WatchId = entityId('travel_watch')

/** `over`: the day of the journey has come. */
export const WatchState = z.enum(['watching', 'paused', 'over'])
export type WatchState = z.infer<typeof WatchState>

export const TravelWatch = z.strictObject({
  id: WatchId,
  tripId: TripId.nullable(),
  title: z.string(),
  from: z.string(),
  travellers: z.int(),
  departs: Day,
  state: WatchState,
  amount: Amount.meta({ description: 'Below this for all travellers, whoever watches is told' }),
  currency: CurrencyCode,
  price: Amount.nullable().meta({ description: 'Of the cheapest offer at the latest look' }),
  lowest: Amount.nullable(),
  isBelow: z.boolean(),
  note: z.string().meta({ description: 'Why there is no price' }),
  lookedAt: Instant.nullable(),
  createdAt: Instant,
  version: z.int(),
})
export type TravelWatch = z.infer<typeof TravelWatch>
export const TravelWatchPage = listOutput(TravelWatch)

export const ListTravelWatches = listInput(['newest'], {
  search: searchPhrase.optional(),
  tripId: TripId.optional(),
  state: WatchState.optional(),
})
export type ListTravelWatches = z.infer<typeof ListTravelWatches>

const WatchPoint = z.strictObject({
  at: Instant,
  amount: Amount.nullable().meta({ description: 'null: nothing was offered' }),
})
export const TravelWatchHistory = z.strictObject({
  currency: CurrencyCode,
  points: z.array(WatchPoint).meta({ description: 'Changes, the oldest first' }),
})
export type TravelWatchHistory = z.infer<typeof TravelWatchHistory>
export const ReadWatchHistory = z.strictObject({ id: WatchId })
export type ReadWatchHistory = z.infer<typeof ReadWatchHistory>

const amount = Amount.meta({ description: 'For all travellers, such as 900.00' })

export const CreateTravelWatch = mutationInput({
  tripId: TripId.optional(),
  text: prose(2_000)
    .min(2)
    .optional()
    .meta({ description: 'In place of a trip: Berlin to Lisbon, 3 to 8 May, under 400 EUR' }),
  amount: amount.optional().meta({ description: 'Without it, the budget that was said' }),
}).meta({ examples: [{ tripId: EXAMPLE_ID, amount: '900.00' }] })
export type CreateTravelWatch = z.infer<typeof CreateTravelWatch>

export const UpdateTravelWatch = mutationInput({
  id: WatchId,
  version: KnownVersion.optional(),
  amount: amount.optional(),
  isOn: z.boolean().optional().meta({ description: 'false: pause' }),
})
export type UpdateTravelWatch = z.infer<typeof UpdateTravelWatch>
export const RemoveTravelWatch = mutationInput({ id: WatchId })
export type RemoveTravelWatch = z.infer<typeof RemoveTravelWatch>

/** As many as are looked at in one call. */
export const WATCHES_A_LOOK = 100
export const ListDueWatches = NoInput
export const DueWatches = z.strictObject({ ids: z.array(WatchId) })
export type DueWatches = z.infer<typeof DueWatches>
export const LookAtWatches = mutationInput({ ids: z.array(WatchId).min(1).max(WATCHES_A_LOOK) })
export type LookAtWatches = z.infer<typeof LookAtWatches>
export const LookedAtWatches = z.strictObject({ looked: z.int(), told: z.int() })
export type LookedAtWatches = z.infer<typeof LookedAtWatches>
