import { z } from 'zod'
import type { EventPayloads, EventSchemas } from '../../platform/events/topics.ts'
import { Day } from '../../shared/time.ts'
import { BookingId, BookingState } from './bookings/schema.ts'
import { TripId } from './trips/schema.ts'
import { WatchId } from './watches/schema.ts'

const permission = 'travel.trip.read'

export const travelEvents = {
  'travel.offers.found': z.strictObject({ tripId: TripId, count: z.int() }).meta({
    permission,
    title: 'Offers for a trip',
    description: 'Flights, places to stay and cars were compared for a trip.',
  }),
  'travel.booking.changed': z
    .strictObject({ bookingId: BookingId, tripId: TripId, state: BookingState })
    .meta({
      permission,
      title: 'A booking changed',
      description: 'An offer was held, booked or let go, or a booking cancelled.',
    }),
  'travel.trip.begins': z
    .strictObject({ bookingId: BookingId, tripId: TripId, title: z.string(), startsOn: Day })
    .meta({
      permission,
      title: 'A trip begins tomorrow',
      description: 'A booked trip begins the next day, or today where it was booked since.',
    }),
  'travel.watch.crossed': z
    .strictObject({ watchId: WatchId, tripId: TripId.nullable(), side: z.enum(['below', 'above']) })
    .meta({
      permission,
      title: 'The price of a watched trip crossed its line',
      description:
        'The cheapest offer fell below the amount that somebody named, or is not below it any more.',
    }),
} as const satisfies EventSchemas

type TravelEvents = EventPayloads<typeof travelEvents>

declare module '../../platform/events/topics.ts' {
  // oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- declaration merging
  interface ModuleEvents extends TravelEvents {}
}
