import type { EntityDeclaration } from '../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../platform/catalog/find.ts'
import type { Booking } from './bookings/schema.ts'
import type { Rental } from './rentals/schema.ts'
import type { Trip } from './trips/schema.ts'
import type { TravelWatch } from './watches/schema.ts'
import { moneyWords, tripStateWords } from './words.ts'

const permission = 'travel.trip.read'
const link = '/o/{org}/travel'

const findTrip: FindDeclaration<Trip> = {
  path: 'modules.travel.trips.list',
  words: 'search',
  row: ({ id, title, state }) => ({ id, name: title, detail: tripStateWords[state] }),
}

const findBooking: FindDeclaration<Booking> = {
  path: 'modules.travel.bookings.list',
  words: 'search',
  row: ({ id, title, state }) => ({ id, name: title, detail: state }),
}

const findWatch: FindDeclaration<TravelWatch> = {
  path: 'modules.travel.watches.list',
  words: 'search',
  row: ({ id, title, amount, currency }) => ({
    id,
    name: title,
    detail: `below ${moneyWords(amount, currency)}`,
  }),
}

const findRental: FindDeclaration<Rental> = {
  path: 'modules.travel.rentals.list',
  words: 'search',
  row: ({ id, name, place }) => ({ id, name, detail: place }),
}

export const travelEntities = {
  travel_trip: {
    noun: 'Trip',
    synonyms: ['journey', 'travel plan', 'business trip'],
    find: findTrip,
    link: `${link}/{id}`,
    permission,
    names: async (db, ids) => {
      const rows = await db.selectFrom('travelTrip').select(['id', 'title']).where('id', 'in', ids).execute()
      return rows.map(({ id, title }) => ({ id, name: title }))
    },
    ofPerson: { file: 'trips.json', whenTheyLeave: 'kept' },
    target: 'trip',
    verbs: {
      'travel.trip.created': 'began to plan {trip}',
      'travel.trip.changed': 'changed {trip}',
      'travel.trip.planned': 'looked for offers for {trip}',
      'travel.trip.found': 'found offers for {trip}[ ({count})]',
      'travel.trip.removed': 'removed a trip',
    },
  },
  travel_card: {
    noun: 'Travel offer',
    permission,
    link,
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('travelCard as c')
        .innerJoin('travelTrip as t', 't.id', 'c.tripId')
        .select(['c.id', 'c.tripId', 'c.place', 't.title'])
        .where('c.id', 'in', ids)
        .execute()
      return rows.map(({ id, tripId, place, title }) => ({
        id,
        name: `Offer ${place} for ${title}`,
        partOf: { entity: 'travel_trip', id: tripId },
      }))
    },
    ofPerson: { none: 'what sellers offered for a trip' },
    target: 'card',
    verbs: {},
  },
  travel_booking: {
    noun: 'Travel booking',
    synonyms: ['booking', 'reservation', 'booked trip'],
    find: findBooking,
    link: `${link}/{part}`,
    permission,
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('travelBooking')
        .select(['id', 'title', 'tripId'])
        .where('id', 'in', ids)
        .execute()
      return rows.map(({ id, title, tripId }) => ({
        id,
        name: title,
        partOf: { entity: 'travel_trip', id: tripId },
      }))
    },
    ofPerson: { file: 'travel-bookings.json', whenTheyLeave: 'kept' },
    target: 'booking',
    verbs: {
      'travel.booking.held': 'held an offer for {booking|a trip}[ at {total}]',
      'travel.booking.confirmed': 'booked {booking|a trip}',
      'travel.booking.cancelled': 'cancelled the booking of {booking|a trip}',
      'travel.booking.released': 'let go the offer held for {booking|a trip}',
      'travel.booking.beginningTold': 'looked for trips that begin[ ({count} found)]',
    },
  },
  travel_watch: {
    noun: 'Price watch of a trip',
    synonyms: ['travel watch', 'fare watch', 'price watch', 'watched trip'],
    find: findWatch,
    link: `${link}/watches`,
    permission,
    names: async (db, ids) => {
      const rows = await db.selectFrom('travelWatch').select(['id', 'title']).where('id', 'in', ids).execute()
      return rows.map(({ id, title }) => ({ id, name: title }))
    },
    ofPerson: { file: 'travel-watches.json', whenTheyLeave: 'kept' },
    target: 'watch',
    verbs: {
      'travel.watch.created': 'began to watch what {watch|a trip} costs',
      'travel.watch.changed': 'changed the watch of {watch|a trip}',
      'travel.watch.removed': 'stopped watching a trip',
      'travel.watches.looked': 'looked at watched trips[ ({count})]',
    },
  },
  travel_rental: {
    noun: 'Rental car',
    synonyms: ['own car', 'company car', 'car we let'],
    find: findRental,
    link: `${link}/cars`,
    permission,
    names: async (db, ids) => {
      const rows = await db.selectFrom('travelRental').select(['id', 'name']).where('id', 'in', ids).execute()
      return rows
    },
    ofPerson: { none: 'cars of the business' },
    target: 'rental',
    verbs: {
      'travel.rental.created': 'added [the car ]{rental}',
      'travel.rental.changed': 'changed [the car ]{rental}',
      'travel.rental.kept': 'kept {rental} free of bookings[ from {from} to {to}]',
      'travel.rental.freed': 'freed {rental}[ from {from} to {to}]',
    },
  },
} as const satisfies Record<string, EntityDeclaration>
