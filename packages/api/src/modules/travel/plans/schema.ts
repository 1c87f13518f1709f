import { z } from 'zod'
import { Day } from '../../../shared/time.ts'
import { BookingId } from '../bookings/schema.ts'
import { CardId } from '../cards/schema.ts'

/** What somebody does on a day of a trip; `at` and `until` are the local time there. */
export const DayItem = z.strictObject({
  kind: z.enum(['flight', 'stay', 'car', 'sight', 'free']),
  title: z.string(),
  at: z.string().nullable(),
  until: z.string().nullable(),
})
export type DayItem = z.infer<typeof DayItem>

export const TripDays = z.strictObject({
  days: z.array(z.strictObject({ day: Day, items: z.array(DayItem) })),
  warnings: z.array(z.string()),
})
export type TripDays = z.infer<typeof TripDays>

export const ReadDays = z.strictObject({ cardId: CardId })
export type ReadDays = z.infer<typeof ReadDays>

export const ReadBookedDays = z.strictObject({ bookingId: BookingId })
export type ReadBookedDays = z.infer<typeof ReadBookedDays>
