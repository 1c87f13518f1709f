import { z } from 'zod'
import { CardId, TravelService } from '../cards/schema.ts'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { Amount, CurrencyCode } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { searchPhrase } from '../../../shared/text.ts'
import { Day, Instant } from '../../../shared/time.ts'
import { TripId } from '../trips/schema.ts'

export const BookingId = entityId('travel_booking')
/** `released`: a hold that was let go. `expired`: one that ran out. */
export const BookingState = z.enum(['held', 'confirmed', 'cancelled', 'released', 'expired'])
export type BookingState = z.infer<typeof BookingState>

export const Booking = z.strictObject({
  id: BookingId,
  tripId: TripId,
  title: z.string(),
  state: BookingState,
  total: Amount,
  currency: CurrencyCode,
  startsOn: Day,
  heldUntil: Instant,
  services: z.array(TravelService),
  createdAt: Instant,
  version: z.int(),
})
export type Booking = z.infer<typeof Booking>
export const BookingPage = listOutput(Booking)

export const ListBookings = listInput(['newest'], {
  search: searchPhrase.optional(),
  tripId: TripId.optional(),
  state: BookingState.optional(),
})
export type ListBookings = z.infer<typeof ListBookings>
export const TellBeginning = mutationInput({})
export const BeginningTold = z.strictObject({
  told: z.int(),
  isMore: z.boolean().meta({ description: 'Others are still to be told of' }),
})
export type BeginningTold = z.infer<typeof BeginningTold>
export const HoldBooking = mutationInput({ cardId: CardId })
export type HoldBooking = z.infer<typeof HoldBooking>
export const ConfirmBooking = mutationInput({ id: BookingId })
export type ConfirmBooking = z.infer<typeof ConfirmBooking>
export const CancelBooking = mutationInput({ id: BookingId })
export type CancelBooking = z.infer<typeof CancelBooking>
