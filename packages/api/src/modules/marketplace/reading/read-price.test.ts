import { describe, expect, test } from 'vitest'
import { readPrice } from './read-price.ts'
import type { ProductPage } from './read-price.ts'
import * as shop from './testing/shops.ts'
import { jsonLd, page } from './testing/shops.ts'

const URL_OF_TEST = 'https://shop.example/p/1'
const read = (html: string, more: Partial<ProductPage> = {}) => readPrice({ url: URL_OF_TEST, html, ...more })
const product = (more: object) => jsonLd({ '@type': 'Product', name: 'Teapot', ...more })
const offer = (price: unknown, priceCurrency = 'EUR') => ({ '@type': 'Offer', price, priceCurrency })

describe('the price of a product page (MKT-1)', () => {
  test('is read in Berlin: JSON-LD in a graph, which the text confirms', () => {
    expect(readPrice(shop.kilnware)).toMatchObject({
      outcome: 'price',
      price: { minor: 287920n, currency: 'EUR' },
      compareAt: { minor: 319900n, currency: 'EUR' },
      currencyUnknown: false,
      availability: 'in-stock',
      title: 'Teller „Blau“, 24 cm',
      gtin: '4006381333931',
      sku: 'T-24-B',
      variants: [],
      source: 'json-ld',
      confidence: 0.93,
      reasons: [
        'The price is from the structured data of the page (JSON-LD).',
        'The text near the title says the same.',
      ],
    })
  })

  test('is read in Bristol: microdata as text, and not the mug beside it', () => {
    expect(readPrice(shop.harbourTea)).toMatchObject({
      outcome: 'price',
      price: { minor: 124950n, currency: 'GBP' },
      availability: 'out-of-stock',
      title: 'Earl Grey, loose leaf',
      sku: 'EG-100',
      source: 'microdata',
    })
  })

  test('is read in Tokyo: Open Graph, yen without decimals', () => {
    const found = readPrice(shop.aoyamaPaper)
    expect(found).toMatchObject({
      price: { minor: 1980n, currency: 'JPY' },
      source: 'open-graph',
      availability: 'in-stock',
    })
    expect(found.reasons).toContain('The text near the title says the same.')
  })

  test('is read in Jaipur: nothing but text, in lakhs, beside an old price and a shipping limit', () => {
    expect(readPrice(shop.monsoonSilks)).toMatchObject({
      price: { minor: 12345678n, currency: 'INR' },
      compareAt: { minor: 14999900n },
      source: 'text',
      title: 'Bridal saree',
      confidence: 0.45,
    })
  })

  test('is read in Umeå: RDFa, crowns', () => {
    expect(readPrice(shop.fjallbod)).toMatchObject({
      price: { minor: 1299000n, currency: 'SEK' },
      source: 'microdata',
      title: 'Tält för tre',
    })
  })

  test('is asked back in Austin: variants of several prices, then the chosen one', () => {
    const { url, html, js } = shop.prairieBoots
    expect(readPrice({ url, html, shopify: js })).toMatchObject({
      outcome: 'choose-variant',
      price: null,
      source: 'shopify',
      variants: [
        { id: '71' },
        { id: '72' },
        { id: '73', title: '42 / lined', price: { minor: 20900n, currency: 'USD' } },
      ],
      reasons: ['Variants were found in the product file of the shop.', '3 variants cost different amounts.'],
    })
    for (const variant of ['71', 'R-41', '41 / Brown'])
      expect(readPrice({ url, html, shopify: js, variant })).toMatchObject({
        outcome: 'price',
        price: { minor: 18900n, currency: 'USD' },
        compareAt: { minor: 22900n },
        gtin: '0012345678905',
        confidence: 0.98,
      })
    expect(readPrice({ url: `${url}?variant=73`, html, shopify: js })).toMatchObject({
      price: { minor: 20900n },
    })
    expect(readPrice({ url, html, shopify: js, variant: '99' }).reasons).toContain(
      'The variant “99” is not on the page any more.',
    )
  })

  test('is read in Kuwait: JSON-LD with comments, line ends and commas too many, three decimals', () => {
    const found = readPrice(shop.souqOud)
    expect(found).toMatchObject({ price: { minor: 12500n, currency: 'KWD' }, source: 'json-ld' })
    expect(found.reasons).toContain('The text near the title says the same.')
  })

  test('is read in Zürich: by a selector of somebody’s own', () => {
    const found = readPrice({ ...shop.uhrenhaus, selector: '.buy .amount' })
    expect(found).toMatchObject({
      price: { minor: 129900n, currency: 'CHF' },
      source: 'selector',
      confidence: 0.75,
    })
    const many = readPrice({ ...shop.uhrenhaus, selector: '.cell' })
    expect(many).toMatchObject({ price: { minor: 2000n, currency: 'CHF' } })
    expect(many.reasons).toContain(
      'The CSS selector matches 900 places with 2 different amounts; the first was taken.',
    )
    expect(many.confidence).toBeLessThan(0.4)
  })
})

