import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { Amount, CurrencyCode } from '../../../shared/money.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'

export const ProductId = entityId('marketplace_product')

/** A price as it is sent; nobody can say which currency where that is null. */
export const ShownPrice = z.strictObject({ amount: z.string(), currency: z.string().nullable() })
export type ShownPrice = z.infer<typeof ShownPrice>

const product = {
  id: ProductId,
  name: z.string(),
  price: ShownPrice.nullable().meta({ description: 'What you ask for it' }),
  gtin: z.string().nullable(),
  lowest: z
    .strictObject({ ...ShownPrice.shape, shop: z.string() })
    .nullable()
    .meta({ description: 'Elsewhere, in the currency of your price' }),
  middle: ShownPrice.nullable().meta({ description: 'Median elsewhere' }),
  listings: z.int().meta({ description: 'Pages of shops it is compared with' }),
  watched: z.int().meta({ description: 'Of those, what is looked at every day' }),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
}
export const Product = z.strictObject(product)
export type Product = z.infer<typeof Product>
export const ProductPage = listOutput(Product)

export const ListProducts = listInput(['newest', 'name'], { search: searchPhrase.optional() })
export type ListProducts = z.infer<typeof ListProducts>
export const GetProduct = z.strictObject({ id: ProductId })
export type GetProduct = z.infer<typeof GetProduct>

const name = line(200)
const price = Amount.refine(
  (amount) => !amount.startsWith('-') && /[1-9]/.test(amount),
  'A price is above zero. Leave it empty where you ask for none.',
)
const gtin = z
  .string()
  .regex(/^(?:\d{8}|\d{12,14})$/, 'Write the number under the bar code: 8, 12, 13 or 14 digits.')

export const CreateProduct = mutationInput({
  name,
  price: price.optional(),
  currency: CurrencyCode.optional(),
  gtin: gtin.optional(),
})
export type CreateProduct = z.infer<typeof CreateProduct>
export const UpdateProduct = mutationInput({
  id: ProductId,
  version: KnownVersion.optional(),
  name: name.optional(),
  price: price.nullable().optional(),
  currency: CurrencyCode.optional(),
  gtin: gtin.nullable().optional(),
})
export type UpdateProduct = z.infer<typeof UpdateProduct>
export const RemoveProduct = mutationInput({ id: ProductId })
export type RemoveProduct = z.infer<typeof RemoveProduct>

export const ReadPressing = NoInput
export type ReadPressing = z.infer<typeof ReadPressing>
export const PressingProduct = z.strictObject({
  product: Product.nullable(),
  shops: z
    .array(
      z.strictObject({ listingId: entityId('marketplace_listing'), shop: z.string(), price: ShownPrice }),
    )
    .meta({ description: 'What it costs elsewhere, the cheapest first' }),
  tracked: z.int().meta({ description: 'How many products there are' }),
  moved: z.int().meta({ description: 'Prices of shops that moved in the last 24 hours' }),
})
export type PressingProduct = z.infer<typeof PressingProduct>

export const ReadHistory = z.strictObject({
  id: ProductId,
  days: z.int().min(1).max(3_660).default(60).meta({ description: 'How many days back' }),
})
export type ReadHistory = z.infer<typeof ReadHistory>
export const History = z.strictObject({
  currency: z.string().nullable(),
  series: z.array(
    z.strictObject({
      listingId: entityId('marketplace_listing').nullable().meta({ description: 'null = your own price' }),
      shop: z.string().nullable(),
      points: z
        .array(z.strictObject({ at: Instant, amount: z.string().nullable() }))
        .meta({ description: 'Changes: each holds until the next' }),
    }),
  ),
})
export type History = z.infer<typeof History>
