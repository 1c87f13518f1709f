import { currencyDigits } from '../../../../shared/currencies.ts'
import { settle, signsIn } from '../currency-signs.ts'
import { readMoney, readNumber } from '../money-text.ts'
import type { Money, Note, ReadingHints, WrittenPrice } from '../money-text.ts'
import { WRITTEN } from '../page.ts'
import type { DataNode, DataValue } from '../page.ts'
import { availabilityOf, gtinOf } from './found.ts'
import type { PlacedVariant } from './choose-variant.ts'
import { isNode, listOf, nodesOf, resolved, textOf, typesOf } from './nodes.ts'

/** An offer as a variant, with what its price leaves open. */
export interface ReadOffer extends PlacedVariant {
  other: Money | null
  notes: readonly Note[]
  /** It gives a price of zero, which mostly stands for one on request. */
  isZero: boolean
}

/** The currency that a field names, also by a sign; null where it names none. */
function codeOf(value: DataValue | undefined, hints: ReadingHints): string | null {
  const text = textOf(value)
  if (text === null) return null
  const code = text.toUpperCase()
  if (currencyDigits(code) !== null) return code
  const [found] = signsIn(text, hints)
  return found ? settle(found.sign, hints).code : null
}

/** A price of structured data: a number, a decimal, or what stands in the page. */
function priceIn(value: DataValue | undefined, hints: ReadingHints): WrittenPrice | null {
  const [first] = listOf(value)
  if (typeof first === 'number') return readNumber(first, hints.declared ?? null)
  if (typeof first === 'string') return readMoney(first, { ...hints, isMachine: true })
  if (!isNode(first)) return null
  const written = first[WRITTEN]
  if (typeof written === 'string') return readMoney(written, hints)
  const inner = first['@value'] ?? first['price'] ?? first['value']
  return typeof inner === 'string' || typeof inner === 'number' ? priceIn(inner, hints) : null
}

const OLD_TYPES = /listprice|strikethrough|msrp|srp|regularprice|suggested/i
const isOld = (specification: DataNode) => OLD_TYPES.test(textOf(specification['priceType']) ?? '')
const isOfMeasure = (specification: DataNode) => specification['referenceQuantity'] !== undefined
const isOfMembers = (specification: DataNode) => specification['validForMemberTier'] !== undefined

interface OfferPrice {
  price: WrittenPrice | null
  compareAt: Money | null
  notes: Note[]
}

/** Of several specifications, the one that is asked for one piece today. */
function specified(offer: DataNode, hints: ReadingHints): OfferPrice {
  const all = nodesOf(offer['priceSpecification'])
  const read = (one: DataNode) =>
    priceIn(one['price'], { ...hints, declared: codeOf(one['priceCurrency'], hints) ?? hints.declared })
  const now = all.filter((one) => !isOld(one) && !isOfMembers(one))
  const chosen = now.find((one) => !isOfMeasure(one)) ?? now[0]
  const old = all.find(isOld)
  const notes: Note[] = chosen && isOfMeasure(chosen) ? ['per-unit'] : []
  return { price: chosen ? read(chosen) : null, compareAt: old ? (read(old)?.price ?? null) : null, notes }
}

function priceOf(offer: DataNode, outer: ReadingHints): OfferPrice {
  const hints = { ...outer, declared: codeOf(offer['priceCurrency'], outer) ?? outer.declared }
  const { price: inSpecification, compareAt, notes } = specified(offer, hints)
  const direct = priceIn(offer['price'], hints)
  if (direct) return { price: direct, compareAt, notes: [] }
  if (inSpecification) return { price: inSpecification, compareAt, notes }
  const [low, high] = [priceIn(offer['lowPrice'], hints), priceIn(offer['highPrice'], hints)]
  const isRange = low !== null && high !== null && high.price.minor !== low.price.minor
  return { price: low, compareAt: null, notes: isRange ? ['range'] : [] }
}

export function gtinIn(node: DataNode): string | null {
  const names = ['gtin13', 'gtin', 'gtin14', 'gtin12', 'gtin8', 'ean', 'isbn']
  return names.map((name) => gtinOf(textOf(node[name]))).find((gtin) => gtin !== null) ?? null
}

const absolute = (url: string | null, base: string): string | null =>
  url === null ? null : (URL.parse(url, base)?.href ?? null)

/** Of an offer, else of its product. */
const textIn = (nodes: readonly DataNode[], name: string): string | null =>
  nodes.map((node) => textOf(node[name])).find((text) => text !== null) ?? null

interface OfferPlace {
  product: DataNode
  hints: ReadingHints
  url: string
}

type Prices = Pick<ReadOffer, 'price' | 'compareAt' | 'other' | 'notes' | 'isZero'>

function pricesIn(offer: DataNode, hints: ReadingHints): Prices {
  const { price, compareAt, notes } = priceOf(offer, hints)
  if (!price) return { price: null, compareAt: null, other: null, notes: [], isZero: false }
  const was = compareAt ?? price.was
  const isZero = price.price.minor === 0n
  return {
    price: isZero ? null : price.price,
    compareAt: was && was.minor > price.price.minor ? was : null,
    other: price.other,
    notes: [...price.notes.filter((one) => one !== 'bare'), ...notes],
    isZero,
  }
}

/** One offer of a product; what it does not say itself is taken from the product. */
export function readOffer(offer: DataNode, { product, hints, url }: OfferPlace): ReadOffer {
  const both = [offer, product]
  const sku = textIn(both, 'sku')
  const gtin = gtinIn(offer) ?? gtinIn(product)
  const place = absolute(textIn(both, 'url'), url)
  const title = textIn(both, 'name') ?? ''
  return {
    id: sku ?? gtin ?? place ?? title,
    title,
    sku,
    gtin,
    availability: availabilityOf(textOf(offer['availability']) ?? ''),
    url: place,
    ...pricesIn(offer, hints),
  }
}

/** The offers of a product, those that an aggregate holds in place of it; the aggregate itself where it holds none. */
export function offersOf(product: DataNode, byId: ReadonlyMap<string, DataNode>): DataNode[] {
  return nodesOf(product['offers'])
    .map((offer) => resolved(offer, byId))
    .flatMap((offer) => {
      const inner = typesOf(offer).includes('aggregateoffer') ? nodesOf(offer['offers']) : []
      const priced = inner
        .map((one) => resolved(one, byId))
        .filter((one) => one['price'] !== undefined || one['priceSpecification'] !== undefined)
      // Some give the currency once, for all.
      const currency = offer['priceCurrency']
      if (priced.length > 0)
        return currency === undefined ? priced : priced.map((one) => ({ priceCurrency: currency, ...one }))
      return [offer]
    })
    .slice(0, 250)
}
