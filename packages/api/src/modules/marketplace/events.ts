import { z } from 'zod'
import type { EventPayloads, EventSchemas } from '../../platform/events/topics.ts'
import { AlertId } from './alerts/schema.ts'
import { ListingId } from './listings/schema.ts'
import { ProductId, ShownPrice } from './products/schema.ts'
import { RuleKind } from './rules/schema.ts'

const permission = 'marketplace.price.read'
const ofListing = { listingId: ListingId, productId: ProductId, shop: z.string() }
const ofAlert = { alertId: AlertId, kind: RuleKind, listingId: ListingId, productId: ProductId }

export const marketplaceEvents = {
  'marketplace.price.changed': z.strictObject({ ...ofListing, from: ShownPrice, to: ShownPrice }).meta({
    permission,
    title: 'Price of a shop changed',
    description: 'A page shows another price than before.',
  }),
  'marketplace.alert.raised': z.strictObject(ofAlert).meta({
    permission,
    title: 'A price alert',
    description: 'What somebody wants to be told of a price has come to hold.',
  }),
  'marketplace.alert.settled': z.strictObject(ofAlert).meta({
    permission,
    title: 'A price alert is over',
    description: 'What was told of a price holds no more.',
  }),
  'marketplace.listing.gone': z.strictObject(ofListing).meta({
    permission,
    title: 'Page of a shop is gone',
    description: 'Two looks found that a page is not there any more.',
  }),
  'marketplace.listing.off': z.strictObject(ofListing).meta({
    permission,
    title: 'Page of a shop is given up',
    description: 'Nothing could be read there for a week, so nobody looks any more.',
  }),
  'marketplace.listing.back': z.strictObject(ofListing).meta({
    permission,
    title: 'Page of a shop is back',
    description: 'A page that was gone can be read again.',
  }),
} as const satisfies EventSchemas

type MarketplaceEvents = EventPayloads<typeof marketplaceEvents>

declare module '../../platform/events/topics.ts' {
  // oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- declaration merging
  interface ModuleEvents extends MarketplaceEvents {}
}
