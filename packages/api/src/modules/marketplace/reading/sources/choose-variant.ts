import type { Money } from '../money-text.ts'
import type { Asked, Variant } from './found.ts'

/** A variant with the address of its own page, where it has one. */
export interface PlacedVariant extends Variant {
  url: string | null
}

export interface Choice<T> {
  /** Null where nobody can say which is meant. */
  chosen: T | null
  mustChoose: boolean
  reasons: string[]
}

const plain = (text: string | null) => (text ?? '').trim().toLowerCase()

function isAsked(variant: PlacedVariant, wanted: string): boolean {
  return [variant.id, variant.sku, variant.gtin, variant.title].some(
    (name) => name !== null && plain(name) === wanted,
  )
}

const placeOf = (url: string): string | null => {
  const { host, pathname, search } = URL.parse(url) ?? {}
  return host === undefined ? null : `${host.replace(/^www\./, '')}${pathname?.replace(/\/$/, '')}${search}`
}

/** The number of a variant in addresses of shops, such as `?variant=41`. */
const variantInUrl = (url: string): string | null => {
  const search = URL.parse(url)?.searchParams
  return search?.get('variant') ?? search?.get('sku') ?? null
}

const sameMoney = (one: Money | null, other: Money | null) =>
  one?.minor === other?.minor && one?.currency === other?.currency

const chose = <T extends PlacedVariant>(chosen: T, reasons: string[]): Choice<T> => ({
  chosen,
  mustChoose: false,
  reasons,
})
const open = (why: string): Choice<never> => ({ chosen: null, mustChoose: true, reasons: [why] })

function byName<T extends PlacedVariant>(variants: readonly T[], wanted: string | null): Choice<T> | null {
  const found = wanted === null ? undefined : variants.find((one) => isAsked(one, plain(wanted)))
  return found ? chose(found, [`This is the price of “${found.title || found.id}”.`]) : null
}

/** The only one that has this address. */
function byPlace<T extends PlacedVariant>(variants: readonly T[], url: string): Choice<T> | null {
  const here = placeOf(url)
  const [own, ...others] = variants.filter((one) => one.url !== null && placeOf(one.url) === here)
  return own && others.length === 0 ? chose(own, []) : null
}

/** By what was asked, else by the address of the page; any will do where all cost the same. */
export function chooseVariant<T extends PlacedVariant>(variants: readonly T[], asked: Asked): Choice<T> {
  const [first] = variants
  if (!first) return { chosen: null, mustChoose: false, reasons: [] }
  const named = byName(variants, asked.variant)
  if (named) return named
  if (asked.variant !== null && variants.length > 1)
    return open(`The variant “${asked.variant.slice(0, 80)}” is not on the page any more.`)
  const placed = byName(variants, variantInUrl(asked.url)) ?? byPlace(variants, asked.url)
  if (placed) return placed
  const priced = variants.filter(({ price }) => price !== null)
  const isOne = priced.every(({ price }) => sameMoney(price, priced[0]?.price ?? null))
  if (!isOne) return open(`${priced.length} variants cost different amounts.`)
  return chose(priced.find(({ availability }) => availability === 'in-stock') ?? priced[0] ?? first, [])
}

/** What a chosen variant says of its product. */
export function pricesOf({
  price,
  compareAt,
  availability,
  gtin,
  sku,
}: Variant): Pick<Variant, 'price' | 'compareAt' | 'availability' | 'gtin' | 'sku'> {
  return { price, compareAt, availability, gtin, sku }
}

export function withoutPlace(variant: Variant): Variant {
  const { id, title } = variant
  return { id, title, ...pricesOf(variant) }
}
