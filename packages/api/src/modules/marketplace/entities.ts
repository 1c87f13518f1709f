import type { EntityDeclaration } from '../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../platform/catalog/find.ts'
import { alertsById } from './alerts/service.ts'
import { alertWords } from './alerts/words.ts'
import type { Competitor } from './competitors/schema.ts'
import type { Listing } from './listings/schema.ts'
import type { Product } from './products/schema.ts'
import { listingName } from './listings/words.ts'
import type { Rule } from './rules/schema.ts'
import { ruleName } from './rules/words.ts'

const permission = 'marketplace.price.read'
const link = '/o/{org}/marketplace'

const findProduct: FindDeclaration<Product> = {
  path: 'modules.marketplace.products.list',
  words: 'search',
  row: ({ id, name, price }) => ({
    id,
    name,
    detail: price === null ? 'no own price' : `${price.amount} ${price.currency ?? ''}`.trim(),
  }),
}

const findListing: FindDeclaration<Listing> = {
  path: 'modules.marketplace.listings.list',
  words: 'search',
  row: ({ id, shop, product }) => ({
    id,
    name: listingName({ shop, product }),
    detail: null,
    also: [shop],
  }),
}

const findCompetitor: FindDeclaration<Competitor> = {
  path: 'modules.marketplace.competitors.list',
  words: 'search',
  row: ({ id, name, reasons }) => ({ id, name, detail: reasons[0] ?? null }),
}

export const marketplaceEntities = {
  marketplace_product: {
    noun: 'Tracked product',
    synonyms: ['product', 'tracked price', 'watched product'],
    find: findProduct,
    link: `${link}/{id}`,
    names: (db, ids) =>
      db.selectFrom('marketplaceProduct').select(['id', 'name']).where('id', 'in', ids).execute(),
    permission,
    ofPerson: { file: 'tracked-products.json', whenTheyLeave: 'kept' },
    target: 'product',
    verbs: {
      'marketplace.product.added': 'began to track the price of {product}',
      'marketplace.product.changed': 'changed {product}',
      'marketplace.product.removed': 'removed a tracked product',
    },
    example: async (call) =>
      ((await call('modules.marketplace.products.create', { name: `Blend ${Date.now()}` })) as Product).id,
  },
  marketplace_listing: {
    noun: 'Page of a shop',
    plural: 'Pages of shops',
    synonyms: ['shop page', 'competitor page', 'shop', 'rival'],
    find: findListing,
    link: `${link}/{part}?listing={id}`,
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('marketplaceListing as l')
        .innerJoin('marketplaceProduct as p', 'p.id', 'l.productId')
        .select(['l.id', 'l.shop', 'p.name as product', 'l.productId'])
        .where('l.id', 'in', ids)
        .execute()
      return rows.map(({ id, shop, product, productId }) => ({
        id,
        name: listingName({ shop, product }),
        partOf: { entity: 'marketplace_product', id: productId },
      }))
    },
    permission,
    ofPerson: { file: 'watched-pages.json', whenTheyLeave: 'kept' },
    target: 'listing',
    verbs: {
      'marketplace.listing.added': 'began to watch {listing}',
      'marketplace.listing.checked': 'had the price of {listing} looked at',
      'marketplace.listing.held': 'could not look at {listing}',
      'marketplace.listing.chosen': 'chose what is meant by {listing}',
      'marketplace.listing.watched': 'went on watching {listing}',
      'marketplace.listing.paused': 'paused {listing}',
      'marketplace.listing.removed': 'removed a page of a shop',
      'marketplace.price.accepted': 'said that the price of {listing} is right',
      'marketplace.price.refused': 'said that the price of {listing} is a mistake',
    },
  },
  marketplace_rule: {
    noun: 'Price rule',
    permission,
    link,
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('marketplaceRule as r')
        .leftJoin('marketplaceProduct as p', 'p.id', 'r.productId')
        .select(['r.id', 'p.name', 'r.kind'])
        .where('r.id', 'in', ids)
        .execute()
      return rows.map(({ id, name, kind }) => ({
        id,
        name: ruleName({ kind, product: name }),
      }))
    },
    ofPerson: { file: 'price-rules.json', whenTheyLeave: 'kept' },
    target: 'rule',
    verbs: {
      'marketplace.rule.added': 'asked to be told of a price[: {rule}]',
      'marketplace.rule.changed': 'changed when to be told of a price[: {rule}]',
      'marketplace.rule.removed': 'ended being told of a price',
    },
    example: async (call) =>
      ((await call('modules.marketplace.rules.create', { kind: 'undercut' })) as Rule).id,
  },
  marketplace_competitor: {
    noun: 'Competitor',
    synonyms: ['rival', 'rival business'],
    find: findCompetitor,
    link: `${link}/competitors`,
    permission,
    names: (db, ids) =>
      db.selectFrom('marketplaceCompetitor').select(['id', 'name']).where('id', 'in', ids).execute(),
    ofPerson: { file: 'competitors.json', whenTheyLeave: 'kept' },
    target: 'competitor',
    verbs: {
      'marketplace.competitors.sought': 'looked for {what|businesses} near {near|a place}',
      'marketplace.competitors.found': 'found {what|businesses} near {near|a place}[ ({count})]',
      'marketplace.competitors.forgotten': 'forgot businesses that nobody follows[ ({count})]',
      'marketplace.competitor.followed': 'began to follow {competitor}',
      'marketplace.competitor.dismissed': 'dismissed a competitor',
    },
  },
  marketplace_alert: {
    noun: 'Price alert',
    link: `${link}/{part}`,
    permission,
    names: async (db, ids) =>
      (await alertsById(db, ids)).map((alert) => ({
        id: alert.id,
        name: alertWords(alert),
        partOf: { entity: 'marketplace_product', id: alert.productId },
      })),
    ofPerson: { none: 'what a shop asks for a product' },
    target: 'alert',
    verbs: { 'marketplace.alert.tasked': 'made a task of {alert}' },
  },
} as const satisfies Record<string, EntityDeclaration>
