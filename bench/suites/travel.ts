import { makeBundles } from '../../packages/api/src/modules/travel/bundles/make-bundles.ts'
import { usualWeights } from '../../packages/api/src/modules/travel/bundles/schema.ts'
import { findPlaces, placesNamed } from '../../packages/api/src/modules/travel/places/find-places.ts'
import { placeOf } from '../../packages/api/src/modules/travel/places/places.ts'
import { fixedNow, offersFor, wanted } from '../../packages/api/src/modules/travel/testing-offers.ts'
import { understand } from '../../packages/api/src/modules/travel/understanding/understand.ts'
import type { Suite } from './suite.ts'
import { figure, timed } from './timed.ts'

const sentences = [
  'Berlin to Lisbon, 3–8 May, two people, under €900',
  'a long weekend in Copenhagen in April with my wife, direct, hotel with breakfast in the centre',
  'We are two adults and three kids aged 4, 7 and 11, going to Crete in the summer for 10 days, max 3000 euros',
  'Frankfurt to Singapore on 5 February returning 12 February, premium economy, refundable',
]
const how = {
  now: fixedNow,
  timeZone: 'Europe/Berlin',
  home: placeOf('berlin-de'),
  currency: 'EUR',
  places: { named: placesNamed },
}

const many = <T extends { id: string }>(offers: readonly T[]): T[] =>
  Array.from({ length: 200 }, (_, at) => ({ ...(offers[at % offers.length] as T), id: `offer ${at}` }))

export const travel: Suite = {
  name: 'travel',
  about: 'sentences read, offers of the built-in inventory found and put together, by functions alone',
  async run({ quick, say }) {
    const times = quick ? 40 : 400
    const slots = wanted({ budget: '900.00', wishes: ['direct', 'breakfast'] })
    const read = await timed(times, (at) => understand(sentences[at % sentences.length] ?? '', how))
    const typed = await timed(times, () => findPlaces('lon', { limit: 8 }))
    say('sentences are read')
    const found = await timed(times / 4, () => offersFor(slots))
    const { flights, stays } = await offersFor(slots)
    const most = { flights: many(flights), stays: many(stays), cars: [], slots, weights: usualWeights }
    const bundled = await timed(times / 4, () => makeBundles(most))
    return [
      figure('a trip read out of a sentence', read, 5),
      figure('towns found while somebody types', typed, 5),
      figure('flights and stays for a trip looked for', found, 200),
      figure('200 flights and 200 stays put together', bundled, 50),
    ]
  },
}
