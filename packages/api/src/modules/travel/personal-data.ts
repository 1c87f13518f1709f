import { ROWS_A_PAGE } from '../../platform/files/personal-data.ts'
import type { PersonalData, PersonIn, ReadRows } from '../../platform/files/personal-data.ts'

const trips: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('travelTrip')
    .select(['id', 'title', 'slots', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

const bookings: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('travelBooking')
    .select(['id', 'title', 'state', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

const watches: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('travelWatch')
    .select(['id', 'title', 'slots', 'lineMinor', 'currency', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const travelPersonalData: PersonalData = {
  files: [
    { name: 'trips.json', about: 'trips you planned', read: trips },
    { name: 'travel-bookings.json', about: 'offers you held or booked', read: bookings },
    { name: 'travel-watches.json', about: 'trips whose price you watch', read: watches },
  ],
  leftOut: [
    { tables: ['travel_card', 'travel_watch_price'], why: 'what sellers offered for trips' },
    { tables: ['travel_rental', 'travel_rental_day'], why: 'cars of the business, and when they are taken' },
  ],
}
