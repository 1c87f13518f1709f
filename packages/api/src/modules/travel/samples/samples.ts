import type { SampleDeclaration, SampleName } from '../../platform/catalog/samples.ts'

const wishes: Readonly<Record<SampleName, string>> = {
  bakery: 'Dublin to Hamburg in seven weeks for 3 nights, two people, under €1,200 in all',
  repairs: 'Dublin to Lisbon in ten weeks for 4 nights, one person',
}

/** A trip that somebody thinks of. */
export const travelSamples: SampleDeclaration = {
  async fill(place) {
    const who = place.people[0]?.name ?? ''
    await place.call({ who, daysAgo: 2 }, 'modules.travel.trips.create', { text: wishes[place.name] })
  },
  requests: { bakery: [], repairs: [] },
  questions: { bakery: ['which trips are planned?'], repairs: [] },
  usage: [],
}
