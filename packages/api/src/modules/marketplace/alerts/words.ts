import { priceText } from '../money.ts'
import type { Alert } from './schema.ts'

type Told = Pick<Alert, 'kind' | 'product' | 'shop' | 'from' | 'price'>

/** What an alert says, in one line. */
export function alertWords({ kind, product, shop, from, price }: Told): string {
  if (kind === 'stock') return `${shop} has sold out of ${product}`
  const now = price === null ? 'another price' : priceText(price)
  if (from === null) return `${shop} asks ${now} for ${product}`
  return `${shop} went from ${priceText(from)} to ${now} for ${product}`
}
