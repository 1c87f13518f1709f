import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { takeTurn } from '../../../platform/data/locks.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { requireVersion } from '../../../platform/data/versions.ts'
import { whyUnknown } from '../../../platform/outside/known-name.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { canBrowse } from '../asking/asking.ts'
import { enqueueCheck } from '../checks/service.ts'
import { knownProduct } from '../products/queries.ts'
import { insertProduct } from '../products/service.ts'
import { nameUntilRead, pageAddress, shopOf } from './address.ts'
import {
  findListing,
  knownListing,
  lockedListing,
  productName,
  selectListings,
  toListing,
  wholeListing,
} from './queries.ts'
import type {
  AddedListing,
  AddListing,
  ChooseListing,
  GetListing,
  Listing,
  ListListings,
  RemoveListing,
  WatchListing,
  WholeListing,
} from './schema.ts'

/** As many as one chart can tell apart, twice over. */
const MOST_OF_PRODUCT = 25
/** So many can be looked at in one morning, shop after shop. */
const MOST_OF_ALL = 2_000

export async function listListings(ctx: OrgContext, input: ListListings): Promise<Page<Listing>> {
  const { search = '', productId, state, outcome } = input
  const found = selectListings(ctx.db, ctx.now())
    .where(sql<boolean>`strpos(lower(${productName} || ' at ' || l.shop), lower(${search})) > 0`)
    .$if(productId !== undefined, (query) => query.where('l.productId', '=', productId ?? ''))
    .$if(state !== undefined, (query) => query.where('l.state', '=', state ?? 'watched'))
    .$if(outcome !== undefined, (query) => query.where('l.outcome', '=', outcome ?? 'ok'))
  const page = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.marketplace.listings.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`l.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
  return { ...page, items: page.items.map(toListing) }
}

export const getListing = async (ctx: OrgContext, { id }: GetListing): Promise<WholeListing> => ({
  ...(await wholeListing(ctx.db, id, ctx.now())),
  canBrowse: canBrowse(ctx),
})

async function productFor(
  ctx: OrgContext,
  tx: OrgWriteTx,
  wish: { productId?: string; url: URL },
): Promise<string> {
  const { productId = null, url } = wish
  await takeTurn(tx, `marketplace.listings|${ctx.org.orgId}`)
  const { all, ofProduct } = await tx
    .selectFrom('marketplaceListing')
    .select([
      sql<number>`count(*)::int`.as('all'),
      sql<number>`(count(*) filter (where product_id = ${productId}::uuid))::int`.as('ofProduct'),
    ])
    .executeTakeFirstOrThrow()
  if (all >= MOST_OF_ALL)
    throw new AppError('CONFLICT', {
      message: `There are ${MOST_OF_ALL} pages already, which is the most. Remove one first.`,
    })
  if (ofProduct >= MOST_OF_PRODUCT)
    throw new AppError('CONFLICT', {
      message: `This product is compared with ${MOST_OF_PRODUCT} pages already, which is the most.`,
    })
  if (productId === null) return insertProduct(ctx, tx, { name: nameUntilRead(url) })
  return (await knownProduct(tx, productId)).id
}

/** Keeps the address of a page, which nobody has looked at. Throws a CONFLICT where it is there already. */
export async function insertListing(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { url, productId }: { url: URL; productId: string },
): Promise<string> {
  const now = ctx.now()
  const row = await tx
    .insertInto('marketplaceListing')
    .values({
      id: uuidv7(),
      orgId: ctx.org.orgId,
      productId,
      url: url.href,
      shop: shopOf(url),
      title: '',
      state: 'watched',
      note: '',
      availability: 'unknown',
      variants: '[]',
      reasons: '[]',
      // Its first look is on its way; where that fails altogether, it is looked at again before long.
      nextAt: new Date(now.getTime() + 60 * 60_000),
      createdById: ctx.actor.userId,
      createdAt: now,
      updatedAt: now,
    })
    .onConflict((conflict) => conflict.columns(['orgId', 'productId', 'url']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new AppError('CONFLICT', { message: 'This page is watched for this product already.' })
  tx.audit('marketplace.listing.added', { listing: row.id }, { shop: shopOf(url) })
  return row.id
}

/** Keeps the address of a page and has it looked at. */
export async function addListing(
  ctx: OrgContext,
  { url: given, productId }: AddListing,
): Promise<AddedListing> {
  const url = pageAddress(given)
  if (productId !== undefined) await knownProduct(ctx.db, productId)
  // A name that was typed wrong costs nothing.
  const unknown = await whyUnknown(url.hostname, ctx.hub.outside)
  if (unknown !== null) throw fieldFault('url', `${shopOf(url)} cannot be asked. ${unknown}`)
  return ctx.write(async (tx) => {
    const ofProduct = await productFor(ctx, tx, { url, ...(productId !== undefined && { productId }) })
    const id = await insertListing(ctx, tx, { url, productId: ofProduct })
    const { jobId } = await enqueueCheck(ctx, tx, { id, shop: shopOf(url), by: 'page' })
    return { id, productId: ofProduct, jobId }
  })
}

/** Says what the page leaves open. What was read before it meant something else, so that it begins anew. */
export function chooseListing(ctx: OrgContext, input: ChooseListing): Promise<Listing> {
  const { id, version, variant, currency, selector } = input
  return ctx.write(async (tx) => {
    requireVersion(await lockedListing(tx, id), version)
    const now = ctx.now()
    await tx
      .updateTable('marketplaceListing')
      .set({
        ...(variant !== undefined && { variant }),
        ...(currency !== undefined && { currencyMeant: currency }),
        ...(selector !== undefined && { selector }),
        minor: null,
        currency: null,
        wasMinor: null,
        waitingMinor: null,
        waitingCurrency: null,
        waitingBecause: null,
        waitingAt: null,
        refusedMinor: null,
        refusedCurrency: null,
        etag: null,
        modified: null,
        nextAt: now,
        updatedAt: now,
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .execute()
    tx.audit('marketplace.listing.chosen', { listing: id })
    return findListing(tx, id, now)
  })
}

/** Pauses a page, or has it watched again, also one that was given up. */
export function watchListing(ctx: OrgContext, { id, isWatched }: WatchListing): Promise<Listing> {
  return ctx.write(async (tx) => {
    await knownListing(tx, id)
    const now = ctx.now()
    await tx
      .updateTable('marketplaceListing')
      .set({
        state: isWatched ? 'watched' : 'paused',
        ...(isWatched && { nextAt: now, failingAt: null }),
        updatedAt: now,
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .execute()
    tx.audit(isWatched ? 'marketplace.listing.watched' : 'marketplace.listing.paused', { listing: id })
    return findListing(tx, id, now)
  })
}

/** With its prices, and what was told of it. */
export function removeListing(ctx: OrgContext, { id }: RemoveListing): Promise<Done> {
  return ctx.write(async (tx) => {
    const { shop } = await lockedListing(tx, id)
    await tx.deleteFrom('marketplaceListing').where('id', '=', id).execute()
    tx.audit('marketplace.listing.removed', { listing: id }, { shop })
    return done
  })
}
