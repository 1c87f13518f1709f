import type { SampleDeclaration, SampleName, SamplePlace } from '../../../platform/catalog/samples.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Booking } from '../bookings/schema.ts'
import type { TripCards } from '../cards/schema.ts'
import { lookForOffers } from '../looking/look.ts'
import type { WholeTrip } from '../trips/schema.ts'

const MODULE = 'modules.travel'
const LONGEST_MS = 30_000
const TRIES = 5

/** A trip that somebody said so many days ago; a booked one is bought then. */
interface SampleTrip {
  daysAgo: number
  text: string
  /** With the day it begins on, so many days from today. */
  beginsInDays?: number
  isBooked?: true
}

const trips: Readonly<Record<SampleName, readonly SampleTrip[]>> = {
  bakery: [
    { daysAgo: 6, text: 'Dublin to Hamburg for 2 nights, one person', beginsInDays: 2, isBooked: true },
    { daysAgo: 2, text: 'Dublin to Lyon in seven weeks for 3 nights, two people, under €1,400 in all' },
  ],
  repairs: [{ daysAgo: 2, text: 'Dublin to Lisbon in ten weeks for 4 nights, one person' }],
}

/** "8 May 2027" */
const dayWords = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`))

const asOwner = ({ people }: SamplePlace, daysAgo: number) => ({ who: people[0]?.name ?? '', daysAgo })

interface Planned {
  tripId: string
  daysAgo: number
}

/** What the job does that a hub at work would do at once. */
const look = (place: SamplePlace, { tripId, daysAgo }: Planned): Promise<number> =>
  place.within(asOwner(place, daysAgo), `${MODULE}.trips.plan`, (ctx) =>
    lookForOffers(ctx, tripId, { signal: AbortSignal.timeout(LONGEST_MS) }),
  )

const isOvertaken = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'CONFLICT')

/** Holds the best offer. A hub that runs meanwhile does the job as well and puts its offers in the place of ours. */
async function holdBest(place: SamplePlace, planned: Planned, tries = TRIES): Promise<Booking> {
  const as = asOwner(place, planned.daysAgo)
  await look(place, planned)
  const cards = await place.call(as, `${MODULE}.cards.list`, { tripId: planned.tripId })
  const cardId = (cards as TripCards).items[0]?.id
  if (cardId === undefined) throw new Error('The sample found no offer for its trip.')
  try {
    return (await place.call(as, `${MODULE}.bookings.hold`, { cardId })) as Booking
  } catch (error) {
    if (tries <= 1 || !isOvertaken(error)) throw error
    return holdBest(place, planned, tries - 1)
  }
}

async function plan(place: SamplePlace, { daysAgo, text, beginsInDays, isBooked }: SampleTrip) {
  const as = asOwner(place, daysAgo)
  const begins = beginsInDays === undefined ? '' : ` on ${dayWords(place.day(beginsInDays))}`
  const trip = await place.call(as, `${MODULE}.trips.create`, { text: `${text}${begins}` })
  const planned = { tripId: (trip as WholeTrip).id, daysAgo }
  if (!isBooked) return void (await look(place, planned))
  const { id } = await holdBest(place, planned)
  await place.call(as, `${MODULE}.bookings.confirm`, { id })
}

/** A trip that is booked and begins soon, and one with offers to choose from. */
export const travelSamples: SampleDeclaration = {
  async fill(place) {
    for (const trip of trips[place.name]) await plan(place, trip)
  },
  requests: { bakery: [], repairs: [] },
  questions: { bakery: ['which trips are planned?'], repairs: [] },
  usage: [],
}
