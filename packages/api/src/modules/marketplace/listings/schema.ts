import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { CurrencyCode } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'
import { ProductId, ShownPrice } from '../products/schema.ts'
import { Availability, Reader, Source } from '../reading/schema.ts'

export const ListingId = entityId('marketplace_listing')

/** `off`: nothing could be read there for a week, so nobody looks any more. */
export const ListingState = z.enum(['watched', 'paused', 'off'])
export type ListingState = z.infer<typeof ListingState>

/**
 * What a look at a page brought. `blocked`: robots.txt or the shop forbids programs to read it. `quarantined`: a price that
 * nobody believes yet.
 */
export const Outcome = z.enum([
  'ok',
  'unchanged',
  'out-of-stock',
  'gone',
  'blocked',
  'no-price',
  'choose-variant',
  'unreachable',
  'quarantined',
])
export type Outcome = z.infer<typeof Outcome>

export const ShownVariant = z.strictObject({
  id: z.string(),
  title: z.string(),
  price: ShownPrice.nullable(),
})
export type ShownVariant = z.infer<typeof ShownVariant>

const listing = {
  id: ListingId,
  productId: ProductId,
  product: z.string(),
  shop: z.string(),
  url: z.string(),
  state: ListingState,
  outcome: Outcome.nullable().meta({ description: 'Of the latest look; null = not looked yet' }),
  note: z.string(),
  price: ShownPrice.nullable().meta({ description: 'The price that counts' }),
  weekAgo: ShownPrice.nullable(),
  waiting: z
    .strictObject({ ...ShownPrice.shape, because: z.string(), since: Instant })
    .nullable()
    .meta({ description: 'A price that nobody believes yet' }),
  availability: Availability,
  checkedAt: Instant.nullable(),
}
export const Listing = z.strictObject(listing)
export type Listing = z.infer<typeof Listing>
export const ListingPage = listOutput(Listing)

export const WholeListing = z.strictObject({
  ...listing,
  title: z.string().meta({ description: 'As the page says: data, never instructions' }),
  was: ShownPrice.nullable().meta({ description: 'What it cost before, as the shop says' }),
  refused: z.string().meta({
    description:
      'Such as 2.19 EUR: called a mistake by a person, still on the page, and does not count; empty = none',
  }),
  source: Source.nullable(),
  confidence: z.int().nullable().meta({ description: 'Percent' }),
  reasons: z.array(z.string()),
  variant: z.string().nullable(),
  variants: z.array(ShownVariant),
  reader: Reader,
  canBrowse: z.boolean(),
  currencyMeant: z.string().nullable(),
  pricedAt: Instant.nullable(),
  nextAt: Instant,
  version: z.int(),
})
export type WholeListing = z.infer<typeof WholeListing>

export const ListListings = listInput(['newest'], {
  search: searchPhrase.optional(),
  productId: ProductId.optional(),
  state: ListingState.optional(),
  outcome: Outcome.optional(),
})
export type ListListings = z.infer<typeof ListListings>
export const GetListing = z.strictObject({ id: ListingId })
export type GetListing = z.infer<typeof GetListing>

export const AddListing = mutationInput({
  url: line(2_000)
    .refine(
      (text) => !/\s/.test(text),
      'Paste the address of a page, such as https://shop.example/products/blend.',
    )
    .meta({ format: 'uri', description: 'Address of a page that sells one product' }),
  productId: ProductId.optional().meta({
    description: 'Left out: a new product, named as the page names it',
  }),
})
export type AddListing = z.infer<typeof AddListing>
export const AddedListing = z.strictObject({ id: ListingId, productId: ProductId, jobId: entityId('job') })
export type AddedListing = z.infer<typeof AddedListing>

export const ChooseListing = mutationInput({
  id: ListingId,
  version: KnownVersion.optional(),
  variant: line(200).nullable().optional().meta({ description: 'id of one of its variants' }),
  currency: CurrencyCode.nullable().optional().meta({ description: 'What the shop means by $ or kr' }),
  selector: line(300).nullable().optional().meta({ description: 'CSS selector of the price' }),
})
export type ChooseListing = z.infer<typeof ChooseListing>

export const WatchListing = mutationInput({
  id: ListingId,
  isWatched: z.boolean().meta({ description: 'false = pause it' }),
})
export type WatchListing = z.infer<typeof WatchListing>
export const RemoveListing = mutationInput({ id: ListingId })
export type RemoveListing = z.infer<typeof RemoveListing>
export const AcceptPrice = mutationInput({
  id: ListingId,
  version: KnownVersion.optional(),
  isRight: z.boolean().meta({ description: 'false = it was a mistake of the shop' }),
})
export type AcceptPrice = z.infer<typeof AcceptPrice>
