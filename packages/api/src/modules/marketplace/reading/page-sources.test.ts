import { describe, expect, test } from 'vitest'
import { readPage } from './read-page.ts'
import { readPrice } from './read-price.ts'
import type { ProductPage } from './read-price.ts'
import { meta, page } from './testing/shops.ts'

const URL_OF_TEST = 'https://shop.example/p/teapot'
const read = (html: string, more: Partial<ProductPage> = {}) => readPrice({ url: URL_OF_TEST, html, ...more })
/** "text 1299 EUR", or what came instead of a price. */
const said = (html: string): string => {
  const { outcome, price, source } = read(html)
  return price ? `${source} ${price.minor} ${price.currency}` : outcome
}

describe('microdata, RDFa and Open Graph (MKT-1)', () => {
  const scope = (inner: string) =>
    page({
      body: `<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Teapot</h1>${inner}</div>`,
    })
  const offered = (inner: string) =>
    scope(`<div itemprop="offers" itemscope itemtype="https://schema.org/Offer">${inner}</div>`)

  test.each<[string, string, string]>([
    [
      'content',
      offered('<meta itemprop="price" content="12.99"><meta itemprop="priceCurrency" content="EUR">'),
      'microdata 1299 EUR',
    ],
    ['text', offered('<span itemprop="price"><b>12</b>,<sup>99</sup> €</span>'), 'microdata 1299 EUR'],
    [
      'an aggregate',
      scope(
        '<div itemprop="offers" itemscope itemtype="https://schema.org/AggregateOffer"><data itemprop="lowPrice" value="9.5"></data><meta itemprop="priceCurrency" content="EUR"></div>',
      ),
      'microdata 950 EUR',
    ],
    [
      'RDFa',
      page({
        body: '<div typeof="schema:Product"><b property="schema:name">Teapot</b><div property="schema:offers" typeof="schema:Offer"><i property="schema:price" content="12.99"></i><i property="schema:priceCurrency" content="EUR"></i></div></div>',
      }),
      'microdata 1299 EUR',
    ],
    [
      'Open Graph',
      page({ head: meta({ 'og:price:amount': '1.299,00', 'og:price:currency': 'EUR' }) }),
      'open-graph 129900 EUR',
    ],
    [
      'a sale',
      page({
        head: meta({
          'product:price:amount': '20.00',
          'product:price:currency': 'EUR',
          'product:sale_price:amount': '15.00',
        }),
      }),
      'open-graph 1500 EUR',
    ],
    [
      'a label of Twitter',
      page({ head: '<meta name="twitter:data1" content="€12.99">' }),
      'open-graph 1299 EUR',
    ],
    ['a label that is none', page({ head: '<meta name="twitter:data1" content="12 reviews">' }), 'no-price'],
  ])('are read of %s', (_, html, expected) => {
    expect(said(html)).toBe(expected)
  })

  test('keep the old price of a sale', () => {
    const html = page({
      head: meta({
        'product:price:amount': '20',
        'product:sale_price:amount': '15',
        'product:price:currency': 'EUR',
      }),
    })
    expect(read(html).compareAt).toEqual({ minor: 2000n, currency: 'EUR' })
  })
})

