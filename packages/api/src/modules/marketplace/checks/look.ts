import { askShop, headerOf } from '../asking/ask-shop.ts'
import type { Answer, KnownPage } from '../asking/ask-shop.ts'
import type { Asking } from '../asking/asking.ts'
import { decodePage } from '../reading/charset.ts'
import { readPrice } from '../reading/read-price.ts'
import type { Reading } from '../reading/read-price.ts'
import type { Visited } from '../../../platform/outside/visit.ts'

/** The page that is looked at, and what a person said of it. */
export interface Wanted {
  url: string
  variant: string | null
  selector: string | null
  currencyMeant: string | null
  /** Null where it is to be read whole whatever is known of it. */
  known: KnownPage | null
}

/** What a look brought, before any of it is kept. */
export type Look = { kind: 'read'; reading: Reading; known: KnownPage } | Exclude<Answer, { kind: 'page' }>

const SHOPIFY = /cdn\.shopify\.com|\bShopify\.(?:shop|theme|currency)\b/

/** Where a Shopify shop says of a product what its page may leave out: all variants with their prices. */
function productFileOf(page: Visited, html: string): string | null {
  const url = new URL(page.url)
  const isProduct = /\/products\/[^/]+$/.test(url.pathname)
  return isProduct && SHOPIFY.test(html) ? `${url.origin}${url.pathname}.js` : null
}

/** The product file of a Shopify shop; nothing where it cannot be had, which leaves what the page says. */
async function shopifyOf(page: Visited, html: string, asking: Asking): Promise<string | undefined> {
  const address = productFileOf(page, html)
  if (address === null) return undefined
  const answer = await askShop(address, null, asking)
  const isJson = answer.kind === 'page' && /json|javascript/.test(headerOf(answer.page, 'content-type') ?? '')
  return isJson ? answer.page.body.toString('utf8') : undefined
}

/** Looks at a page of a shop and reads the price. Throws only where the signal says so. */
export async function lookAt(wanted: Wanted, asking: Asking): Promise<Look> {
  const answer = await askShop(wanted.url, wanted.known, asking)
  if (answer.kind !== 'page') return answer
  const { page } = answer
  const contentType = headerOf(page, 'content-type') ?? ''
  const { html } = decodePage(page.body, contentType)
  const shopify = await shopifyOf(page, html, asking)
  const reading = readPrice({
    url: page.url,
    html,
    contentType,
    ...(shopify !== undefined && { shopify }),
    ...(wanted.selector !== null && { selector: wanted.selector }),
    ...(wanted.variant !== null && { variant: wanted.variant }),
    ...(wanted.currencyMeant !== null && { currency: wanted.currencyMeant }),
  })
  return {
    kind: 'read',
    reading,
    known: {
      etag: headerOf(page, 'etag')?.slice(0, 300) ?? null,
      modified: headerOf(page, 'last-modified')?.slice(0, 100) ?? null,
    },
  }
}
