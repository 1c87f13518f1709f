import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { lockRow, takeTurn } from '../../../platform/data/locks.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { requireVersion } from '../../../platform/data/versions.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { minorOf } from '../money.ts'
import { judgeProduct } from '../rules/judge-listing.ts'
import { findProduct, knownProduct, selectProducts, toProduct } from './queries.ts'
import type { KnownProduct } from './queries.ts'
import type {
  CreateProduct,
  GetProduct,
  ListProducts,
  Product,
  RemoveProduct,
  UpdateProduct,
} from './schema.ts'

/** More than a small business compares, and few enough that every page can be looked at daily. */
const MOST_PRODUCTS = 2_000

export async function listProducts(ctx: OrgContext, input: ListProducts): Promise<Page<Product>> {
  const { search = '', sort } = input
  const found = selectProducts(ctx.db).where(sql<boolean>`strpos(lower(p.name), lower(${search})) > 0`)
  const page = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.marketplace.products.list', orgId: ctx.org.orgId },
    columns:
      sort === 'name'
        ? [
            { expression: sql`lower(p.name)`, type: 'text', direction: 'asc' },
            { expression: sql`p.id`, type: 'uuid', direction: 'asc' },
          ]
        : [{ expression: sql`p.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
  return { ...page, items: page.items.map(toProduct) }
}

export const getProduct = ({ db }: OrgContext, { id }: GetProduct): Promise<Product> => findProduct(db, id)

interface OwnPrice {
  minor: bigint
  currency: string
}

/** A price needs a currency; one that was sold before keeps the one it had. Throws a BAD_REQUEST. */
function ownPrice(price: string, currency: string | null | undefined): OwnPrice {
  if (currency === null || currency === undefined)
    throw fieldFault('currency', 'Say which currency the price is in, such as EUR.')
  return { minor: minorOf(price, { currency, path: 'price' }), currency }
}

interface NewProduct {
  name: string
  price?: OwnPrice | null
  gtin?: string | null
}

/** Throws a CONFLICT where there are too many. */
export async function insertProduct(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { name, price = null, gtin = null }: NewProduct,
): Promise<string> {
  await takeTurn(tx, `marketplace.products|${ctx.org.orgId}`)
  const { count } = await tx
    .selectFrom('marketplaceProduct')
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  if (count >= MOST_PRODUCTS)
    throw new AppError('CONFLICT', {
      message: `There are ${MOST_PRODUCTS} products already, which is the most. Remove one first.`,
    })
  const [id, now] = [uuidv7(), ctx.now()]
  await tx
    .insertInto('marketplaceProduct')
    .values({
      id,
      orgId: ctx.org.orgId,
      name,
      minor: price?.minor ?? null,
      currency: price?.currency ?? null,
      gtin,
      createdById: ctx.actor.userId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  tx.audit('marketplace.product.added', { product: id }, { name })
  if (price) await keepOwnPrice(ctx, tx, { id, price })
  return id
}

interface Priced {
  id: string
  price: OwnPrice | null
}

/** The chart shows what was asked when; who is told of it is judged anew, since their own price is what others undercut. */
async function keepOwnPrice(ctx: OrgContext, tx: OrgWriteTx, { id, price }: Priced): Promise<void> {
  await tx
    .insertInto('marketplacePrice')
    .values({
      id: uuidv7(),
      orgId: ctx.org.orgId,
      productId: id,
      listingId: null,
      minor: price?.minor ?? null,
      currency: price?.currency ?? null,
      seenAt: ctx.now(),
    })
    .execute()
}

export function createProduct(ctx: OrgContext, input: CreateProduct): Promise<Product> {
  const { name, price, currency, gtin } = input
  return ctx.write(async (tx) => {
    const own = price === undefined ? null : ownPrice(price, currency)
    const id = await insertProduct(ctx, tx, { name, price: own, gtin: gtin ?? null })
    return findProduct(tx, id)
  })
}

/** The price after a change; undefined where it stays. */
function priceAfter(before: KnownProduct, { price, currency }: UpdateProduct): OwnPrice | null | undefined {
  if (price === null) return null
  if (price !== undefined) return ownPrice(price, currency ?? before.currency)
  if (currency === undefined || currency === before.currency) return undefined
  throw fieldFault('price', 'Say the price in the other currency as well.')
}

export function updateProduct(ctx: OrgContext, input: UpdateProduct): Promise<Product> {
  const { id, version, name, gtin } = input
  return ctx.write(async (tx) => {
    await lockRow(tx, 'marketplaceProduct', id)
    const before = await knownProduct(tx, id)
    requireVersion(before, version)
    const price = priceAfter(before, input)
    await tx
      .updateTable('marketplaceProduct')
      .set({
        ...(name !== undefined && { name }),
        ...(gtin !== undefined && { gtin }),
        ...(price !== undefined && { minor: price?.minor ?? null, currency: price?.currency ?? null }),
        updatedAt: ctx.now(),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .execute()
    tx.audit('marketplace.product.changed', { product: id })
    if (price !== undefined) {
      await keepOwnPrice(ctx, tx, { id, price })
      await judgeProduct(ctx, tx, id)
    }
    return findProduct(tx, id)
  })
}

/** With its pages, their prices and the rules for it. */
export function removeProduct(ctx: OrgContext, { id }: RemoveProduct): Promise<Done> {
  return ctx.write(async (tx) => {
    await lockRow(tx, 'marketplaceProduct', id)
    const { name } = await knownProduct(tx, id)
    await tx.deleteFrom('marketplaceProduct').where('id', '=', id).execute()
    tx.audit('marketplace.product.removed', { product: id }, { name })
    return done
  })
}
