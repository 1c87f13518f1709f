import type { Listing, Outcome } from './schema.ts'

/** "House blend at copperleaf.example" */
export const listingName = ({ product, shop }: Pick<Listing, 'product' | 'shop'>): string =>
  `${product} at ${shop}`

/** What a look at a page brought, in the words of a line. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  ok: 'a new price',
  unchanged: 'the same as before',
  'out-of-stock': 'sold out',
  gone: 'the page is gone',
  blocked: 'the shop does not let programs read it',
  'no-price': 'no price was found on the page',
  'choose-variant': 'a variant is to be chosen',
  unreachable: 'the shop was not reached',
  quarantined: 'a price that is hard to believe',
}
