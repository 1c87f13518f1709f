import type { OrgContext } from '../../../platform/calls/context.ts'
import { currencyDigits } from '../../../shared/currencies.ts'
import { formatMoney } from '../../../shared/money.ts'
import { nightsBetween } from '../bundles/budget.ts'
import type { CarQuery } from '../inventory/provider.ts'
import type { CarOffer } from '../offers/schema.ts'
import { takenDays } from './days.ts'
import type { RentalSpan } from './days.ts'

const PREFIX = 'own.car'
const STANDS_MS = 30 * 60_000

interface Row {
  id: string
  name: string
  placeId: string
  seats: number
  isAutomatic: boolean
  dayMinor: number
  currency: string
}

const columns = ['id', 'name', 'placeId', 'seats', 'isAutomatic', 'dayMinor', 'currency'] as const

/** The days that an offer of ours takes. Nobody says at what hour a car comes back, so that day is among them. */
export function spanOf(offerId: string): RentalSpan | null {
  const [own, kind, rentalId = '', from = '', to = ''] = offerId.split('.')
  return `${own}.${kind}` === PREFIX && from < to ? { rentalId, from, to } : null
}

function offerOf(
  { id, name, placeId, seats, isAutomatic, dayMinor, currency }: Row,
  { from, to }: Pick<CarOffer, 'from' | 'to'>,
  now: Date,
): CarOffer {
  // A day that is paid is 24 hours, as with other cars.
  const minor = BigInt(dayMinor) * BigInt(nightsBetween(from, to))
  return {
    id: [PREFIX, id, from, to, placeId].join('.'),
    source: 'own',
    price: { amount: formatMoney(minor, currencyDigits(currency) ?? 2), currency },
    fetchedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + STANDS_MS).toISOString(),
    name,
    seats,
    isAutomatic,
    from,
    to,
  }
}

/** Own cars that stand at a place, free on all the days. */
export async function ownCars(ctx: OrgContext, { place, from, to }: CarQuery): Promise<CarOffer[]> {
  if (from >= to) return []
  const now = ctx.now()
  const rows = await ctx.db
    .selectFrom('travelRental')
    .select(columns)
    .where('placeId', '=', place.id)
    .where('isArchived', '=', false)
    .orderBy('id')
    .execute()
  const offers: CarOffer[] = []
  for (const row of rows) {
    const taken = await takenDays(ctx.db, { rentalId: row.id, from, to }, now)
    if (taken.length === 0) offers.push(offerOf(row, { from, to }, now))
  }
  return offers
}

/** Where the car of an offer stood; empty in one of a release that did not say it. */
const placeOf = (offerId: string): string => offerId.split('.')[5] ?? ''

/** The same offer priced now; null where the car is taken, stands elsewhere or is no longer offered, or the offer is none of ours. */
export async function ownCar(ctx: OrgContext, offerId: string): Promise<CarOffer | null> {
  const span = spanOf(offerId)
  if (!span) return null
  const row = await ctx.db
    .selectFrom('travelRental')
    .select(columns)
    .where('id', '=', span.rentalId)
    .where('isArchived', '=', false)
    .executeTakeFirst()
  if (!row || ![row.placeId, ''].includes(placeOf(offerId))) return null
  if ((await takenDays(ctx.db, span, ctx.now())).length > 0) return null
  return offerOf(row, span, ctx.now())
}
