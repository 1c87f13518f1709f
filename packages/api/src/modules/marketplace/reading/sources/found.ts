import type { Money, Note, ReadingHints } from '../money-text.ts'
import type { Availability, Source } from '../schema.ts'

export interface Variant {
  /** What to ask for it by: its number in the shop, else its SKU, GTIN, address or name. */
  id: string
  title: string
  sku: string | null
  gtin: string | null
  price: Money | null
  compareAt: Money | null
  availability: Availability
}

/** What one source says of the product that the page is about. */
export interface Found {
  source: Source
  price: Money | null
  /** What its digits say if their one separator means the other thing. */
  other: Money | null
  compareAt: Money | null
  availability: Availability
  title: string | null
  gtin: string | null
  sku: string | null
  variants: readonly Variant[]
  /** Variants cost different amounts, and nothing says which one is meant. */
  mustChoose: boolean
  notes: readonly Note[]
  /** From 0 to 1: how surely this is about the main product. */
  fit: number
  /** In words, what else is to be known of it. */
  reasons: readonly string[]
}

/** What is looked for, and what is known of the page beside its data. */
export interface Asked {
  url: string
  canonical: string | null
  /** As a person chose it; null where nobody did. */
  variant: string | null
  /** Names that the page gives its product: of the heading, of Open Graph, of the window. */
  titles: readonly string[]
  hints: ReadingHints
}

export const nothingOf = (source: Source): Found => ({
  source,
  price: null,
  other: null,
  compareAt: null,
  availability: 'unknown',
  title: null,
  gtin: null,
  sku: null,
  variants: [],
  mustChoose: false,
  notes: [],
  fit: 1,
  reasons: [],
})

/** Words for addresses of schema.org and those of Open Graph; what can only be ordered for later is neither. */
export function availabilityOf(text: string): Availability {
  const word = text
    .replace(/^.*\//, '')
    .replaceAll(/[\s_-]/g, '')
    .toLowerCase()
  if (
    ['instock', 'limitedavailability', 'onlineonly', 'instoreonly', 'availableforsale', 'available'].includes(
      word,
    )
  )
    return 'in-stock'
  return ['outofstock', 'soldout', 'discontinued', 'oos'].includes(word) ? 'out-of-stock' : 'unknown'
}

/** 8 to 14 digits (GTIN-8, UPC, EAN, GTIN-14); null for what is none. */
export function gtinOf(text: string | null): string | null {
  const digits = (text ?? '').replaceAll(/[\s-]/g, '')
  return /^(?:\d{8}|\d{12,14})$/.test(digits) ? digits : null
}
