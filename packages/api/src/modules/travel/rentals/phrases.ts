import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { rentalDaysTold, rentalsTold } from './telling.ts'

export const rentalPhrases = {
  'rentals.list': {
    say: [
      '(show|list|see) (me|) (the|our|all|my|) (rental cars|own cars|company cars|cars we let)',
      '(which|what) (cars|rental cars) do we (let|rent out|have|own)',
      'where (is|stands) (the|our|) (rental car|company car) {search}',
    ],
    not: ['show the trips', 'find a rental car in Lisbon'],
    answer: rentalsTold,
  },
  'rentals.days': {
    say: [
      '(when|on which days) is (the|our|) (rental car|company car) {id} (taken|booked|free) in {month}',
      '(show|see) (me|) the calendar of (the|our|) (rental car|company car) {id} for {month}',
    ],
    ask: { id: 'Which car?', month: 'In which month?' },
    answer: rentalDaysTold,
  },
  'rentals.create': {
    say: [],
    ask: {
      name: 'What is the car called?',
      place: 'In which town does it stand?',
      amount: 'What does a day cost?',
    },
    proposal: ({ named }) => `let the car “${named('name')}” in ${named('place')}`,
  },
  'rentals.update': {
    say: [
      '(rename|call) (the|our|) (rental car|company car) {id} (to|) {name}',
      '(set|change) the price of (the|our|) (rental car|company car) {id} to {amount} (a day|)',
      'move (the|our|) (rental car|company car) {id} to {place}',
    ],
    setting: [
      {
        set: { isArchived: true },
        say: [
          '(do not|never|no longer) (offer|let|rent out) (the|our|) (car|van|) {id} (any more|anymore|)',
          '(take|remove) (the|our|) (car|van|rental car|) {id} (off|out of) (the|our) (list|offers|cars|rental cars|fleet)',
          '(we|i) (sold|scrapped|gave away) (the|our|) {id}',
        ],
      },
    ],
    ask: { id: 'Which car?' },
    proposal: ({ named }) => `change the car ${named('id')}`,
  },
  'rentals.keep': {
    say: [
      '(keep|block|reserve) (the|our|) (rental car|company car) {id} (free|) from {from} to {to}',
      'nobody (may|can) book (the|our|) (rental car|company car) {id} from {from} to {to}',
    ],
    ask: { id: 'Which car?', from: 'From which day on?', to: 'Until which day?' },
    undoneBy: 'rentals.free',
    proposal: ({ named }) => `keep ${named('id')} free of bookings`,
  },
  'rentals.free': {
    say: [
      '(unblock|release|offer) (the|our|) (rental car|company car) {id} (again|) from {from} to {to}',
      '(the|our) (rental car|company car) {id} (is|may be) (bookable|booked) again from {from} to {to}',
    ],
    ask: { id: 'Which car?', from: 'From which day on?', to: 'Until which day?' },
    proposal: ({ named }) => `offer ${named('id')} again on these days`,
  },
} satisfies Record<string, ActPhrases>
