import type { Site, SiteFile } from '../../../testing/websites/site.ts'
import {
  aoyamaPaper,
  fjallbod,
  harbourTea,
  kilnware,
  monsoonSilks,
  prairieBoots,
} from '../reading/testing/shops.ts'

/** Shops that let programs come by every second: tests wait for it. */
const robots: SiteFile = { body: 'User-agent: *\nCrawl-delay: 1\nDisallow: /checkout\n' }
const HTML = 'text/html; charset=utf-8'

interface Shop {
  host: string
  files: Readonly<Record<string, SiteFile>>
}

const shop = ({ host, files }: Shop): Site => ({
  host,
  redirect: 'https',
  headers: [],
  cookies: [],
  html: '<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1></html>',
  robots,
  files,
})

interface KnownPage {
  url: string
  html: string
}

/** A shop of the pages that reading is tested with. */
function shopOf({ url, html }: KnownPage, more: Shop['files'] = {}): Site {
  const { hostname, pathname } = new URL(url)
  return shop({
    host: hostname.replace(/^www\./, ''),
    files: { [pathname]: { type: HTML, body: html }, ...more },
  })
}

export interface Coffee {
  price: string
  currency?: string
  isSoldOut?: boolean
  name?: string
}

/** The page of a roaster: JSON-LD, with its price also in the text. */
export function coffeePage({
  price,
  currency = 'EUR',
  isSoldOut = false,
  name = 'House blend, 1 kg',
}: Coffee): SiteFile {
  const offer = {
    '@type': 'Offer',
    price,
    priceCurrency: currency,
    availability: `https://schema.org/${isSoldOut ? 'OutOfStock' : 'InStock'}`,
  }
  const data = { '@context': 'https://schema.org', '@type': 'Product', name, offers: offer }
  const body = `<!doctype html><html lang="en"><head><title>${name}</title>
<script type="application/ld+json">${JSON.stringify(data)}</script></head>
<body><main><h1>${name}</h1><p class="price">${price} ${currency}</p></main></body></html>`
  return { type: HTML, body, headers: [['etag', `"${price}-${currency}-${isSoldOut}"`]] }
}

export const BLEND = '/products/house-blend'

/** Roasters that sell the same, whose prices tests change. */
export const coffeeShop = (host: string, coffee: Coffee): Site =>
  shop({ host, files: { [BLEND]: coffeePage(coffee) } })

const SCRIPT = 'application/json; charset=utf-8'
const shopifyPage = {
  ...prairieBoots,
  html: prairieBoots.html.replace('</head>', '<link href="https://cdn.shopify.com/x.css"></head>'),
}

/** Six shops in six ways of writing a price, and roasters. */
export const mall: readonly Site[] = [
  shopOf(kilnware),
  shopOf(harbourTea),
  shopOf(aoyamaPaper),
  shopOf(monsoonSilks),
  shopOf(fjallbod),
  shopOf(shopifyPage, { '/products/roper.js': { type: SCRIPT, body: prairieBoots.js } }),
  coffeeShop('copperleaf.example', { price: '22.90' }),
  coffeeShop('saltgate.example', { price: '24.80' }),
  coffeeShop('oldpier.example', { price: '22.60' }),
]

/** Where the product of each of the six stands. */
export const mallPages = [kilnware, harbourTea, aoyamaPaper, monsoonSilks, fjallbod, prairieBoots].map(
  ({ url }) => url,
)

/** The same, and what the roasters sell. */
export const watchablePages = [
  ...mallPages,
  ...['copperleaf.example', 'saltgate.example', 'oldpier.example'].map((host) => `https://${host}${BLEND}`),
]
