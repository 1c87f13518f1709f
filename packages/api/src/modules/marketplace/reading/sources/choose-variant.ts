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

/** By what was asked, else by the address of the page; any will do where all cost the same. */
export function chooseVariant<T extends PlacedVariant>(variants: readonly T[], asked: Asked): Choice<T> {
  const [first] = variants
  if (!first) return { chosen: null, mustChoose: false, reasons: [] }
  const reasons: string[] = []
  for (const wanted of [asked.variant, variantInUrl(asked.url)]) {
    if (wanted === null) continue
    const chosen = variants.find((one) => isAsked(one, plain(wanted)))
    if (chosen)
      return { chosen, mustChoose: false, reasons: [`This is the price of “${chosen.title || chosen.id}”.`] }
    if (wanted === asked.variant && variants.length > 1) {
      const lost = `The variant “${wanted.slice(0, 80)}” is not on the page any more.`
      return { chosen: null, mustChoose: true, reasons: [lost] }
    }
  }
  const here = placeOf(asked.url)
  const own = variants.filter(({ url }) => url !== null && placeOf(url) === here)
  if (own.length === 1 && own[0]) return { chosen: own[0], mustChoose: false, reasons }
  const priced = variants.filter(({ price }) => price !== null)
  const isOne = priced.every(({ price }) => sameMoney(price, priced[0]?.price ?? null))
  const chosen = priced.find(({ availability }) => availability === 'in-stock') ?? priced[0] ?? first
  if (isOne) return { chosen, mustChoose: false, reasons }
  return { chosen: null, mustChoose: true, reasons: [`${priced.length} variants cost different amounts.`] }
}
