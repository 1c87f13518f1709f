import { describe, expect, test } from 'vitest'
import { readPrice } from './read-price.ts'
import { jsonLd, page } from './testing/shops.ts'

const URL_OF_TEST = 'https://laden.example.de/p/1'
const chair = (offers: object, more: object = {}) =>
  jsonLd({ '@type': 'Product', name: 'Stuhl Nord', ...more, offers: { '@type': 'Offer', ...offers } })

function read({ head = '', body = '', title = 'Stuhl Nord' }) {
  const html = page({ lang: 'de', title, head, body: `<h1>${title}</h1>${body}` })
  const { price, outcome, reasons } = readPrice({ url: URL_OF_TEST, html })
  return { said: price ? `${price.minor} ${price.currency}` : outcome, reasons: reasons.join(' ') }
}

describe('data in hundredths (MKT-1)', () => {
  const head = chair({ price: 4995, priceCurrency: 'EUR' })
  const meta =
    '<meta property="product:price:amount" content="49.95"><meta property="product:price:currency" content="EUR">'
  test.each([
    ['the text', head, '<p>49,95 €</p>'],
    ['raised cents', head, '<p>49<sup>95</sup> €</p>'],
    ['the head of the page', head + meta, ''],
  ])('are told by %s', (_by, inHead, body) => {
    const { said, reasons } = read({ head: inHead, body })
    expect(said).toBe('4995 EUR')
    expect(reasons).toContain('smallest unit')
  })

  test('are not guessed where nothing says so, nor where the page says the whole amount too', () => {
    expect(read({ head }).said).toBe('499500 EUR')
    expect(read({ head, body: '<p>4.995 €</p><p>49,95 € im Monat</p>' }).said).toBe('499500 EUR')
    const yen = chair({ price: 4995, priceCurrency: 'JPY' })
    expect(read({ head: yen, body: '<p>49.95 JPY</p>' }).said).toBe('4995 JPY')
  })
})

describe('data of another product (MKT-1)', () => {
  const lamp = (url: string) =>
    jsonLd({ '@type': 'Product', name: 'Lampe', url, offers: { price: '9.95', priceCurrency: 'EUR' } })
  test('by its name and address, is not the price of this one', () => {
    expect(read({ head: lamp('https://laden.example.de/p/99'), body: '<p>49,95 €</p>' }).said).toBe(
      '4995 EUR',
    )
    expect(read({ head: lamp('https://laden.example.de/p/99') }).reasons).toContain('another address')
  })

  test('at the same address under another folder is this one', () => {
    const head = lamp('https://laden.example.de/sale/1')
    expect(read({ head, body: '<p>49,95 €</p>' }).said).toBe('995 EUR')
  })
})

describe('a page that answers as if it were there (MKT-1)', () => {
  test.each([
    ['Seite nicht gefunden', 'not there'],
    ['This product is no longer available', 'not there'],
    ['Error 404', 'not there'],
    ['Page introuvable', 'not there'],
    ['We will be back soon', 'closed'],
    ['Wartungsarbeiten', 'closed'],
  ])('“%s”: what it recommends is no price of the product', (title, reason) => {
    const { said, reasons } = read({ title, body: '<p>Das könnte Ihnen gefallen: Lampe 19,95 €</p>' })
    expect(said).toBe('no-price')
    expect(reasons).toContain(reason)
  })

  test('a model of that number, and a shop that opens soon elsewhere, are none', () => {
    expect(read({ title: 'Modell 404 von Peugeot', body: '<p>19,95 €</p>' }).said).toBe('1995 EUR')
    const head = chair({ price: '49.95', priceCurrency: 'EUR' })
    expect(read({ head, body: '<p>Filiale Bonn: opening soon</p>' }).said).toBe('4995 EUR')
  })
})
