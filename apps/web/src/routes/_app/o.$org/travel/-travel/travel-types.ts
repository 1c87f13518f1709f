import type { AppRouter } from '@hub/api'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'

type Travel = inferRouterOutputs<AppRouter>['modules']['travel']

export type Trip = Travel['trips']['list']['items'][number]
export type WholeTrip = Travel['trips']['get']
export type TripChip = WholeTrip['chips'][number]
export type TripQuestion = WholeTrip['questions'][number]
export type TripCards = Travel['cards']['list']
export type TripCard = TripCards['items'][number]
export type TravelService = TripCard['services'][number]
export type Booking = Travel['bookings']['list']['items'][number]
export type TravelWatch = Travel['watches']['list']['items'][number]
export type WatchHistory = Travel['watches']['history']
export type RentalCar = Travel['rentals']['list']['items'][number]
export type RentalDay = Travel['rentals']['days']['days'][number]
export type TripDays = Travel['days']['get']

type TripActs = inferRouterInputs<AppRouter>['modules']['travel']['trips']

export type TripChange = Omit<
  TripActs['update'] & TripActs['setParty'] & Partial<TripActs['setBudget']>,
  'id' | 'idempotencyKey'
>

/** What the fields of a slot are given. */
export interface SlotFieldProps {
  trip: WholeTrip
  /** What the slot of a chip stands at; nothing where it is not known. */
  valueOf: (slot: TripChip['slot']) => string | undefined
  onChange: (change: TripChange) => void
}
