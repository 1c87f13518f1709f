import { describe, expect, test } from 'vitest'
import { readPrice } from './read-price.ts'
import { jsonLd, page } from './testing/shops.ts'

function read(lang: string, host: string, { head = '', body = '' }) {
  const html = page({ lang, title: 'Stol', head, body: `<h1>Stol</h1>${body}` })
  const { price, outcome, compareAt, reasons } = readPrice({ url: `https://${host}/p/1`, html })
  return {
    said: price ? `${price.minor} ${price.currency}` : outcome,
    was: compareAt?.minor ?? null,
    reasons,
  }
}

describe('a stroke in place of the cents (MKT-1)', () => {
  test.each([
    ['sv', 'butik.example.se', '1 495:-', '149500 SEK'],
    ['da', 'butik.example.dk', '1.495,-', '149500 DKK'],
    ['nb', 'butikk.example.no', '895,–', '89500 NOK'],
    ['de', 'laden.example.de', '99,-', '9900 EUR'],
    ['de-CH', 'laden.example.ch', '1’299.–', '129900 CHF'],
    // In Spanish it numbers the parts of a list, and elsewhere nobody writes so.
    ['es', 'tienda.example.es', '1.- Introducción', 'no-price'],
    ['en', 'shop.example.com', '99.-', 'no-price'],
  ])('%s, %s: %s is %s', (...[lang, host, written, said]) => {
    expect(read(lang, host, { body: `<p>${written}</p>` }).said).toBe(said)
  })
})

test('of a price without and one with tax on a line in Japan, that with tax counts (MKT-1)', () => {
  const body = '<p>¥3,618(税抜) ¥3,980(税込)</p>'
  expect(read('ja', 'mise.example.jp', { body }).said).toBe('3980 JPY')
  expect(read('ja', 'mise.example.jp', { body: '<p>¥3,980(税込)</p>' }).said).toBe('3980 JPY')
})

describe('offers of one thing in several currencies (MKT-1)', () => {
  const offers = [
    { '@type': 'Offer', price: '85', priceCurrency: 'USD' },
    { '@type': 'Offer', price: '80', priceCurrency: 'EUR' },
  ]
  const head = jsonLd({ '@type': 'Product', name: 'Stol', offers })
  test.each([
    ['de', 'laden.example.de', '8000 EUR'],
    ['en-US', 'shop.example.com', '8500 USD'],
  ])('are compared in that of the country: %s, %s: %s', (lang, host, said) => {
    expect(read(lang, host, { head }).said).toBe(said)
  })
})

describe('amounts beside the price (MKT-1)', () => {
  test.each([
    ['de', 'laden.example.de', '<p>10 € Gutschein für den Newsletter</p><p>79,00 €</p>', '7900 EUR'],
    ['en-US', 'shop.example.com', '<p>Get a $10 gift card</p><p>$79.00</p>', '7900 USD'],
    ['en-US', 'shop.example.com', '<p>Price dropped $20.00</p><p>$79.00</p>', '7900 USD'],
    ['it', 'negozio.example.it', '<p>Prezzo consigliato: 59,95 €</p><p>49,95 €</p>', '4995 EUR'],
  ])('%s, %s: %s', (...[lang, host, body, said]) => expect(read(lang, host, { body }).said).toBe(said))

  test('neither a deposit on top nor the price of one tablet leaves it open', () => {
    const doubts = (body: string) =>
      read('en-IE', 'shop.example.ie', { body }).reasons.filter((reason) => /several/i.test(reason))
    expect(doubts('<p>€1.19 + €0.25 deposit</p>')).toEqual([])
    expect(doubts('<p>€12.99 (€0.54 / count)</p>')).toEqual([])
  })

  test('what its maker asks is what it cost before', () => {
    const body = '<p>-21% $79.00 List: $99.99</p>'
    expect(read('en-US', 'shop.example.com', { body })).toMatchObject({ said: '7900 USD', was: 9999n })
  })
})

describe('a page without a price of its own (MKT-1)', () => {
  test.each(['Ähnliche Produkte', 'You may also like', 'Vous aimerez aussi', 'Liknande produkter'])(
    'has not that of what stands under “%s”',
    (heading) => {
      const body = `<p>Slut</p><section><h2>${heading}</h2><p>Kopp 9,99 €</p></section>`
      expect(read('sv', 'butik.example.se', { body }).said).toBe('no-price')
    },
  )

  test('a link with these words ends nothing', () => {
    const body = '<ul><li><a href="#r">Related products</a></li></ul><p>49,00 €</p>'
    expect(read('de', 'laden.example.de', { body }).said).toBe('4900 EUR')
  })
})
