import type { TourDeclaration } from '../../platform/catalog/tour.ts'
import type { TripCards } from './cards/schema.ts'
import type { Trip, WholeTrip } from './trips/schema.ts'

const MODULE = 'modules.travel'

/** A sentence becomes a trip with offers. */
export const travelTour: TourDeclaration = {
  acts: [
    {
      door: 'web',
      name: 'Say where to and when',
      path: `${MODULE}.trips.create`,
      input: () => ({
        text: 'Dublin to Hamburg in seven weeks for 3 nights, two people, under €1,400 in all',
      }),
      keeps: 'trip',
      says: (answer) => (answer as WholeTrip).title,
    },
    {
      door: 'rest',
      name: 'Read its offers by REST',
      path: `${MODULE}.cards.list`,
      input: ({ id }) => ({ tripId: id('trip') }),
      says(answer) {
        const [best, ...more] = (answer as TripCards).items
        return best ? `${best.total} ${best.currency}, and ${more.length} more` : null
      },
    },
  ],
  sample: [
    {
      door: 'cli',
      name: 'Read its trips from the command line',
      path: `${MODULE}.trips.list`,
      input: () => ({ sort: 'soonest', limit: 5 }),
      says: (answer) =>
        (answer as { items: Trip[] }).items.map(({ title, state }) => `${title} (${state})`).join('; '),
    },
  ],
}