describe('sources that disagree (MKT-1)', () => {
  const text = '<h1>Teapot</h1><p>€14.99</p>'

  test('lower the confidence, and it is said in words', () => {
    const agreeing = read(page({ head: product({ offers: offer(14.99) }), body: text }))
    const found = read(page({ head: product({ offers: offer(12.99) }), body: text }))
    expect(found.price).toEqual({ minor: 1299n, currency: 'EUR' })
    expect(found.confidence).toBeLessThan(0.85)
    expect(agreeing.confidence).toBeGreaterThan(0.85)
    expect(found.reasons).toContain('The text near the title says 14.99 EUR, which is another price.')
  })

  test('settle what a single separator leaves open', () => {
    const found = read(
      page({ head: product({ offers: offer('1.290') }), body: '<h1>Teapot</h1><p>1.290,00 €</p>' }),
    )
    expect(found).toMatchObject({ price: { minor: 129000n, currency: 'EUR' } })
    expect(found.reasons).toContain('Its separator could be read in two ways; another source settled it.')
    expect(read(page({ head: product({ offers: offer('1.290') }) })).price?.minor).toBe(129n)
  })

  test('lend each other the currency', () => {
    const bare = product({ offers: { '@type': 'Offer', price: '12.99' } })
    expect(read(page({ head: bare, body: '<h1>Teapot</h1><p>$12.99 CAD</p>' }))).toMatchObject({
      price: { minor: 1299n, currency: 'CAD' },
      currencyUnknown: false,
    })
    const yen = product({ offers: { '@type': 'Offer', price: 1980 } })
    expect(read(page({ head: yen, body: '<h1>Teapot</h1><p>1,980円</p>' })).price).toEqual({
      minor: 1980n,
      currency: 'JPY',
    })
  })

  test('say that the currency is unknown where nobody knows, until a person does', () => {
    const html = page({ body: '<h1>Teapot</h1><p>$12.99</p>' })
    const found = read(html)
    expect(found).toMatchObject({ price: { minor: 1299n, currency: null }, currencyUnknown: true })
    expect(found.reasons).toContain('The page does not say in which currency; choose it once for this shop.')
    expect(read(html, { currency: 'NZD' })).toMatchObject({
      price: { minor: 1299n, currency: 'NZD' },
      currencyUnknown: false,
    })
  })
})

describe('a page without a price (MKT-1)', () => {
  test('says so, with what else it holds', () => {
    const found = read(
      page({ head: product({ sku: 'A1', offers: offer(0) }), body: '<h1>Teapot</h1><p>Call us</p>' }),
    )
    expect(found).toMatchObject({
      outcome: 'no-price',
      price: null,
      sku: 'A1',
      title: 'Teapot',
      source: null,
      confidence: 0,
    })
    expect(found.reasons).toEqual([
      'The price there is 0, which mostly means that it is told on request.',
      'No price was found on the page.',
    ])
  })

  test.each([
    ['negative', offer(-5)],
    ['10^12', offer(1e12)],
    ['10^300', offer(1e300)],
    ['a long number', offer('9'.repeat(400))],
    ['words', offer('on request')],
    ['null', offer(null)],
    ['a list of nothing', offer([[], {}])],
  ])('has one of a price that is %s', (_, offers) => {
    expect(read(page({ head: product({ offers }), body: '<h1>Teapot</h1>' }))).toMatchObject({
      outcome: 'no-price',
      price: null,
    })
  })

  test('may be a wall of consent, of robots, or of a sign-in', () => {
    const consent = page({
      title: 'Before you continue',
      body: '<p>We use cookies</p><button>Accept all</button><p>or pay €2.99</p>',
    })
    expect(read(consent)).toMatchObject({ outcome: 'consent-wall', price: null })
    expect(
      read(page({ body: '<p>x</p>' }), { url: 'https://consent.shop.example/?continue=1' }).outcome,
    ).toBe('consent-wall')
    const robot = read(page({ title: 'Just a moment...', body: '<p>Checking your browser</p>' }))
    expect(robot.outcome).toBe('no-price')
    expect(robot.reasons[0]).toContain('no robot')
    expect(read(page({ body: '<form><input type="password"></form>' })).reasons[0]).toContain('sign in')
    const banner = page({
      head: product({ offers: offer(5) }),
      body: '<p>Accept all cookies</p><h1>Teapot</h1>',
    })
    expect(read(banner)).toMatchObject({ outcome: 'price', price: { minor: 500n } })
  })

  test('may be a file', () => {
    expect(read('%PDF-1.7', { contentType: 'application/pdf' }).reasons).toEqual([
      'The address leads to a file and not to a page.',
    ])
    const { js } = shop.prairieBoots
    expect(
      read(js, { contentType: 'application/json; charset=utf-8', variant: '73', currency: 'USD' }),
    ).toMatchObject({
      price: { minor: 20900n },
      source: 'shopify',
    })
  })

  test('tells broken data from none', () => {
    const found = read(
      page({ head: jsonLd('{"@type":"Product","offers":{"price":'), body: '<h1>Teapot</h1>' }),
    )
    expect(found.reasons).toContain(
      'The structured data of the page (JSON-LD) is broken and could not be read.',
    )
  })
})
