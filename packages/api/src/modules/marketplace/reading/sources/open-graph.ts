import { currencyDigits } from '../../../../shared/currencies.ts'
import { readMoney } from '../money-text.ts'
import type { Money, ReadingHints, WrittenPrice } from '../money-text.ts'
import { availabilityOf, gtinOf, nothingOf } from './found.ts'
import type { Asked, Found } from './found.ts'

type Meta = ReadonlyMap<string, string>

const first = (meta: Meta, names: readonly string[]): string | null =>
  names.map((name) => meta.get(name)).find((value) => value !== undefined && value !== '') ?? null

/** The code that the head of a page gives for its prices; null where it gives none. */
export function currencyInHead(meta: Meta): string | null {
  const names = [
    'product:price:currency',
    'og:price:currency',
    'product:sale_price:currency',
    'pricecurrency',
    'twitter:currency',
  ]
  const code = first(meta, names)?.toUpperCase() ?? ''
  return currencyDigits(code) === null ? null : code
}

const SALE = ['product:sale_price:amount']
const USUAL = ['product:price:amount', 'og:price:amount', 'price']
const BEFORE = ['product:original_price:amount', 'og:price:standard_amount']
/** Twitter's second line is whatever the shop likes, so it counts only with its currency. */
const LABEL = ['twitter:data1']

function priceIn(meta: Meta, hints: ReadingHints): WrittenPrice | null {
  const amount = first(meta, SALE) ?? first(meta, USUAL)
  if (amount !== null) return readMoney(amount, { ...hints, isMachine: true })
  const label = readMoney(first(meta, LABEL) ?? '', hints)
  return label?.notes.includes('bare') || label?.notes.includes('free') ? null : label
}

function oldPriceIn(meta: Meta, hints: ReadingHints): Money | null {
  const before = first(meta, BEFORE) ?? (first(meta, SALE) === null ? null : first(meta, USUAL))
  return before === null ? null : (readMoney(before, { ...hints, isMachine: true })?.price ?? null)
}

const ZERO = 'The price in the head of the page is 0, which mostly means that it is told on request.'

/** Prices in the head of a page, as Open Graph and its kin write them; null where there is none. */
export function readOpenGraph(meta: Meta, asked: Asked): Found | null {
  const hints = { ...asked.hints, declared: currencyInHead(meta) ?? asked.hints.declared }
  const read = priceIn(meta, hints)
  if (!read) return null
  const was = oldPriceIn(meta, hints)
  const isZero = read.price.minor === 0n
  return {
    ...nothingOf('open-graph'),
    price: isZero ? null : read.price,
    other: read.other,
    compareAt: was && was.minor > read.price.minor ? was : null,
    availability: availabilityOf(first(meta, ['product:availability', 'og:availability']) ?? ''),
    title: first(meta, ['og:title', 'twitter:title']),
    gtin: gtinOf(first(meta, ['product:ean', 'product:gtin', 'product:upc', 'og:upc', 'product:isbn'])),
    sku: first(meta, ['product:retailer_item_id', 'product:sku']),
    notes: read.notes.filter((note) => note !== 'bare'),
    reasons: isZero ? [ZERO] : [],
  }
}
