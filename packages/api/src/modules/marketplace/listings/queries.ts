import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { priceText, shownPrice } from '../money.ts'
import type { Listing, WholeListing } from './schema.ts'

const columns = [
  'l.id',
  'l.productId',
  'l.shop',
  'l.url',
  'l.state',
  'l.outcome',
  'l.note',
  'l.minor',
  'l.currency',
  'l.waitingMinor',
  'l.waitingCurrency',
  'l.waitingBecause',
  'l.waitingAt',
  'l.availability',
  'l.checkedAt',
] as const

/** What the product of a page is called. */
export const productName = sql<string>`coalesce(
  (select p.name from marketplace_product p where p.id = l.product_id), '')`

const weekAgo = (now: Date) => sql<{ minor: number | null; currency: string | null } | null>`(
  select jsonb_build_object('minor', w.minor, 'currency', w.currency) from marketplace_price w
  where w.listing_id = l.id and w.seen_at <= ${now}::timestamptz - interval '7 days'
  order by w.seen_at desc limit 1)`

export const selectListings = (db: OrgDb, now: Date) =>
  db
    .selectFrom('marketplaceListing as l')
    .select(columns)
    .select([productName.as('product'), weekAgo(now).as('weekAgo')])

type ListingRow = Awaited<ReturnType<ReturnType<typeof selectListings>['executeTakeFirstOrThrow']>>

export function toListing(row: ListingRow): Listing {
  const {
    minor,
    currency,
    waitingMinor,
    waitingCurrency,
    waitingBecause,
    waitingAt,
    weekAgo: before,
    ...rest
  } = row
  const waiting = shownPrice({ minor: waitingMinor, currency: waitingCurrency })
  return {
    ...rest,
    price: shownPrice({ minor, currency }),
    weekAgo: before === null ? null : shownPrice(before),
    waiting: waiting && { ...waiting, because: waitingBecause ?? '', since: waitingAt ?? '' },
  }
}

const more = [
  'title',
  'wasMinor',
  'refusedMinor',
  'refusedCurrency',
  'currency',
  'source',
  'confidence',
  'reasons',
  'reader',
  'variant',
  'variants',
  'currencyMeant',
  'pricedAt',
  'nextAt',
  'version',
] as const

/** Throws a NOT_FOUND. */
export async function findListing(db: OrgDb, id: string, now: Date): Promise<Listing> {
  const row = await selectListings(db, now).where('l.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return toListing(row)
}

/** Throws a NOT_FOUND. */
export async function wholeListing(
  db: OrgDb,
  id: string,
  now: Date,
): Promise<Omit<WholeListing, 'canBrowse'>> {
  const listing = await findListing(db, id, now)
  const { wasMinor, refusedMinor, refusedCurrency, currency, ...rest } = await db
    .selectFrom('marketplaceListing')
    .select(more)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const refused = shownPrice({ minor: refusedMinor, currency: refusedCurrency })
  return {
    ...listing,
    ...rest,
    was: shownPrice({ minor: wasMinor, currency }),
    refused: refused === null ? '' : priceText(refused),
  }
}

const selectKnown = (db: OrgDb, id: string) =>
  db
    .selectFrom('marketplaceListing as l')
    .select([
      'l.id',
      'l.productId',
      productName.as('product'),
      'l.shop',
      'l.url',
      'l.state',
      'l.reader',
      'l.outcome',
      'l.variant',
      'l.selector',
      'l.currencyMeant',
      'l.availability',
      'l.minor',
      'l.currency',
      'l.waitingMinor',
      'l.waitingCurrency',
      'l.waitingBecause',
      'l.waitingAt',
      'l.refusedMinor',
      'l.refusedCurrency',
      'l.etag',
      'l.modified',
      'l.failingAt',
      'l.toldGoneAt',
      'l.version',
    ])
    .where('l.id', '=', id)

export type KnownListing = Awaited<ReturnType<ReturnType<typeof selectKnown>['executeTakeFirstOrThrow']>>

/** What acts on a page have to know of it. Throws a NOT_FOUND. */
export async function knownListing(db: OrgDb, id: string): Promise<KnownListing> {
  const row = await selectKnown(db, id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** The same, for whoever is about to change it. */
export async function lockedListing(db: OrgDb, id: string): Promise<KnownListing> {
  const row = await selectKnown(db, id).forUpdate().executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}
