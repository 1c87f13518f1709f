import { agrees, sourceWords, weigh } from './agreement.ts'
import type { Money } from './money-text.ts'
import type { Page } from './page.ts'
import { readPage } from './read-page.ts'
import type { Asked, Found, Variant } from './sources/found.ts'
import type { Availability, Source } from './schema.ts'
import { parseJsonLd, readJsonLd } from './sources/json-ld.ts'
import type { JsonLd } from './sources/json-ld.ts'
import { readMicrodata } from './sources/microdata.ts'
import { currencyInHead, readOpenGraph } from './sources/open-graph.ts'
import { readSelector } from './sources/selector.ts'
import { readShopify } from './sources/shopify.ts'
import { amountsNear, readText, textOfLine, titlePlace } from './sources/text.ts'
import { wallOf } from './walls.ts'

export interface ProductPage {
  url: string
  /** Decoded; at most 50 MB. */
  html: string
  contentType?: string
  /** Body of the shop's `product.js` or `product.json`. */
  shopify?: string
  /** A CSS selector of somebody's own. */
  selector?: string
  /** Which variant was chosen: its number, SKU, GTIN or name. */
  variant?: string
  /** What a person said that this shop means by `$`, `kr` or nothing. */
  currency?: string
}

/** What a look at a product page brought. */
export interface Reading {
  outcome: 'price' | 'no-price' | 'choose-variant' | 'consent-wall'
  price: Money | null
  /** What it cost before, as the shop says. */
  compareAt: Money | null
  currencyUnknown: boolean
  availability: Availability
  title: string | null
  gtin: string | null
  sku: string | null
  variants: readonly Variant[]
  source: Source | null
  /** From 0 to 1. */
  confidence: number
  /** For people: where the price is from, who agrees, who does not, what is open. */
  reasons: readonly string[]
}

const MOST_TITLE = 300
/** With so many lines below the title, its price was among them. */
const ENOUGH_LINES = 80

function titlesOf(page: Page): string[] {
  const place = titlePlace(page.lines, [])
  const heading = place === null ? undefined : page.lines[place]
  const all = [heading ? textOfLine(heading) : '', page.meta.get('og:title') ?? '', page.title.trim()]
  return all.filter((title) => title !== '')
}

function askedOf({ url, variant, currency }: ProductPage, page: Page): Asked {
  const declared = currencyInHead(page.meta) ?? page.shopifyCurrency
  const host = URL.parse(url)?.hostname ?? null
  return {
    url,
    canonical: page.canonical,
    variant: variant ?? null,
    titles: titlesOf(page),
    hints: {
      declared,
      language: page.language || (page.meta.get('og:locale') ?? ''),
      host,
      setting: currency ?? null,
    },
  }
}

/** Whether the rest of a page can be left: its data names this product with a price, and its text was seen. */
function enoughFor(page: ProductPage): (sofar: Page) => boolean {
  let looked = 0
  let isFound = false
  return (sofar) => {
    const place = titlePlace(sofar.lines, [])
    if (place === null || sofar.lines.length < place + ENOUGH_LINES) return false
    if (sofar.jsonLd.length > looked) {
      looked = sofar.jsonLd.length
      const found = readJsonLd(parseJsonLd(sofar.jsonLd), askedOf(page, sofar))
      isFound = found?.price !== null && found?.fit === 1
    }
    return isFound && page.shopify === undefined
  }
}

interface Collected {
  /** In the order of their rank. */
  founds: readonly Found[]
  asked: Asked
  jsonLd: JsonLd
}

/** What every source says; those without a currency of their own take the one that the data of the page declares. */
function collect(given: ProductPage, page: Page): Collected {
  const first = askedOf(given, page)
  const jsonLd = parseJsonLd(page.jsonLd)
  const ofData = [
    readJsonLd(jsonLd, first),
    readMicrodata(page.items, first),
    readOpenGraph(page.meta, first),
  ]
  const declared = ofData.map((found) => found?.price?.currency ?? null).find((code) => code !== null)
  const asked = { ...first, hints: { ...first.hints, declared: declared ?? first.hints.declared } }
  const ofShop = {
    ...asked,
    hints: { ...asked.hints, declared: page.shopifyCurrency ?? asked.hints.declared },
  }
  const founds = [
    given.shopify === undefined ? null : readShopify(given.shopify, ofShop),
    ...ofData,
    given.selector === undefined ? null : readSelector({ html: given.html, selector: given.selector }, asked),
    readText(page.lines, asked),
  ]
  return { founds: founds.filter((found) => found !== null), asked, jsonLd }
}

