import { currencyDigits } from '../../../../shared/currencies.ts'
import { readMoney } from '../money-text.ts'
import type { Money } from '../money-text.ts'
import { chooseVariant, pricesOf, withoutPlace } from './choose-variant.ts'
import type { PlacedVariant } from './choose-variant.ts'
import { parseJson } from './json-text.ts'
import { gtinOf, nothingOf } from './found.ts'
import type { Asked, Found } from './found.ts'
import type { Availability } from '../schema.ts'

const MOST_VARIANTS = 250

type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 300) : null

/**
 * Amounts of `product.js` are hundredths in every currency: 1,000 yen are 100000 there, since Shopify puts two digits to those
 * that have none. Null where the amount is none.
 */
export function moneyOfHundredths(value: unknown, code: string | null): Money | null {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value <= 0 || value >= 1e14) return null
  const digits = code === null ? 2 : (currencyDigits(code) ?? 2)
  const minor = (BigInt(value) * 10n ** BigInt(digits) + 50n) / 100n
  return { minor, currency: code }
}

/** Amounts of `product.json` are decimal strings. */
function moneyOfText(value: unknown, code: string | null): Money | null {
  const price =
    typeof value === 'string' ? readMoney(value, { declared: code, isMachine: true })?.price : null
  return price && price.minor > 0n ? price : null
}

function variantOf(fields: Fields, code: string | null, isMinor: boolean): PlacedVariant {
  const own = textOf(fields['price_currency'])
  const currency = own !== null && currencyDigits(own) !== null ? own : code
  const money = (name: string) =>
    isMinor ? moneyOfHundredths(fields[name], code) : moneyOfText(fields[name], currency)
  const [price, compareAt] = [money('price'), money('compare_at_price')]
  const { available } = fields
  const availability: Availability =
    typeof available !== 'boolean' ? 'unknown' : available ? 'in-stock' : 'out-of-stock'
  return {
    id: textOf(fields['id']) ?? textOf(fields['sku']) ?? '',
    title: textOf(fields['title']) ?? '',
    sku: textOf(fields['sku']) || null,
    gtin: gtinOf(textOf(fields['barcode'])),
    price,
    compareAt: price && compareAt && compareAt.minor > price.minor ? compareAt : null,
    availability,
    url: null,
  }
}

interface ProductFile {
  product: Fields
  /** Whether its amounts are hundredths: only the `.json` has the product one level down. */
  isMinor: boolean
}

function productFile(body: string): ProductFile | null {
  const parsed = parseJson(body)
  if (!isFields(parsed)) return null
  const { product } = parsed
  return isFields(product) ? { product, isMinor: false } : { product: parsed, isMinor: true }
}

const ZERO = 'The product file of the shop gives no price above zero.'

/** What the product file of a Shopify shop says, `product.js` or `product.json`; null where it is none. */
export function readShopify(body: string, asked: Asked): Found | null {
  const file = productFile(body)
  const listed: unknown = file?.product['variants']
  if (!file || !Array.isArray(listed)) return null
  const code = asked.hints.declared ?? null
  const variants = listed
    .slice(0, MOST_VARIANTS)
    .flatMap((one: unknown) => (isFields(one) ? variantOf(one, code, file.isMinor) : []))
  if (variants.length === 0) return null
  const { chosen, mustChoose, reasons } = chooseVariant(variants, asked)
  return {
    ...nothingOf('shopify'),
    ...(chosen && pricesOf(chosen)),
    title: textOf(file.product['title']),
    variants: variants.length > 1 ? variants.map(withoutPlace) : [],
    mustChoose,
    reasons: [...reasons, ...(chosen && chosen.price === null ? [ZERO] : [])],
  }
}
