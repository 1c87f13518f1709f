import type { OrgContext } from '../../platform/calls/context.ts'
import { contextNow } from '../../platform/calls/context-now.ts'
import type { TestOrg } from '../../testing/index.ts'
import type { CarQuery, FlightQuery, FoundOffer, StayQuery, TravelProvider } from './inventory/provider.ts'
import { usualProvider } from './looking/providers.ts'
import type { OfferPrice } from './offers/schema.ts'
import type { TravelPlace } from './testing.ts'

/*
 * Sellers as they are on a bad day. Each is the built-in one but for its fault, so that only the fault decides what a test sees.
 */

type Question = FlightQuery | StayQuery | CarQuery

/** What a seller does with the answers of the built-in one. */
type Answering = <T extends { price: OfferPrice }>(
  offers: AsyncIterable<T>,
  asked: { query: Question; signal: AbortSignal },
) => AsyncIterable<T>

interface Fault {
  search: Answering
  again: TravelProvider['getOffer']
}

const { getOffer, searchFlights, searchStays, searchCars } = usualProvider

const sellerOf = ({ search, again }: Fault): TravelProvider => ({
  ...usualProvider,
  searchFlights: (query, signal) => search(searchFlights(query, signal), { query, signal }),
  searchStays: (query, signal) => search(searchStays(query, signal), { query, signal }),
  searchCars: (query, signal) => search(searchCars(query, signal), { query, signal }),
  getOffer: again,
})

/** Rejects once nobody waits any more, and does nothing before. */
const nothing = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason as Error)
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })

/** Its line breaks after it has told of one offer. */
export const failing = sellerOf({
  async *search(offers) {
    for await (const offer of offers) {
      yield offer
      throw new Error('The seller hung up.')
    }
  },
  again: () => Promise.reject(new Error('The seller hung up.')),
})

/** Takes the question and never answers it. */
export const silent = sellerOf({
  async *search(_offers, { signal }) {
    yield await nothing(signal)
  },
  again: (_id, _asking, signal) => nothing(signal),
})

/** Answers half of what there is at once, and the rest once `more` lets it; who waits no longer is told nothing more. */
export const slow = (more: Promise<void>): TravelProvider =>
  sellerOf({
    async *search(offers, { signal }) {
      let count = 0
      for await (const offer of offers) {
        count += 1
        if (count > 4) await Promise.race([more, nothing(signal)])
        yield offer
      }
    },
    again: getOffer,
  })

/** Answers nobody before so many wait for it at the same time. */
export function together(count: number): TravelProvider {
  const { promise, resolve } = Promise.withResolvers<void>()
  let waiting = 0
  const wait = async (signal: AbortSignal) => {
    waiting += 1
    if (waiting >= count) resolve()
    await Promise.race([promise, nothing(signal)])
  }
  return {
    ...usualProvider,
    async *searchFlights(query, signal) {
      await wait(signal)
      yield* searchFlights(query, signal)
    },
  }
}

/** Answers what is right, at prices that `told` makes of the right ones. */
export const pricing = (told: (price: OfferPrice) => OfferPrice): TravelProvider =>
  sellerOf({
    async *search(offers) {
      for await (const offer of offers) yield { ...offer, price: told(offer.price) }
    },
    async again(id, asking, signal) {
      const found = await getOffer(id, asking, signal)
      // The kind stays that of its offer.
      return found && ({ ...found, offer: { ...found.offer, price: told(found.offer.price) } } as FoundOffer)
    },
  })

const isTo = (iata: string, query: Question): boolean =>
  'to' in query && Array.isArray(query.to)
    ? query.to.some((airport) => airport.iata === iata)
    : 'place' in query && query.place.airports.includes(iata)

/** One seller on journeys to an airport, and the built-in one on all others. */
export const onlyTo = (iata: string, seller: TravelProvider): TravelProvider => {
  const by = (query: Question) => (isTo(iata, query) ? seller : usualProvider)
  return {
    ...seller,
    searchFlights: (query, signal) => by(query).searchFlights(query, signal),
    searchStays: (query, signal) => by(query).searchStays(query, signal),
    searchCars: (query, signal) => by(query).searchCars(query, signal),
  }
}

/** The organization as its owner has it who calls a procedure, for what only tests hand in. */
export const asOwner = ({ hub }: TravelPlace, { orgId, owner }: TestOrg, path: string): Promise<OrgContext> =>
  contextNow(
    hub.hub,
    hub.call({ credential: { kind: 'person', userId: owner.userId }, org: orgId }),
    `modules.travel.${path}`,
  )

/** The organization as the watcher has it at a tick. */
export const asWatcher = ({ hub }: TravelPlace, { orgId }: TestOrg): Promise<OrgContext> => {
  const credential = { kind: 'machine', name: 'travel.watcher', orgId } as const
  return contextNow(
    hub.hub,
    hub.call({ door: 'system', credential, org: orgId }),
    'modules.travel.watches.look',
  )
}
