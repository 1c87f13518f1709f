import type { Phrases } from '../../platform/catalog/phrases.ts'
import { travelGuides } from './guides.ts'
import { rentalPhrases } from './rentals/phrases.ts'
import { bookingsTold, daysTold, nextTripTold, offersTold, tripTold, tripsTold } from './telling.ts'
import { saysTrip } from './understanding/says-trip.ts'
import { watchPhrases } from './watches/phrases.ts'

const onThePage = 'on the page “Travel”'

/** Words for closed values, as people say them. */
const words = {
  state: {
    held: ['held', 'on hold', 'reserved'],
    confirmed: ['confirmed', 'booked', 'bought'],
    cancelled: ['cancelled', 'canceled', 'called off'],
    released: ['released', 'let go', 'given back'],
    expired: ['expired', 'lapsed', 'ran out', 'run out'],
    watching: ['active', 'running'],
    paused: ['paused'],
    over: ['over', 'past'],
  },
  sort: {
    best: ['best', 'best fit', 'best first'],
    cheapest: ['cheapest', 'cheapest first', 'by price', 'lowest price', 'least expensive'],
    shortest: ['shortest', 'fastest', 'quickest', 'shortest first', 'least time', 'by travel time'],
  },
  wishes: {
    direct: ['direct', 'non-stop', 'nonstop', 'without a stop', 'no stopovers', 'no changes'],
    central: ['central', 'in the centre', 'in the center', 'city centre', 'downtown'],
    breakfast: ['breakfast', 'with breakfast'],
    refundable: ['refundable', 'flexible'],
    holdBag: ['hold bag', 'hold luggage', 'checked bag', 'suitcase'],
    flat: ['flat', 'apartment'],
    quiet: ['quiet', 'peaceful'],
    beach: ['beach', 'by the sea'],
    pool: ['pool', 'swimming pool'],
  },
  cabin: {
    economy: ['economy', 'economy class'],
    premium: ['premium economy'],
    business: ['business class', 'business'],
    first: ['first class'],
  },
}

