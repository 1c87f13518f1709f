import { askShop, headerOf, refusalBy } from '../asking/ask-shop.ts'
import type { Answer, KnownPage } from '../asking/ask-shop.ts'
import type { Asking } from '../asking/asking.ts'
import { PageVisit } from '../asking/page-visit.ts'
import { decodePage } from '../reading/charset.ts'
import { readPrice } from '../reading/read-price.ts'
import type { Reading } from '../reading/read-price.ts'
import { BrowserFault, render } from '../../../platform/outside/browser.ts'
import { wordsOf } from '../../../platform/outside/judged.ts'
import type { Reader } from '../reading/schema.ts'
import type { Visited } from '../../../platform/outside/visit.ts'

/** The page that is looked at, and what a person said of it. */
export interface Wanted {
  reader: Reader
  url: string
  variant: string | null
  selector: string | null
  currencyMeant: string | null
  /** Null where it is to be read whole whatever is known of it. */
  known: KnownPage | null
}

/** What a look brought, before any of it is kept. */
export type Look =
  | { kind: 'read'; reading: Reading; known: KnownPage; reader: Reader }
  | Exclude<Answer, { kind: 'page' }>

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

const chosenBy = ({ selector, variant, currencyMeant }: Wanted) => ({
  ...(selector !== null && { selector }),
  ...(variant !== null && { variant }),
  ...(currencyMeant !== null && { currency: currencyMeant }),
})

const FRONT = /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?\/?)?$/i

/** A shop that leads from a product to its front page does not have it any more; what stands there is of other things. */
function isLedToFront(asked: string, landed: string): boolean {
  const [from, to] = [URL.parse(asked), URL.parse(landed)]
  return (
    from !== null && to !== null && !FRONT.test(from.pathname) && FRONT.test(to.pathname) && to.search === ''
  )
}

const NOT_ON_PAGE = 'Read by a browser, since the price is there only after scripts ran.'
const unreachable = (note: string): Look => ({ kind: 'unreachable', note })

/** Opens the page in a browser, as politely as it is asked for otherwise, and reads it once the price is there. */
async function lookByBrowser(wanted: Wanted, asking: Asking): Promise<Look> {
  const { browser, outside, userAgent, signal } = asking
  if (!browser) return unreachable('This hub has no browser any more. Tell whoever runs it.')
  const manners = new PageVisit(asking)
  const no = await manners.whyNot(wanted.url)
  if (no) return no
  const readingOf = (url: string, html: string) => readPrice({ url, html, ...chosenBy(wanted) })
  const isEnough = (html: string) => readingOf(wanted.url, html).outcome === 'price'
  const page = await render(wanted.url, { browser, outside, userAgent, manners, isEnough, signal }).catch(
    (error: unknown) => {
      if (manners.stopped && error instanceof BrowserFault) return manners.stopped
      throw error
    },
  )
  if ('kind' in page) return page
  const refusal = refusalBy(page.status) ?? (await manners.whyNot(page.landedAt))
  if (refusal) return refusal
  if (isLedToFront(wanted.url, page.landedAt)) return { kind: 'gone' }
  const reading = readingOf(page.url, page.html)
  const reasons = reading.outcome === 'price' ? [NOT_ON_PAGE, ...reading.reasons] : reading.reasons
  return {
    kind: 'read',
    reader: 'browser',
    reading: { ...reading, reasons },
    known: { etag: null, modified: null },
  }
}

/** Looks at a page of a shop and reads the price. Throws only where the signal says so. */
export async function lookAt(wanted: Wanted, asking: Asking): Promise<Look> {
  if (wanted.reader === 'browser')
    return lookByBrowser(wanted, asking).catch((error: unknown) => {
      asking.signal?.throwIfAborted()
      return unreachable(error instanceof BrowserFault ? error.message : wordsOf(error))
    })
  const answer = await askShop(wanted.url, wanted.known, asking)
  if (answer.kind !== 'page') return answer
  const { page } = answer
  if (isLedToFront(wanted.url, page.url)) return { kind: 'gone' }
  const contentType = headerOf(page, 'content-type') ?? ''
  const { html } = decodePage(page.body, contentType)
  const shopify = await shopifyOf(page, html, asking)
  const reading = readPrice({
    url: page.url,
    html,
    contentType,
    ...(shopify !== undefined && { shopify }),
    ...chosenBy(wanted),
  })
  return {
    kind: 'read',
    reader: 'page',
    reading,
    known: {
      etag: headerOf(page, 'etag')?.slice(0, 300) ?? null,
      modified: headerOf(page, 'last-modified')?.slice(0, 100) ?? null,
    },
  }
}
