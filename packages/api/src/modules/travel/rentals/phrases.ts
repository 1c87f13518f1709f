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
        set: { isAutomatic: true },
        say: [
          '(the|our|) (car|van|) {id} (is|has) (an|) automatic (gearbox|) (not manual|)',
          '{id} has an automatic gearbox, change that',
          '{id} is automatic',
        ],
      },
      {
        set: { isArchived: true },
        say: [
          '(do not|never|no longer) (offer|let|rent out) (the|our|) (car|van|) {id} (any more|anymore|)',
          '(take|remove) (the|our|) (car|van|rental car|) {id} (off|out of) (the|our) (list|offers|cars|rental cars|fleet)',
          '(we|i) (sold|scrapped|gave away) (the|our|) {id}',
          'take {id} off the road for good, we’re not hiring it out again',
          '{id} went to the scrapyard',
          'we flogged {id}, stop renting it out',
          '{id} isn’t ours any more, out of the fleet',
          'retire {id}, engine’s dead',
          '{id} is scrap, we no longer hire it out',
          'we don’t hire out {id} any longer',
          'no more hiring out {id}',
          'take {id} out of the hire fleet',
          'the lease on {id} ended, drop it from the fleet',
          'no one can rent {id} any more',
          '{id} was written off in a crash, don’t rent it out again',
          'stop renting out {id}',
          '{id} has left the fleet',
          '{id} is no longer for rent',
          'withdraw the car {id} from hire',
          'pull {id} from the rental cars',
          'mark the car {id} as no longer offered',
          'we got rid of the car {id}',
          'I’m after selling {id}, take it out of the cars',
          '{id} is gone, we don’t rent it out any more',
          'archive the car {id}',
          'the car {id} is broken for good, stop renting it out',
          'remove the car {id} from our rental cars',
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