export const travelPhrases = {
  help: {
    'trips.create': {
      about: 'Travel',
      say: 'Plan a trip from Porto to Madrid on 14 January, back on the 16th',
    },
    'trips.list': { about: 'Travel', say: 'Which trips are ahead?' },
  },
  guides: travelGuides,
  acts: {
    'trips.list': {
      say: [
        '(show|list|open|see) (me|) (the|our|all|my|) (trips|journeys|travel plans)',
        '(which|what) (trips|journeys) (are|do we have|have we|have i) (planned|coming up|ahead|)',
        '(where|when) (are|do) we (travelling|traveling|travel|going|go) (next|soon|to next)',
        '(find|search for|look for) (the|my|our|) trip {search}',
        '(any|are there any) (trips|journeys) (planned|coming up|ahead)',
      ],
      words: {
        sort: {
          soonest: ['soonest', 'soonest first', 'earliest first', 'by departure', 'starts first'],
          newest: ['newest', 'newest first', 'newest added first', 'latest'],
        },
      },
      not: ['show the bookings', 'plan a trip'],
      measures: { due: 'departs' },
      answer: tripsTold,
    },
    'trips.next': {
      say: [
        '(what|which) is (the|our|my) next trip',
        '(when|where) (is|does) (the|our|my) next (trip|journey) (begin|go|)',
        '(show|open) (me|) (the|our|my) next trip',
        'where (am i|are we) (off|going|travelling|headed) (to|) next',
        '(what|which) (trip|journey) (comes|is up|is coming up) next',
        'when do (i|we) (leave|travel|fly|set off) next',
        'next trip (please|)',
        'how (long|many days) (is it|) (until|to) (the|our|my) next trip',
        'do (i|we) have a trip (coming up|soon)',
        'what does (the|our|my) next trip cost',
        '(upcoming|nearest) trip',
      ],
      not: ['show our trips', 'plan the next trip', 'what is my next task'],
      answer: nextTripTold,
    },
    'trips.get': {
      say: [
        '(show|open|see) (me|) (the|my|our|) trip {id}',
        '(what is|what do you know) (known|) (of|about) (the|my|our|) trip {id}',
        'how far (is|are) (the|my|our|) trip {id}',
      ],
      ask: { id: 'Which trip?' },
      answer: tripTold,
    },
    'trips.create': {
      say: [
        '(plan|start|prepare|organise|organize) (a|the|my|our|) (trip|journey|business trip) {text}',
        '(find|look for|search for|get) (me|us|) (a|) (flight|flights|trip|flight and hotel|flight and a hotel|flights and a hotel) {text}',
        '(i|we) (want|need|would like|have|plan) to (fly|travel) {text}',
        '(how much|what) (is|does|would) (a|the|) (trip|flight|journey) {text} cost',
        '(i am|we are|i’m|we’re) (travelling|traveling|flying) {text}',
        '(fly|travel) (me|us|) {text}',
      ],
      asSaid: ['text'],
      whole: 'text',
      reads: saysTrip,
      not: ['plan the week', 'show the trips', 'find the task', 'find the invoice'],
      ask: { text: 'Where to, from where, when, and how many of you?' },
      answer: tripTold,
      proposal: ({ named }) => `plan this trip and look for offers: “${named('text')}”`,
    },
    'trips.update': {
      asSaid: ['text'],
      say: [
        '(change|move|shift) (the|my|our|) trip {id} so that (i|we|it) (leave|leaves|begins|start|starts) on {depart}',
        '(call|rename) (the|my|our|) trip {id} (to|) {title}',
        '(fly|travel) (business|in) {cabin} on (the|my|our|) trip {id}',
      ],
      ask: { id: 'Which trip?' },
      answer: tripTold,
      proposal: ({ named }) => `change the trip ${named('id')} and look for offers again`,
    },
    'trips.setParty': {
      say: [
        '(make|plan) (the|my|our|) trip {id} for {adults} (people|adults|persons|travellers)',
        '{adults} (people|adults|persons) (go|travel|fly|come) on (the|my|our|) trip {id}',
        'there (will be|are) {adults} (people|of us|) going (to|on) (the|) {id} (now|)',
        '(take|book) {rooms} rooms (on|for) (the|my|our|) trip {id}',
      ],
      ask: { id: 'Which trip?' },
      answer: tripTold,
      proposal: ({ named }) => `change who travels on ${named('id')} and look for offers again`,
    },
    'trips.setBudget': {
      say: [
        '(set|change|raise|lower) the budget (of|for) (the|my|our|) trip {id} to {budget}',
        '(the|my|our|) trip {id} (may|can|must not) cost (at most|no more than|more than) {budget}',
        '(cap|limit) (the|) {id} (trip|) (at|to) {budget}',
      ],
      setting: [
        {
          set: { budget: null },
          say: [
            '(lift|forget|take off|scrap|drop) the budget (of|for|on) (the|our|my|) (trip|) {id}',
            '(remove|delete|take away) the (budget|spending limit|cost ceiling|limit) (from|on|of) (the|our|my|) {id} (trip|)',
            '(the|) {id} (trip|) needs no (budget|limit) (any more|)',
          ],
        },
      ],
      words: {
        per: {
          trip: [
            'in all',
            'in total',
            'all in',
            'all told',
            'altogether',
            'for the trip',
            'for all of it',
            'tops',
          ],
          person: ['each', 'a head', 'per head', 'per person', 'a person', 'for each of us', 'apiece'],
          night: ['a night', 'per night', 'each night', 'nightly', 'for a night'],
        },
      },
      ask: { id: 'Which trip?', budget: 'How much may it cost at most?' },
      answer: tripTold,
      proposal: ({ named, input }) =>
        input['budget'] === null
          ? `let ${named('id')} cost what it costs, and look for offers again`
          : `let ${named('id')} cost ${named('budget')} at most, and look for offers again`,
    },
    'trips.setWeights': { say: [], where: 'through the API' },
    'trips.plan': {
      say: [
        '(look|search) (again|) for (offers|flights|flights and hotels) for (the|my|our|) trip {id} (again|)',
        '(refresh|update) (the|) (offers|prices|flights) (of|for) (the|my|our|) trip {id}',
      ],
      ask: { id: 'Which trip?' },
      answer: tripTold,
      proposal: ({ named }) => `look for offers for ${named('id')} again`,
    },
    'trips.remove': {
      say: [
        '(remove|delete|drop|forget|discard) (the|my|our|) (trip|journey) {id}',
        '(get rid of|throw away) (the|my|our|) (trip|journey) {id}',
      ],
      not: ['cancel the booking'],
      ask: { id: 'Which trip?' },
      proposal: ({ named }) => `remove the trip ${named('id')} with its offers`,
    },
    'cards.list': {
      say: [
        '(show|list|see) (me|) (the|) (offers|options|flights and hotels) (for|of) (the|my|our|) trip {tripId}',
        '(show|list|see) (me|) (the|) {sort} (offers|options) (for|of) (the|my|our|) trip {tripId}',
        '(which|what) (offers|options) (are there|do we have|fit) for (the|my|our|) trip {tripId}',
        'what (does|would) (the|my|our|) trip {tripId} cost',
      ],
      ask: { tripId: 'For which trip?' },
      answer: offersTold,
    },
    'bookings.list': {
      say: [
        '(show|list|see) (me|) (the|our|all|my|) (travel bookings|bookings|reservations)',
        '(which|what) (trips|offers|bookings) (are|have we) {state}',
        '(show|list) (me|) (the|) {state} (bookings|reservations|trips)',
        '(what|which) (is|did we|have we) (booked|book) for (the|my|our|) trip {tripId}',
      ],
      not: ['show the trips', 'show the invoices'],
      measures: { size: 'total', due: 'startsOn' },
      answer: bookingsTold,
    },
    'bookings.hold': {
      say: [
        '(hold|reserve|take|keep) (the|) (travel offer|offer) {cardId}',
        '(choose|hold) {cardId} for (the|my|our|) trip',
      ],
      ask: { cardId: 'Which offer?' },
      undoneBy: 'bookings.cancel',
      proposal: ({ named }) => `hold ${named('cardId')} for twenty minutes`,
    },
    'bookings.confirm': {
      say: [
        '(confirm|buy|complete) (the|my|our|) (booking|reservation|travel booking) {id}',
        'book (the|) (held|reserved) (offer|trip) {id}',
      ],
      among: { state: 'held' },
      ask: { id: 'Which booking?' },
      proposal: ({ named }) => `confirm the booking ${named('id')}`,
    },
    'bookings.cancel': {
      say: ['(cancel|call off|give back) (the|my|our|) (booking|reservation|travel booking) {id}'],
      not: ['cancel the invoice', 'cancel the subscription'],
      ask: { id: 'Which booking?' },
      proposal: ({ named }) => `cancel the booking ${named('id')}`,
    },
    'days.get': { say: [], where: onThePage, answer: daysTold },
    'days.ofBooking': { say: [], ask: { bookingId: 'Of which booking?' }, answer: daysTold },
    ...watchPhrases,
    ...rentalPhrases,
    'places.search': {
      say: [
        '(which|what) airport (is|are) (near|nearest to|closest to|in|at) {words}',
        '(find|look up|search for) the airport (of|in|near|at) {words}',
        '(which|what) (airport|airports) (does|do) {words} have',
      ],
      ask: { words: 'Which town?' },
    },
  },
  words,
} satisfies Phrases
