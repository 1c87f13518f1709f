import { uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { TripBundle } from '../bundles/schema.ts'
import { titleOf } from '../cards/services.ts'
import { MOST_SO_FAR } from '../cards/schema.ts'
import type { FoundSoFar } from '../cards/schema.ts'
import { findBundles } from './find-bundles.ts'
import type { Looking } from './find-bundles.ts'

const wishOf = ({ db }: OrgContext, tripId: string) =>
  db
    .selectFrom('travelTrip')
    .select(['title', 'slots', 'weights', 'wish'])
    .where('id', '=', tripId)
    .executeTakeFirst()

interface Found {
  tripId: string
  wish: number
  bundles: readonly TripBundle[]
}

const firstToExpire = ({ flight, stay, car }: TripBundle): Date =>
  new Date(Math.min(...[flight, stay, car].flatMap((offer) => (offer ? [Date.parse(offer.expiresAt)] : []))))

/** Puts the offers in the place of those before; where the trip was changed meanwhile, a later job looks for them. */
const keep = (ctx: OrgContext, { tripId, wish, bundles }: Found): Promise<number> =>
  ctx.write(async (tx) => {
    const trip = await tx
      .selectFrom('travelTrip')
      .select(['wish', 'title'])
      .where('id', '=', tripId)
      .forUpdate()
      .executeTakeFirst()
    const isLatest = trip?.wish === wish
    const count = isLatest ? bundles.length : 0
    if (isLatest) {
      await tx.deleteFrom('travelCard').where('tripId', '=', tripId).execute()
      if (bundles.length > 0)
        await tx
          .insertInto('travelCard')
          .values(
            bundles.map((bundle, at) => ({
              id: uuidv7(),
              orgId: ctx.org.orgId,
              tripId,
              place: at + 1,
              bundle: JSON.stringify(bundle),
              expiresAt: firstToExpire(bundle),
            })),
          )
          .execute()
      await tx
        .updateTable('travelTrip')
        .set({ lookedWish: wish, soFar: null })
        .where('id', '=', tripId)
        .execute()
      tx.emit({
        topic: 'travel.offers.found',
        aggregate: `trip:${tripId}`,
        payload: { tripId, count },
      })
    }
    tx.audit('travel.trip.found', { trip: tripId }, { count })
    return count
  })

const shortOf = (bundle: TripBundle): FoundSoFar => ({
  title: titleOf(bundle),
  total: bundle.total.amount,
  currency: bundle.total.currency,
  fit: bundle.fit,
})

/** What pages show while a look goes on; nothing of it can be held. */
async function showSoFar({ db }: OrgContext, { tripId, wish, bundles }: Found): Promise<void> {
  const found = bundles.slice(0, MOST_SO_FAR).map(shortOf)
  await db
    .updateTable('travelTrip')
    .set({ soFar: found.length > 0 ? JSON.stringify({ wish, found }) : null })
    .where('id', '=', tripId)
    .where('wish', '=', wish)
    .execute()
}

export interface LookOptions extends Pick<Looking, 'provider' | 'signal'> {
  /** Told how far it is. */
  note?: (words: string) => Promise<void>
}

/** Looks for offers for a trip as it is wished now, and keeps them. Answers how many there are. */
export async function lookForOffers(
  ctx: OrgContext,
  tripId: string,
  { note, ...looking }: LookOptions,
): Promise<number> {
  const trip = await wishOf(ctx, tripId)
  if (!trip) return 0
  const { wish } = trip
  try {
    const bundles = await findBundles(ctx, trip, {
      ...looking,
      async soFar({ words, bundles: best }) {
        await note?.(words)
        await showSoFar(ctx, { tripId, wish, bundles: best })
      },
    })
    return await keep(ctx, { tripId, wish, bundles })
  } catch (error) {
    await showSoFar(ctx, { tripId, wish, bundles: [] })
    throw error
  }
}
