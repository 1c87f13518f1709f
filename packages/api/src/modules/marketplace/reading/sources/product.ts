import type { Asked, Found } from './found.ts'
import type { Source } from '../schema.ts'
import { nothingOf } from './found.ts'
import { chooseVariant, pricesOf, withoutPlace } from './choose-variant.ts'
import { nodesOf, resolved, textOf } from './nodes.ts'
import type { Nodes, ProductNode } from './nodes.ts'
import { comparableOffers, usualOffers } from './eligible-offers.ts'
import { gtinIn, offersOf, readOffer } from './offers.ts'
import type { ReadOffer } from './offers.ts'
import type { Money } from '../money-text.ts'
import type { DataNode } from '../page.ts'

const plainPlace = (url: string | null, base: string): string | null => {
  const { host, pathname } = (url === null ? null : URL.parse(url, base)) ?? {}
  return host === undefined || pathname === undefined
    ? null
    : host.replace(/^www\./, '') + pathname.replace(/\/$/, '')
}

const words = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
function isTitled(title: string, titles: readonly string[]): boolean {
  const own = words(title)
  return (
    own.length > 3 &&
    titles.some((one) => words(one).includes(own) || (words(one).length > 8 && own.includes(words(one))))
  )
}

/** Whether an address leads to more than the front of the shop. */
const isOwnPage = (place: string | null) => place !== null && place.includes('/')

function isHere(node: DataNode, { url, canonical }: Asked): boolean {
  const here = [plainPlace(url, url), plainPlace(canonical, url)].filter(isOwnPage)
  const said = [
    node['url'],
    node['@id'],
    node['mainEntityOfPage'],
    ...nodesOf(node['offers']).map((offer) => offer['url']),
  ]
  return said.some((value) => here.includes(plainPlace(textOf(value), url)))
}

const isAskedFor = (node: DataNode, { variant }: Asked) =>
  variant !== null && [textOf(node['sku']), textOf(node['productID']), gtinIn(node)].includes(variant)

/** How surely a product is the one that the page is about; the higher the surer, and below 0 it is another. */
function rank({ node, isListed, isMain }: ProductNode, asked: Asked): number {
  const matches = (isHere(node, asked) ? 4 : 0) + (isAskedFor(node, asked) ? 4 : 0)
  const isNamed = isTitled(textOf(node['name']) ?? '', asked.titles)
  return matches + (isMain ? 2 : 0) + (isNamed ? 2 : 0) + (isListed ? -3 : 0)
}

const lastPart = (place: string) => place.slice(place.lastIndexOf('/') + 1)

/** A product that goes by another name, and whose own address in this shop is another one: a recommended one, for example. */
function isElsewhere(node: DataNode, { url, canonical, titles }: Asked): boolean {
  const own = plainPlace(textOf(node['url']), url)
  const name = textOf(node['name'])
  if (own === null || name === null || !isOwnPage(own) || isTitled(name, titles)) return false
  const here = [plainPlace(url, url), plainPlace(canonical, url)].filter((place) => place !== null)
  return here.every((place) => lastPart(place) !== lastPart(own))
}

const ELSEWHERE = 'It is of a product with another name and another address than this page.'

interface Main {
  node: DataNode
  fit: number
  reasons: string[]
}

function mainOf(products: readonly ProductNode[], asked: Asked): Main | null {
  const ranked = products
    .map((product) => ({ product, rank: rank(product, asked) }))
    .filter((one) => one.rank >= 0)
  const [best, second] = ranked.toSorted((one, other) => other.rank - one.rank)
  if (!best) return null
  if (best.rank > 0) return { node: best.product.node, fit: best.rank > 3 ? 1 : 0.9, reasons: [] }
  if (!second)
    return isElsewhere(best.product.node, asked)
      ? { node: best.product.node, fit: 0.5, reasons: [ELSEWHERE] }
      : { node: best.product.node, fit: 0.85, reasons: [] }
  const reasons = [
    'The page describes several products and does not say which one it is about; the first was taken.',
  ]
  return { node: best.product.node, fit: 0.5, reasons }
}

/** One for each variant; where there are none, one for each offer. */
function offersWithin(node: DataNode, { byId }: Nodes, asked: Asked): ReadOffer[] {
  const { hints, url } = asked
  const children = nodesOf(node['hasVariant'])
    .map((child) => resolved(child, byId))
    .slice(0, 250)
  const ofVariants = children.flatMap((product) => {
    const [offer] = usualOffers(offersOf(product, byId))
    return offer ? readOffer(offer, { product, hints, url }) : []
  })
  if (ofVariants.length > 0) return ofVariants
  return usualOffers(offersOf(node, byId)).map((offer) => readOffer(offer, { product: node, hints, url }))
}

/** Offers of one thing by several sellers, which are no variants: nothing but the price tells them apart. */
function isSameThing(offers: readonly ReadOffer[]): boolean {
  const [first] = offers
  return offers.every((one) => one.id === first?.id && one.title === first.title)
}

const lowest = (offers: readonly ReadOffer[], { hints }: Asked): ReadOffer | null =>
  comparableOffers(offers, hints).toSorted((one, other) =>
    Number((one.price?.minor ?? 0n) - (other.price?.minor ?? 0n)),
  )[0] ?? null

const isLower = (one: Money, other: Money) => one.minor < other.minor || one.currency !== other.currency

interface Chosen {
  offer: ReadOffer | null
  mustChoose: boolean
  reasons: readonly string[]
}

function chosenOf(offers: readonly ReadOffer[], asked: Asked): Chosen {
  const isOne = isSameThing(offers)
  if (!isOne) {
    const { chosen, mustChoose, reasons } = chooseVariant(offers, asked)
    return { offer: chosen, mustChoose, reasons }
  }
  const offer = lowest(offers, asked) ?? offers[0] ?? null
  const isSeveral = offers.some(({ price }) => price !== null && price.minor !== offer?.price?.minor)
  const isNarrowed = offers.some(({ price }) => price !== null && offer?.price && isLower(price, offer.price))
  const which = isNarrowed ? 'the lowest of those that are in stock, in one currency,' : 'the lowest'
  const reasons = isSeveral ? [`${offers.length} offers are made for it; ${which} was taken.`] : []
  return { offer, mustChoose: false, reasons }
}

const ZERO = 'The price there is 0, which mostly means that it is told on request.'

function detailsOf(node: DataNode, offer: ReadOffer | null): Partial<Found> {
  const ofProduct = { gtin: gtinIn(node), sku: textOf(node['sku']), title: textOf(node['name']) }
  if (!offer) return ofProduct
  const { gtin, sku, ...prices } = pricesOf(offer)
  const { other, notes } = offer
  const own = { gtin: gtin ?? ofProduct.gtin, sku: sku ?? ofProduct.sku }
  return { ...ofProduct, ...prices, ...own, other, notes }
}

/** What structured data says of the product that a page is about; null where it describes none. */
export function readProduct(source: Source, nodes: Nodes, asked: Asked): Found | null {
  const main = mainOf(nodes.products, asked)
  if (!main) return null
  const offers = offersWithin(main.node, nodes, asked)
  const chosen = chosenOf(offers, asked)
  return {
    ...nothingOf(source),
    ...detailsOf(main.node, chosen.offer),
    variants: isSameThing(offers) ? [] : offers.map(withoutPlace),
    mustChoose: chosen.mustChoose,
    fit: main.fit,
    reasons: [...main.reasons, ...chosen.reasons, ...(chosen.offer?.isZero ? [ZERO] : [])],
  }
}
