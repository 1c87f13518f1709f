import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { amountOf } from '../money.ts'
import { knownProduct } from './queries.ts'
import type { History, ReadHistory } from './schema.ts'

const DAY_MS = 86_400_000
/** More steps than a chart has pixels for. */
const MOST_POINTS = 400
/** A chart with more lines is none; of more pages the cheapest are shown, which people look for. */
const MOST_LINES = 12

interface Point {
  at: string
  minor: number | null
  currency: string | null
}

interface Line {
  productId: string
  listingId: string | null
  from: Date
  until: Date
}

const ofLine = ({ productId, listingId }: Line) =>
  listingId === null
    ? sql<boolean>`product_id = ${productId} and listing_id is null`
    : sql<boolean>`listing_id = ${listingId}`

/** What held when the chart begins, and every change since; of very many, the last of each stretch. */
async function pointsOf(db: OrgDb, line: Line): Promise<Point[]> {
  const { from, until } = line
  const select = () =>
    db.selectFrom('marketplacePrice').select(['seenAt as at', 'minor', 'currency']).where(ofLine(line))
  const before = await select()
    .where('seenAt', '<=', from.toISOString())
    .orderBy('seenAt', 'desc')
    .limit(1)
    .execute()
  const after = await select()
    .where('seenAt', '>', from.toISOString())
    .orderBy('seenAt')
    .limit(MOST_POINTS + 1)
    .execute()
  const changes = after.length > MOST_POINTS ? await thinned(db, line) : after
  return [...before.map((point) => ({ ...point, at: from.toISOString() })), ...changes].filter(
    ({ at }) => Date.parse(at) <= until.getTime(),
  )
}

/** One look into the index a stretch, however many prices there are. */
async function thinned(db: OrgDb, line: Line): Promise<Point[]> {
  const stretchMs = (line.until.getTime() - line.from.getTime()) / MOST_POINTS
  const { rows } = await sql<Point>`
    select p.seen_at as at, p.minor, p.currency
    from generate_series(1, ${MOST_POINTS}) as stretch(n)
    cross join lateral (
      select ${line.from}::timestamptz + make_interval(secs => ${stretchMs / 1_000} * n) as ends
    ) as bounds
    cross join lateral (
      select seen_at, minor, currency from marketplace_price
      where ${ofLine(line)} and seen_at <= bounds.ends
        and seen_at > bounds.ends - make_interval(secs => ${stretchMs / 1_000})
      order by seen_at desc limit 1
    ) p
    order by p.seen_at`.execute(db)
  return rows
}

const currencyOf = (lines: readonly { points: readonly Point[] }[]): string | null =>
  lines.flatMap(({ points }) => points.map(({ currency }) => currency)).find((code) => code !== null) ?? null

/** What a product cost here and elsewhere, in one currency: that of the own price, else of the first shop. */
export async function readHistory(ctx: OrgContext, { id, days }: ReadHistory): Promise<History> {
  const { db } = ctx
  const product = await knownProduct(db, id)
  const until = ctx.now()
  const from = new Date(until.getTime() - days * DAY_MS)
  const listings = await db
    .selectFrom('marketplaceListing')
    .select(['id', 'shop'])
    .where('productId', '=', id)
    .orderBy(sql`minor is null or currency is distinct from coalesce(${product.currency}::text, currency)`)
    .orderBy(sql`minor nulls last`)
    .orderBy('id')
    .limit(MOST_LINES)
    .execute()
  const inOrder = listings.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const wanted = [{ id: null, shop: null }, ...inOrder]
  const lines = await Promise.all(
    wanted.map(async ({ id: listingId, shop }) => ({
      listingId,
      shop,
      points: await pointsOf(db, { productId: id, listingId, from, until }),
    })),
  )
  const currency = product.currency ?? currencyOf(lines)
  const shown = lines.map((line) => ({
    ...line,
    points: line.points
      .filter((point) => point.minor === null || point.currency === currency)
      .map(({ at, minor }) => ({
        at,
        amount: minor === null ? null : amountOf({ minor: BigInt(minor), currency }),
      })),
  }))
  return { currency, series: shown.filter(({ points }) => points.length > 0) }
}