const nothing: Reading = {
  outcome: 'no-price',
  price: null,
  compareAt: null,
  currencyUnknown: false,
  availability: 'unknown',
  title: null,
  gtin: null,
  sku: null,
  variants: [],
  source: null,
  confidence: 0,
  reasons: [],
}

const firstOf = <T>(founds: readonly Found[], pick: (found: Found) => T | null): T | null =>
  founds.map(pick).find((value) => value !== null) ?? null

/** What is known of the product whatever it costs. */
function detailsOf(
  founds: readonly Found[],
  page: Page,
): Pick<Reading, 'title' | 'gtin' | 'sku' | 'variants' | 'availability'> {
  const title = firstOf(founds, (found) => found.title) ?? titlesOf(page)[0] ?? null
  return {
    title: title?.replaceAll(/\s+/g, ' ').slice(0, MOST_TITLE) ?? null,
    gtin: firstOf(founds, (found) => found.gtin),
    sku: firstOf(founds, (found) => found.sku),
    variants: firstOf(founds, (found) => (found.variants.length > 0 ? found.variants : null)) ?? [],
    availability:
      firstOf(founds, (found) => (found.availability === 'unknown' ? null : found.availability)) ?? 'unknown',
  }
}

/** The best source by rank; one that is hardly about this product only where no other says anything. */
function mainOf(founds: readonly Found[]): Found | null {
  const saying = founds.filter(({ price, mustChoose }) => price !== null || mustChoose)
  return saying.find(({ fit }) => fit > 0.5) ?? saying[0] ?? null
}

function withoutPrice({ founds, jsonLd }: Collected, page: Page): Reading {
  const isBroken =
    jsonLd.broken > 0 ? ['The structured data of the page (JSON-LD) is broken and could not be read.'] : []
  const reasons = [
    ...founds.flatMap((found) => found.reasons),
    ...isBroken,
    'No price was found on the page.',
  ]
  return { ...nothing, ...detailsOf(founds, page), reasons }
}

function readingOf(collected: Collected, page: Page): Reading {
  const { founds, asked } = collected
  const main = mainOf(founds)
  if (!main) return withoutPrice(collected, page)
  const others = founds.filter((found) => found !== main)
  const details = detailsOf([main, ...others], page)
  const lost = others
    .filter(({ source, price }) => source === 'selector' && price === null)
    .flatMap(({ reasons }) => reasons)
  if (main.mustChoose) {
    const reasons = [`Variants were found in ${sourceWords[main.source]}.`, ...main.reasons]
    return { ...nothing, ...details, outcome: 'choose-variant', source: main.source, reasons }
  }
  const weighed = weigh(main, others, amountsNear(page.lines, asked))
  if (!weighed) return withoutPrice(collected, page)
  const { price, confidence, reasons } = weighed
  const same = [main, ...others].filter((found) => found.price !== null && agrees(found.price, price))
  const compareAt = firstOf(same, (found) =>
    found.compareAt?.currency === price.currency ? found.compareAt : null,
  )
  return {
    ...details,
    outcome: 'price',
    price,
    compareAt,
    currencyUnknown: price.currency === null,
    source: main.source,
    confidence,
    reasons: [...reasons, ...lost],
  }
}

const isJson = (contentType = '') =>
  /^(?:application|text)\/(?:[\w.-]+\+)?(?:json|javascript)/i.test(contentType.trim())
const isPage = (contentType = '') => contentType.trim() === '' || /html|xml|^text\//i.test(contentType)

/** What a consent page itself costs is no price of a product, so a price in mere text does not count there. */
const isOfText = ({ source, outcome }: Reading) => outcome === 'no-price' || source === 'text'

/**
 * Reads the price of the product that a page is about. Never throws and always ends, whatever the page holds; nothing in it
 * is followed.
 */
export function readPrice(given: ProductPage): Reading {
  if (isJson(given.contentType))
    return readPrice({ ...given, contentType: '', html: '', shopify: given.shopify ?? given.html })
  if (!isPage(given.contentType))
    return { ...nothing, reasons: ['The address leads to a file and not to a page.'] }
  const page = readPage(given.html, enoughFor(given))
  const reading = readingOf(collect(given, page), page)
  const wall = isOfText(reading) ? wallOf(page, given.url) : null
  if (!wall) return reading
  const outcome = wall.kind === 'consent' ? 'consent-wall' : 'no-price'
  return { ...nothing, title: reading.title, outcome, reasons: [wall.reason] }
}
