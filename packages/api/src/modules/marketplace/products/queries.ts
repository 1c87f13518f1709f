import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { shownPrice } from '../money.ts'
import type { Product } from './schema.ts'

const columns = [
  'p.id',
  'p.name',
  'p.minor',
  'p.currency',
  'p.gtin',
  'p.createdAt',
  'p.updatedAt',
  'p.version',
] as const

/** In which prices of other shops are compared: that of the own price, else the one most of them have. */
const compared = sql`coalesce(p.currency, (
  select mode() within group (order by m.currency) from marketplace_listing m
  where m.product_id = p.id and m.minor is not null))`

/** What somebody could buy it for now. */
const counts = sql`l.product_id = p.id and l.minor is not null and l.state <> 'off'
  and l.availability <> 'out-of-stock' and l.outcome <> 'gone' and l.currency = ${compared}`

const lowest = sql<{ minor: number; currency: string; shop: string } | null>`(
  select jsonb_build_object('minor', l.minor, 'currency', l.currency, 'shop', l.shop)
  from marketplace_listing l where ${counts} order by l.minor, l.id limit 1)`

/** Of an even number the mean of the two in the middle, half a cent rounded up. */
const middle = sql<{ minor: number; currency: string } | null>`(
  select jsonb_build_object(
    'minor', round((percentile_cont(0.5) within group (order by l.minor))::numeric)::bigint,
    'currency', min(l.currency))
  from marketplace_listing l where ${counts} having count(*) > 0)`

const listings = sql<number>`(select count(*)::int from marketplace_listing l where l.product_id = p.id)`

const watched = sql<number>`(select count(*)::int from marketplace_listing l where l.product_id = p.id and l.state = 'watched')`

export const selectProducts = (db: OrgDb) =>
  db
    .selectFrom('marketplaceProduct as p')
    .select(columns)
    .select([lowest.as('lowest'), middle.as('middle'), listings.as('listings'), watched.as('watched')])

type ProductRow = Awaited<ReturnType<ReturnType<typeof selectProducts>['executeTakeFirstOrThrow']>>

export function toProduct({ minor, currency, lowest: least, middle: median, ...row }: ProductRow): Product {
  const cheapest = least === null ? null : shownPrice(least)
  return {
    ...row,
    price: shownPrice({ minor, currency }),
    lowest: least === null || cheapest === null ? null : { ...cheapest, shop: least.shop },
    middle: median === null ? null : shownPrice(median),
  }
}

/** Throws a NOT_FOUND. */
export async function findProduct(db: OrgDb, id: string): Promise<Product> {
  const row = await selectProducts(db).where('p.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return toProduct(row)
}

export interface KnownProduct {
  id: string
  name: string
  minor: number | null
  currency: string | null
  version: number
}

/** What acts on a product have to know of it. Throws a NOT_FOUND. */
export async function knownProduct(db: OrgDb, id: string): Promise<KnownProduct> {
  const row = await db
    .selectFrom('marketplaceProduct')
    .select(['id', 'name', 'minor', 'currency', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return row
}
