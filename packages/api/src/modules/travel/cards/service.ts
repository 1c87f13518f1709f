import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import type { TripBundle } from '../bundles/schema.ts'
import { selectTrips } from '../trips/queries.ts'
import type { ListCards, ListSoFar, TripCard, TripCards, TripSoFar } from './schema.ts'
import { minutesOf, servicesOf, titleOf } from './services.ts'

const labelWords = { best: 'Best fit', cheapest: 'Cheapest', shortest: 'Shortest' } as const

interface CardRow {
  id: string
  bundle: TripBundle
  expiresAt: string
}

const toCard = ({ id, bundle, expiresAt }: CardRow): TripCard => ({
  id,
  title: titleOf(bundle),
  total: bundle.total.amount,
  each: bundle.each,
  currency: bundle.total.currency,
  left: bundle.left,
  fit: bundle.fit,
  labels: bundle.labels.map((label) => labelWords[label]),
  parts: bundle.parts,
  reasons: bundle.reasons,
  services: servicesOf(bundle),
  minutes: minutesOf(bundle),
  expiresAt,
})

const LONGEST_MINUTES = 100_000

/** In the order somebody looks through them; where two are alike, the better fit first. */
const orders: Readonly<Record<ListCards['sort'], (card: TripCard) => number>> = {
  best: () => 0,
  cheapest: ({ total }) => Number(total),
  shortest: ({ minutes }) => minutes ?? LONGEST_MINUTES,
}

export async function listCards(ctx: OrgContext, { tripId, sort }: ListCards): Promise<TripCards> {
  const trip = await ctx.db
    .selectFrom('travelTrip')
    .select('weights')
    .where('id', '=', tripId)
    .executeTakeFirst()
  if (!trip) throw new AppError('NOT_FOUND')
  const rows = await ctx.db
    .selectFrom('travelCard')
    .select(['id', 'bundle', 'expiresAt'])
    .where('tripId', '=', tripId)
    .orderBy('place')
    .execute()
  const by = orders[sort]
  return {
    items: rows.map(toCard).toSorted((one, other) => by(one) - by(other)),
    weights: trip.weights,
  }
}

/** The best that a look has found while it goes on, for what is wished now. */
export async function listSoFar({ db, now }: OrgContext, { tripId }: ListSoFar): Promise<TripSoFar> {
  const trip = await selectTrips(db, now())
    .select(['t.soFar', 't.wish'])
    .where('t.id', '=', tripId)
    .executeTakeFirst()
  if (!trip) throw new AppError('NOT_FOUND')
  const { state, soFar, wish } = trip
  return { items: state === 'looking' && soFar?.wish === wish ? soFar.found : [] }
}

/** Throws a NOT_FOUND. */
export async function cardOf(db: OrgDb, id: string) {
  const row = await db
    .selectFrom('travelCard as c')
    .innerJoin('travelTrip as t', 't.id', 'c.tripId')
    .select(['c.id', 'c.tripId', 'c.bundle', 't.title', 't.slots', 't.wish', 't.lookedWish'])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}
