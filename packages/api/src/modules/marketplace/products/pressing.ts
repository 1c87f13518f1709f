import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { shownPrice } from '../money.ts'
import { findProduct } from './queries.ts'
import type { PressingProduct, ReadPressing } from './schema.ts'

interface Found {
  tracked: number
  moved: number
  productId: string | null
}

/** A first price is no move. */
const isMove = sql`exists (
  select from marketplace_price before
  where before.listing_id = l.id and before.seen_at < l.priced_at and before.minor is not null)`

/** The product of the latest alert that holds, else the one whose price moved last elsewhere, else the newest. */
async function find(db: OrgDb, now: Date): Promise<Found> {
  const { rows } = await sql<Found>`
    select
      (select count(*)::int from marketplace_product) as tracked,
      (select count(*)::int from marketplace_listing l
        where l.priced_at > ${now}::timestamptz - interval '24 hours' and l.priced_at <= ${now} and ${isMove}) as moved,
      coalesce(
        (select l.product_id from marketplace_alert a join marketplace_listing l on l.id = a.listing_id
          where a.settled_at is null and a.task_id is null order by a.id desc limit 1),
        (select l.product_id from marketplace_listing l
          where l.priced_at is not null order by ${isMove} desc, l.priced_at desc limit 1),
        (select p.id from marketplace_product p order by p.id desc limit 1)
      ) as product_id`.execute(db)
  return rows[0] ?? { tracked: 0, moved: 0, productId: null }
}

const MOST_SHOPS = 5

/** Shops where somebody could buy it now, the cheapest first. */
async function shopsOf(db: OrgDb, productId: string, currency: string | null) {
  const rows = await db
    .selectFrom('marketplaceListing')
    .select(['id as listingId', 'shop', 'minor', 'currency'])
    .where('productId', '=', productId)
    .where('minor', 'is not', null)
    .where('state', '<>', 'off')
    .where('availability', '<>', 'out-of-stock')
    .where(sql<boolean>`outcome is distinct from 'gone'`)
    .$if(currency !== null, (query) => query.where('currency', '=', currency))
    .orderBy('minor')
    .orderBy('id')
    .limit(MOST_SHOPS)
    .execute()
  return rows.flatMap(({ listingId, shop, ...kept }) => {
    const price = shownPrice(kept)
    return price === null ? [] : [{ listingId, shop, price }]
  })
}

/** The product that is worth a look first, with what it costs elsewhere. */
export async function readPressing(ctx: OrgContext, _input: ReadPressing): Promise<PressingProduct> {
  const { db } = ctx
  const { productId, tracked, moved } = await find(db, ctx.now())
  if (productId === null) return { product: null, shops: [], tracked, moved }
  const product = await findProduct(db, productId)
  const currency = product.price?.currency ?? product.lowest?.currency ?? null
  return { product, shops: await shopsOf(db, productId, currency), tracked, moved }
}