describe('the text near the title (MKT-1)', () => {
  const near = (body: string) =>
    said(page({ lang: 'de', body: `<p>Korb: 0,00 €</p><h1>Teekanne</h1>${body}` }))

  test.each<[string, string]>([
    ['<p>12,99 €</p>', 'text 1299 EUR'],
    ['<div><span>€</span><span>12</span><sup>99</sup></div>', 'text 1299 EUR'],
    ['<div>€</div><div>12,99</div>', 'text 1299 EUR'],
    ['<p><s>19,99 €</s> 12,99 €</p>', 'text 1299 EUR'],
    ['<p class="price-old">19,99 €</p><p>12,99 €</p>', 'text 1299 EUR'],
    ['<p style="text-decoration: line-through">19,99 €</p><p>12,99 €</p>', 'text 1299 EUR'],
    ['<p>1 kg = 4,50 €</p><p>12,99 €</p>', 'text 1299 EUR'],
    ['<p hidden>1,00 €</p><p style="display:none">2,00 €</p><p>12,99 €</p>', 'text 1299 EUR'],
    ['<script>"3,00 €"</script><noscript>4,00 €</noscript><p>12,99 €</p>', 'text 1299 EUR'],
    ['<p>4,5 von 5 Sternen, 120 Bewertungen</p><p>Art. 40021</p><p>12,99 €</p>', 'text 1299 EUR'],
    ['<p>Sie sparen 7,00 €</p><p>12,99 €</p>', 'text 1299 EUR'],
    ['<div class="similar"><p>5,00 €</p></div><p>12,99 €</p>', 'text 1299 EUR'],
    ['<p>12<sup>€99</sup></p>', 'text 1299 EUR'],
    ['<p>12<span>€</span><span>99</span></p>', 'text 1299 EUR'],
    ['<p>10,00 € zzgl. MwSt.</p><p>11,90 € inkl. MwSt.</p>', 'text 1190 EUR'],
    ['<p>10,00 € zzgl. MwSt.</p>', 'text 1000 EUR'],
    ['<p>Niedrigster Preis der letzten 30 Tage: 9,99 €</p><p>12,99 €</p>', 'text 1299 EUR'],
    ['<p>Nicht lieferbar</p>', 'no-price'],
  ])('%s is %s', (body, expected) => {
    expect(near(body)).toBe(expected)
  })

  test('is found without a heading by what the head calls the product', () => {
    const body = '<p>Korb: 1,00 €</p><div>Filler</div>'.repeat(20)
    const html = page({ lang: 'de', title: 'Teekanne', body: `${body}<div>Teekanne</div><p>12,99 €</p>` })
    expect(said(html)).toBe('text 1299 EUR')
    expect(read(page({ body: '<p>€5</p>' })).reasons).toContain(
      'The title of the product was not found on the page, so this is its first price.',
    )
  })
})

describe('a selector of somebody’s own (MKT-1)', () => {
  const html = page({
    body: '<p class="a">€12.99 <del>€15.00</del></p><p class="b" data-price="7.5">soon</p><i class="c">€1</i><i class="c">€1</i><meta class="d" content="3.00">',
  })
  const at = (selector: string) => read(html, { selector })

  test('reads text, fields and old prices', () => {
    expect(at('.a')).toMatchObject({
      price: { minor: 1299n },
      compareAt: { minor: 1500n },
      source: 'selector',
    })
    expect(at('.b').price?.minor).toBe(750n)
    expect(at('.d').price?.minor).toBe(300n)
    expect(at('.c')).toMatchObject({ price: { minor: 100n }, confidence: 0.75 })
  })

  test.each([
    ['.gone', 'Nothing on the page matches the CSS selector any more.'],
    ['((', 'The CSS selector cannot be read; write one such as “.product .price”.'],
    ['p::before', 'The CSS selector cannot be read; write one such as “.product .price”.'],
    ['title', 'What the CSS selector matches holds no price.'],
  ])('says of %j: %s', (selector, reason) => {
    const found = at(selector)
    expect(found.source).toBe('text')
    expect(found.reasons).toContain(reason)
  })
})

describe('a page in one pass (MKT-1)', () => {
  test('gives what stands in it', () => {
    const found = readPage(
      '<html lang="sv"><title>A &amp; B</title><link rel="nofollow canonical" href="/x"><meta NAME="Price" content="5">' +
        '<script>Shopify.currency = {"active":"SEK","rate":"1.0"}</script><input type=password><p>One<br>two</p>',
    )
    expect(found).toMatchObject({
      title: 'A & B',
      language: 'sv',
      canonical: '/x',
      shopifyCurrency: 'SEK',
      hasPasswordField: true,
      isCut: false,
    })
    expect(found.meta.get('price')).toBe('5')
    expect(found.lines.map(({ pieces }) => pieces.map(({ text }) => text).join(''))).toEqual(['One', 'two'])
  })
})
