import { readPrice } from '../reading/read-price.ts'
import type { Look } from '../checks/look.ts'

export interface RecordedPage {
  url: string
  /** What the shop calls it. */
  title: string
  price: string
}

const htmlOf = ({ title, price }: RecordedPage): string => {
  const offer = {
    '@type': 'Offer',
    price,
    priceCurrency: 'EUR',
    availability: 'https://schema.org/InStock',
  }
  const data = { '@context': 'https://schema.org', '@type': 'Product', name: title, offers: offer }
  return `<!doctype html><html lang="en"><head><title>${title}</title>
<script type="application/ld+json">${JSON.stringify(data)}</script></head>
<body><main><h1>${title}</h1><p class="price">€${price}</p></main></body></html>`
}

/** What a look at a page of a shop of the sample brings: it was written down, since nothing outside answers by its name. */
export const lookAtRecorded = (page: RecordedPage): Look => ({
  kind: 'read',
  reader: 'page',
  reading: readPrice({ url: page.url, html: htmlOf(page), contentType: 'text/html; charset=utf-8' }),
  known: { etag: null, modified: null },
})
