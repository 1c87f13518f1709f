import { describe, expect, test } from 'vitest'
import { readPrice } from './read-price.ts'
import type { ProductPage } from './read-price.ts'
import { parseJson } from './sources/json-text.ts'
import { moneyOfHundredths } from './sources/shopify.ts'
import { jsonLd, page, prairieBoots } from './testing/shops.ts'

const URL_OF_TEST = 'https://shop.example/p/teapot'
const read = (html: string, more: Partial<ProductPage> = {}) => readPrice({ url: URL_OF_TEST, html, ...more })
/** "json-ld 1299 EUR", or what came instead of a price. */
const said = (html: string, more: Partial<ProductPage> = {}): string => {
  const { outcome, price, source } = read(html, more)
  return price ? `${source} ${price.minor} ${price.currency}` : outcome
}
const ofData = (...data: unknown[]) => page({ head: data.map((one) => jsonLd(one)).join('') })
const offer = { '@type': 'Offer', price: '12.99', priceCurrency: 'EUR' }
const product = (more: object = {}) => ({ '@type': 'Product', name: 'Teapot', offers: offer, ...more })
const withOffer = (more: object) =>
  ofData(product({ offers: { '@type': 'Offer', priceCurrency: 'EUR', ...more } }))

describe('JSON-LD (MKT-1)', () => {
  test.each<[string, string, string]>([
    ['a product', ofData(product()), '1299 EUR'],
    ['a product in a list', ofData([product()]), '1299 EUR'],
    ['lists in lists', ofData([[[product()]]]), '1299 EUR'],
    ['a graph', ofData({ '@graph': [{ '@type': 'WebSite' }, product()] }), '1299 EUR'],
    ['a page about it', ofData({ '@type': 'ItemPage', mainEntity: product() }), '1299 EUR'],
    ['an address as type', ofData(product({ '@type': 'http://schema.org/Product' })), '1299 EUR'],
    ['several types', ofData(product({ '@type': ['Car', 'Product'] })), '1299 EUR'],
    ['an offer by itself', ofData({ ...offer, url: URL_OF_TEST }), '1299 EUR'],
    [
      'an offer named by its id',
      ofData(product({ offers: { '@id': '#o' } }), { '@id': '#o', ...offer }),
      '1299 EUR',
    ],
    ['a number', withOffer({ price: 12.99 }), '1299 EUR'],
    ['a price in a list', withOffer({ price: ['12.99'] }), '1299 EUR'],
    ['a value in an object', withOffer({ price: { '@value': '12.99' } }), '1299 EUR'],
    ['the notation of a country', withOffer({ price: '1.299,00' }), '129900 EUR'],
    ['a sign in the price', withOffer({ price: '£12.99', priceCurrency: 'GBP' }), '1299 GBP'],
    ['a sign for a code', withOffer({ price: 12.99, priceCurrency: '€' }), '1299 EUR'],
    ['three decimals', withOffer({ price: '1.250', priceCurrency: 'KWD' }), '1250 KWD'],
    ['no decimals', withOffer({ price: '1980.00', priceCurrency: 'JPY' }), '1980 JPY'],
    [
      'a specification',
      withOffer({ priceSpecification: { price: 12.99, priceCurrency: 'CHF' } }),
      '1299 CHF',
    ],
    [
      'an aggregate',
      withOffer({ '@type': 'AggregateOffer', lowPrice: 9, highPrice: '12', priceCurrency: 'EUR' }),
      '900 EUR',
    ],
    [
      'an aggregate of offers',
      ofData(
        product({
          offers: {
            '@type': 'AggregateOffer',
            lowPrice: 1,
            priceCurrency: 'EUR',
            offers: [{ '@type': 'Offer', price: 7 }],
          },
        }),
      ),
      '700 EUR',
    ],
  ])('is read of %s', (_, html, expected) => {
    expect(said(html)).toBe(`json-ld ${expected}`)
  })

  test('takes the price of one piece today out of several specifications', () => {
    const priceSpecification = [
      { priceType: 'https://schema.org/StrikethroughPrice', price: 20, priceCurrency: 'EUR' },
      { price: 4.5, priceCurrency: 'EUR', referenceQuantity: { value: 1, unitCode: 'KGM' } },
      { price: 12.99, priceCurrency: 'EUR' },
    ]
    expect(read(withOffer({ priceSpecification }))).toMatchObject({
      price: { minor: 1299n, currency: 'EUR' },
      compareAt: { minor: 2000n },
    })
  })

  test('says of a range that the lower end was taken', () => {
    const found = read(withOffer({ '@type': 'AggregateOffer', lowPrice: 9, highPrice: 12 }))
    expect(found.reasons).toContain('The page gives a range; this is its lower end.')
    expect(found.confidence).toBeLessThan(0.7)
  })

  test('takes the lowest of several sellers of one thing', () => {
    const found = read(
      ofData(
        product({
          offers: [
            { ...offer, price: 15 },
            { ...offer, price: 12 },
          ],
        }),
      ),
    )
    expect(found).toMatchObject({ outcome: 'price', price: { minor: 1200n }, variants: [] })
    expect(found.reasons).toContain('2 offers are made for it; the lowest was taken.')
  })

  test.each<[string, object]>([
    ['a used one', { itemCondition: 'https://schema.org/UsedCondition' }],
    ['one that is sold out', { availability: 'https://schema.org/OutOfStock' }],
    ['one that is lent', { businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut' }],
    ['one for ten pieces', { eligibleQuantity: { '@type': 'QuantitativeValue', minValue: 10 } }],
    ['one in another currency', { priceCurrency: 'GBP' }],
  ])('takes the price of one new piece and not that of %s', (_, cheap) => {
    const offers = [
      { ...offer, price: 12 },
      { ...offer, price: 5, ...cheap },
    ]
    expect(said(ofData(product({ offers })))).toBe('json-ld 1200 EUR')
    expect(said(ofData(product({ offers: [{ ...offer, price: 5, ...cheap }] })))).toMatch(/^json-ld 500 /)
  })

  test('takes the price of everybody and not that of members', () => {
    const priceSpecification = [
      { price: 10, priceCurrency: 'EUR', validForMemberTier: { '@id': '#gold' } },
      { price: 12, priceCurrency: 'EUR' },
    ]
    expect(said(withOffer({ priceSpecification }))).toBe('json-ld 1200 EUR')
  })

  test.each([
    ['https://schema.org/InStock', 'in-stock'],
    ['InStock', 'in-stock'],
    ['http://schema.org/LimitedAvailability', 'in-stock'],
    ['https://schema.org/OutOfStock', 'out-of-stock'],
    ['SoldOut', 'out-of-stock'],
    ['https://schema.org/PreOrder', 'unknown'],
    ['', 'unknown'],
  ])('says of %j: %s', (availability, expected) => {
    expect(read(withOffer({ price: 5, availability })).availability).toBe(expected)
  })
})

describe('the main product (MKT-1)', () => {
  const other = {
    '@type': 'Product',
    name: 'Cup',
    url: 'https://shop.example/p/cup',
    offers: { ...offer, price: '5.00' },
  }

  test.each<[string, string]>([
    ['by its address', ofData(other, product({ url: URL_OF_TEST }))],
    [
      'by the address of its offer',
      ofData(other, product({ offers: { ...offer, url: '/p/teapot?utm_source=x' } })),
    ],
    ['by its id', ofData(other, product({ '@id': `${URL_OF_TEST}#product` }))],
    ['by the heading', page({ head: jsonLd(other) + jsonLd(product()), body: '<h1>Teapot</h1>' })],
    ['by what the page is about', ofData(other, { '@type': 'WebPage', mainEntity: product() })],
    [
      'not from a list',
      ofData({ '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: other }] }, product()),
    ],
    ['not from its relations', ofData(product({ isRelatedTo: [other], isSimilarTo: other }))],
    [
      'by the canonical address',
      page({
        head: `<link rel="canonical" href="/p/kettle">${jsonLd(other)}${jsonLd(product({ url: '/p/kettle' }))}`,
      }),
    ],
  ])('is known %s', (_, html) => {
    expect(said(html)).toBe('json-ld 1299 EUR')
  })

  test('is not one of a list that the page does not name', () => {
    const list = {
      '@type': 'ItemList',
      itemListElement: [other, product({ url: 'https://shop.example/p/2' })],
    }
    expect(said(ofData(list))).toBe('no-price')
  })

  test('is doubted where several products are described alike', () => {
    const found = read(ofData(other, { ...other, name: 'Bowl', url: '/p/bowl' }))
    expect(found.price?.minor).toBe(500n)
    expect(found.confidence).toBeLessThan(0.5)
    expect(found.reasons.join()).toContain('several products')
  })
})

describe('variants (MKT-1)', () => {
  const variant = (sku: string, price: number) => ({
    '@type': 'Product',
    sku,
    name: `Teapot ${sku}`,
    offers: { '@type': 'Offer', url: `${URL_OF_TEST}?variant=${sku}`, price, priceCurrency: 'EUR' },
  })
  const group = (...prices: number[]) =>
    ofData({
      '@type': 'ProductGroup',
      name: 'Teapot',
      hasVariant: prices.map((price, at) => variant(`T${at}`, price)),
    })

  test('of one price need no choice', () => {
    expect(said(group(12, 12, 12))).toBe('json-ld 1200 EUR')
  })

  test('of several prices are offered to choose from', () => {
    expect(read(group(12, 14))).toMatchObject({
      outcome: 'choose-variant',
      variants: [
        { id: 'T0', title: 'Teapot T0', price: { minor: 1200n, currency: 'EUR' } },
        { id: 'T1', title: 'Teapot T1', price: { minor: 1400n } },
      ],
    })
  })

  test('are chosen by what was asked, or by the address', () => {
    expect(said(group(12, 14), { variant: 'T1' })).toBe('json-ld 1400 EUR')
    expect(said(group(12, 14), { url: `${URL_OF_TEST}?variant=T1` })).toBe('json-ld 1400 EUR')
    expect(said(group(12, 14), { variant: 'gone' })).toBe('choose-variant')
  })

  test('may be offers of one product', () => {
    const offers = [12, 14].map((price, at) => ({ ...offer, price, sku: `T${at}` }))
    expect(said(ofData(product({ offers })))).toBe('choose-variant')
    expect(said(ofData(product({ offers })), { variant: 't1' })).toBe('json-ld 1400 EUR')
  })
})

describe('the product file of a Shopify shop (MKT-1)', () => {
  const { url, html, js, json } = prairieBoots

  test('gives hundredths without a currency as `.js`, and decimals as `.json`', () => {
    for (const shopify of [js, json]) {
      expect(readPrice({ url, html, shopify, variant: '71' })).toMatchObject({
        price: { minor: 18900n, currency: 'USD' },
        compareAt: { minor: 22900n, currency: 'USD' },
      })
      expect(readPrice({ url, html, shopify, variant: '73' }).price?.minor).toBe(20900n)
    }
    expect(readPrice({ url, html: '', shopify: js, variant: '71' })).toMatchObject({
      price: { minor: 18900n, currency: null },
      currencyUnknown: true,
    })
  })

  test.each([
    [198_000, 'JPY', 1980n],
    [198_049, 'JPY', 1980n],
    [1250, 'KWD', 12_500n],
    [1250, 'EUR', 1250n],
    [1250, null, 1250n],
    [0, 'EUR', null],
    [-5, 'EUR', null],
    [12.5, 'EUR', null],
    [1e300, 'EUR', null],
    ['1250', 'EUR', null],
  ])('says %j in %s, which is %s', (value, code, minor) => {
    expect(moneyOfHundredths(value, code)?.minor ?? null).toBe(minor)
  })

  test.each(['', '[]', 'null', '<html>', '{"product":null}', '{"variants":[]}', '{"variants":[null]}'])(
    'is none: %s',
    (shopify) => {
      expect(read(page({ body: '<h1>Teapot</h1><p>€5</p>' }), { shopify }).source).toBe('text')
    },
  )
})

describe('what shops do to JSON (MKT-1)', () => {
  test.each([
    ['{"a":1}', { a: 1 }],
    ['\ufeff {"a":1};', { a: 1 }],
    ['{"a":1,}', { a: 1 }],
    ['[1,2,,]', [1, 2]],
    ['{"a":"x\ny\tz"}', { a: 'x\ny\tz' }],
    ['{"a":"https://x/*y*/"/* no */}', { a: 'https://x/*y*/' }],
    ['{"a":1 // one\n}', { a: 1 }],
    ['{"a":"\\"}//,]"}', { a: '"}//,]' }],
    ['<!-- ours -->{"a":1}', { a: 1 }],
    ['<!--{"a":1}-->', { a: 1 }],
    ['//<![CDATA[\n{"a":1}\n//]]>', { a: 1 }],
    ['{&quot;a&quot;:1}', { a: 1 }],
    ['{"a":', undefined],
    ['{"a":"x', undefined],
    ['/*', undefined],
    ['', undefined],
  ])('%j is read', (text, expected) => {
    expect(parseJson(text)).toEqual(expected)
  })
})
