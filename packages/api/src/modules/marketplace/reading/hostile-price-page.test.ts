import { Parser } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { readPrice } from './read-price.ts'
import type { ProductPage } from './read-price.ts'
import { jsonLd, meta, page } from './testing/shops.ts'

const URL_OF_TEST = 'https://shop.example/p/1'
const read = (html: string, more: Partial<ProductPage> = {}) => readPrice({ url: URL_OF_TEST, html, ...more })
const product = (more: object) => jsonLd({ '@type': 'Product', name: 'Teapot', ...more })
const offer = (price: unknown, priceCurrency = 'EUR') => ({ '@type': 'Offer', price, priceCurrency })

/** A part of an ordinary page. */
const row =
  '<div class="product-card"><a href="/p/12" class="link"><img src="a.jpg" alt="A thing"></a><h3 class="title">Thing</h3>' +
  '<p>Some words about a thing which make it longer than the others, &amp; more of them</p><span class="cost">12,99 €</span></div>\n'

/** Milliseconds; the least of several, since others use the machine, too. */
function fastest(times: number, act: () => void): number {
  const took = Array.from({ length: times }, () => {
    const began = processorTime()
    act()
    return processorTime() - began
  })
  return Math.min(...took)
}

/** 1 MB of it. */
const ordinary = row.repeat(Math.ceil(1_000_000 / row.length))

describe('a hostile page (MKT-1)', () => {
  /** In ms. Beside an ordinary page on the same machine, since a page that is read in quadratic time takes a thousand times as long. */
  const mostFor = (html: string) =>
    1_000 + (html.length / ordinary.length) * 40 * fastest(3, () => read(ordinary))
  const deep = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times)
  const ld = (text: string) => `<script type="application/ld+json">${text}`

  test.each<[string, string]>([
    ['ten million <', '<'.repeat(10_000_000)],
    ['elements nested a million deep', deep('<div>', '</div>', 1_000_000)],
    [
      'things nested a hundred thousand deep',
      '<div itemscope itemprop="offers" itemtype="http://schema.org/Offer">'.repeat(100_000),
    ],
    [
      'properties nested a hundred thousand deep',
      `<div itemscope>${'<span itemprop="price">1 '.repeat(100_000)}`,
    ],
    ['arrays nested a million deep', ld(deep('[', ']', 500_000))],
    ['objects nested deep', ld(`${'{"@graph":'.repeat(20_000)}1${'}'.repeat(20_000)}`)],
    ['JSON-LD that never ends', ld(`[${'{"@type":"Product","offers":{"price":1}},'.repeat(200_000)}`)],
    ['quotes without an end', ld(`{"a":"${String.raw`\"`.repeat(400_000)}`)],
    ['comments without an end', ld('/*'.repeat(400_000))],
    ['commas', ld(`[${','.repeat(900_000)}]`)],
    ['two hundred thousand blocks', jsonLd('{"@type":"Product"}').repeat(200_000)],
    ['a million entities', '&amp;'.repeat(1_000_000)],
    ['a million closing paragraphs', '</p>'.repeat(1_000_000)],
    ['a tag with a million attributes', `<a ${'x=1 '.repeat(1_000_000)}>`],
    ['a comment without an end', `<!--${'-'.repeat(5_000_000)}`],
    ['a class of a million signs', `<h1>T</h1><p class="${'old-'.repeat(250_000)}">€5</p>`],
    ['a line of a million amounts', `<h1>T</h1><p>${'€1,234.50 '.repeat(100_000)}</p>`],
    ['a million spans', `<h1>T</h1><p>${'<span>1</span>'.repeat(500_000)}</p>`],
    ['sixty thousand old prices', `<h1>T</h1>${'<del>€5</del>'.repeat(60_000)}`],
    [
      'names of prototypes',
      ld(
        '{"@type":"Product","__proto__":{"offers":1},"constructor":{"price":1},"offers":{"price":3,"priceCurrency":"EUR"}}</script>',
      ),
    ],
    ['bytes of nothing', '\0'.repeat(1_000_000)],
    ['', ''],
  ])('of %s is read to an end', (_, html) => {
    const began = processorTime()
    const found = read(html, {
      selector: 'div .price',
      variant: 'x',
      shopify: '{"variants":[1,null,{"price":"x"},[]]}',
    })
    expect(processorTime() - began).toBeLessThan(mostFor(html))
    expect(found.confidence).toBeLessThan(1)
    expect(found.price === null || found.price.minor > 0n).toBe(true)
  })

  test('cannot make a selector run long', () => {
    const html = '<div class="a">€5</div>'.repeat(50_000)
    for (const selector of [
      '.z ~ div ~ div ~ div ~ div',
      'div:nth-child(2n):nth-last-child(3n)',
      '((',
      'a'.repeat(1_000),
      '',
    ]) {
      const began = processorTime()
      expect(read(html, { selector }).reasons.join(' ')).toContain('CSS selector')
      expect(processorTime() - began).toBeLessThan(mostFor(html))
    }
  })
})

describe('the time it takes (MKT-1)', () => {
  test('stays small for a page of 1 MB', () => {
    const head = product({ offers: offer('12.99') })
    const body = `<h1>Teapot</h1><p>12,99 €</p>${ordinary}`
    const html = page({ body: body + head })
    const bare = fastest(12, () => new Parser({}).end(html))
    // The budget is 30 ms where the parser alone takes 10.
    expect(fastest(12, () => read(html))).toBeLessThan(bare * 5)
  })

  test('ends early where the data and the text were seen', () => {
    const head = product({ offers: offer('12.99'), url: URL_OF_TEST })
    const rest = row.repeat(Math.ceil(3_000_000 / row.length))
    const early = page({ head, body: `<h1>Teapot</h1><p>12,99 €</p>${rest}` })
    const late = page({ body: `<h1>Teapot</h1><p>12,99 €</p>${rest}${head}` })
    expect(read(early)).toMatchObject({ price: { minor: 1299n }, confidence: 0.93 })
    expect(fastest(3, () => read(early)) * 4).toBeLessThan(fastest(3, () => read(late)))
  })

  test('does not change what is read of Open Graph and its kin', () => {
    const found = read(
      page({
        head:
          meta({ 'og:price:amount': '12,99', 'og:price:currency': 'EUR' }) +
          product({ offers: offer('12.99') }),
      }),
    )
    expect(found).toMatchObject({ source: 'json-ld', confidence: 0.86 })
    expect(found.reasons).toContain('The head of the page (Open Graph) says the same.')
  })
})
