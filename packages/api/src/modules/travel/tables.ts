import type { InstantColumn, NullableInstant, TableDeclaration } from '@hub/db'
import type { ColumnType, Generated } from 'kysely'
import type { BookingState } from './bookings/schema.ts'
import type { FitWeights, TripBundle } from './bundles/schema.ts'
import type { TripQuestion, TripSlots, UnmetWish } from './slots/schema.ts'
import type { FoundSoFar } from './cards/schema.ts'

type Made = ColumnType<string, string | Date, never>
type Once<T> = ColumnType<T, T, never>
type NullableMinor = ColumnType<number | null, bigint | null, bigint | null>
type Json<T> = ColumnType<T, string, string>

interface Row {
  id: Once<string>
  orgId: Once<string>
}

interface ChangingRow extends Row {
  createdById: Once<string>
  createdAt: Made
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface TravelTripTable extends ChangingRow {
  title: string
  slots: Json<TripSlots>
  questions: Json<TripQuestion[]>
  faults: Json<string[]>
  unmet: ColumnType<UnmetWish[], string | undefined, string>
  weights: Json<FitWeights>
  /** Whether all is known that offers are looked for with. */
  isReady: boolean
  /** Counts the changes of what is wished; cards are for the one that was looked for. */
  wish: Generated<number>
  lookedWish: ColumnType<number | null, never, number | null>
  /** The latest job that looks for offers. */
  jobId: string | null
  /** What that job has found while it goes on, and for which wish. */
  soFar: ColumnType<{ wish: number; found: FoundSoFar[] } | null, never, string | null>
}

export interface TravelCardTable extends Row {
  tripId: Once<string>
  /** 1 is the best. */
  place: Once<number>
  bundle: ColumnType<TripBundle, string, never>
  expiresAt: Made
}

export interface TravelBookingTable extends ChangingRow {
  tripId: Once<string>
  title: Once<string>
  state: Exclude<BookingState, 'released'>
  /** Of one that was cancelled: whether it was held and never booked. */
  isLetGo: Generated<boolean>
  bundle: ColumnType<TripBundle, string, never>
  /** Whole minor units of the currency beside it. */
  minor: ColumnType<number, bigint, never>
  currency: Once<string>
  startsOn: Once<string>
  heldUntil: Made
  /** Whether it was told that the trip begins. */
  isBeginningTold: Generated<boolean>
}

export interface TravelWatchTable extends ChangingRow {
  tripId: Once<string | null>
  title: Once<string>
  slots: ColumnType<TripSlots, string, never>
  departsOn: Once<string>
  /** Whole minor units of the currency beside it, as all amounts here. */
  lineMinor: ColumnType<number, bigint, bigint>
  currency: Once<string>
  /** Of the cheapest offer at the latest look that got an answer; null where nothing was offered. */
  minor: NullableMinor
  lowestMinor: NullableMinor
  isBelow: boolean
  note: string
  isOn: boolean
  lookedAt: NullableInstant
  nextAt: InstantColumn
}

export interface TravelWatchPriceTable extends Row {
  watchId: Once<string>
  minor: NullableMinor
  seenAt: Made
}

/** A car that the business lets. */
export interface TravelRentalTable extends ChangingRow {
  name: string
  placeId: string
  seats: number
  isAutomatic: boolean
  /** For a day, in whole minor units of the currency beside it. */
  dayMinor: ColumnType<number, bigint, bigint>
  currency: Once<string>
  isArchived: Generated<boolean>
}

/** A day on which one is taken. */
export interface TravelRentalDayTable {
  orgId: Once<string>
  rentalId: Once<string>
  day: Once<string>
  /** Null where somebody keeps it free of bookings by hand. */
  bookingId: Once<string | null>
}

declare module '@hub/db/tables' {
  interface ModuleTables {
    travelTrip: TravelTripTable
    travelCard: TravelCardTable
    travelBooking: TravelBookingTable
    travelWatch: TravelWatchTable
    travelWatchPrice: TravelWatchPriceTable
    travelRental: TravelRentalTable
    travelRentalDay: TravelRentalDayTable
  }
}

const erased = { atEnd: 'erased' } as const

export const travelTables = {
  travel_trip: erased,
  travel_card: erased,
  travel_booking: erased,
  travel_watch: erased,
  travel_watch_price: erased,
  travel_rental: erased,
  travel_rental_day: erased,
} as const satisfies Record<string, TableDeclaration>
