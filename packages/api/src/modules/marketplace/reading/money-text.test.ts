import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { readMoney, readNumber } from './money-text.ts'
import type { ReadingHints } from './money-text.ts'

/** "1299 EUR (from)": minor units, currency, notes. */
function said(text: string, hints: ReadingHints = {}): string {
  const found = readMoney(text, hints)
  if (!found) return 'none'
  const notes = found.notes.length > 0 ? ` (${found.notes.join(', ')})` : ''
  const was = found.was ? ` was ${found.was.minor}` : ''
  return `${found.price.minor} ${found.price.currency ?? '?'}${was}${notes}`
}

describe('an amount in a shop (MKT-1)', () => {
  test.each([
    // Separators
    ['€2879.2', '287920 EUR'],
    ['€2879.20', '287920 EUR'],
    ['2.879,20 €', '287920 EUR'],
    ['2,879.20 €', '287920 EUR'],
    ['2 879,20 €', '287920 EUR'],
    ['2\u00a0879,20\u00a0€', '287920 EUR'],
    ['2\u202f879,20\u202f€', '287920 EUR'],
    ['2\u2009879,20 €', '287920 EUR'],
    ['2.879 €', '287900 EUR (open-separator)'],
    ['2,879 €', '287900 EUR (open-separator)'],
    ['0,875 €', '88 EUR (rounded)'],
    ['1.234.567 €', '123456700 EUR'],
    ['1.234.567,89 €', '123456789 EUR'],
    ['12879 €', '1287900 EUR'],
    ['2879,2 €', '287920 EUR'],
    ['12,34,5 €', 'none'],
    ['1.23.456,7.8 €', 'none'],
    ['CHF 1’299.50', '129950 CHF'],
    ["CHF 1'299.–", '129900 CHF'],
    ['Fr. 49.90', '4990 CHF'],
    ['Fr. 49.–', '4900 CHF'],
    ['CHF 1´299.–', '129900 CHF'],
    ['1 299,-', '129900 ? (bare)'],
    ['€ 1.299,-', '129900 EUR'],
    ['£12 .99', 'none'],
    ['12⁹⁹ €', '1299 EUR'],
    ['12,⁹⁹ €', '1299 EUR'],
    ['£4·50', '450 GBP'],
    // India
    ['₹1,23,456.78', '12345678 INR'],
    ['₹ 12,34,567', '123456700 INR'],
    ['INR 1,23,456.78', '12345678 INR'],
    ['₹ 1.5 lakh', '15000000 INR'],
    ['₹2.25 crore', '2250000000 INR'],
    ['₹१,२३,४५६.७८', '12345678 INR'],
    // Other digits
    ['٤٫٥٠٠ د.ك', '4500 KWD'],
    ['د.ك. ١٬٢٣٤٫٥٠٠', '1234500 KWD'],
    ['۱٬۲۳۴٫۵۰ €', '123450 EUR'],
    ['１，９８０円', '1980 JPY'],
    ['৳১,২৯৯.৫০', '129950 BDT'],
    ['€๑๒.๕๐', '1250 EUR'],
    // Other exponents
    ['1,980円', '1980 JPY'],
    ['JP¥ 1,980', '1980 JPY'],
    ['JPY 1980.00', '1980 JPY'],
    ['1.5万円', '15000 JPY'],
    ['₩12,900', '12900 KRW'],
    ['1.299.000 ₫', '1299000 VND'],
    ['KWD 1.250', '1250 KWD (open-separator)'],
    ['KWD 1,234.500', '1234500 KWD'],
    ['BHD 0.850', '850 BHD'],
    ['Rp 150.000', '15000000 IDR'],
    ['12 990 Ft', '1299000 HUF'],
    // Signs
    ['12,99 EUR', '1299 EUR'],
    ['EUR 12,99', '1299 EUR'],
    ['12.99EUR', '1299 EUR'],
    ['12,99 Euro', '1299 EUR'],
    ['US$12.99', '1299 USD'],
    ['US $12.99', '1299 USD'],
    ['12,99 $ US', '1299 USD'],
    ['$12.99 CAD', '1299 CAD'],
    ['A$12.99', '1299 AUD'],
    ['R$ 1.299,90', '129990 BRL'],
    ['R 1 299,00', '129900 ZAR'],
    ['S/ 1,299.00', '129900 PEN'],
    ['1 299,00 zł', '129900 PLN'],
    ['1 299 Kč', '129900 CZK'],
    ['1.299,90 TL', '129990 TRY'],
    ['1 299 ₽', '129900 RUB'],
    ['129,99 lei', '12999 ?'],
    ['RM 1,299.00', '129900 MYR'],
    // Around
    ['from €9.99', '999 EUR (from)'],
    ['ab 9,99 €', '999 EUR (from)'],
    ['à partir de 9,99 €', '999 EUR (from)'],
    ['desde 9,99 €', '999 EUR (from)'],
    ['1,980円から', '1980 JPY (from)'],
    ['10–20 €', '1000 EUR (range)'],
    ['€10.00 - €20.00', '1000 EUR (range)'],
    ['20 € bis 10 €', '1000 EUR (range)'],
    ['from £5 to £8', '500 GBP (from, range)'],
    ['€4.50 / kg', '450 EUR (per-unit)'],
    ['4,50 € pro 100 g', '450 EUR (per-unit)'],
    ['€2.25 (€4.50 / kg)', '225 EUR'],
    ['1 kg = 4,50 € 2,25 €', '225 EUR'],
    ['2,25 € Grundpreis: 4,50 €', '225 EUR'],
    ['2,25 €/Stück', '225 EUR'],
    ['9,99 € / Monat', '999 EUR (per-unit)'],
    ['12 × 9,99 € oder 99,00 €', '9900 EUR'],
    ['Was £20.00 Now £15.00', '1500 GBP was 2000'],
    ['UVP 29,99 € 19,99 €', '1999 EUR was 2999'],
    ['statt 29,99 € nur 19,99 €', '1999 EUR was 2999'],
    ['£15.00 RRP: £20.00', '1500 GBP was 2000'],
    ['Save £5.00 £15.00', '1500 GBP'],
    ['15 % Rabatt 12,99 €', '1299 EUR'],
    ['12,99 € inkl. 19 % MwSt. zzgl. 4,90 € Versand', '1299 EUR'],
    ['£12.99 VAT included', '1299 GBP'],
    ['2 x 500 g 3,99 €', '399 EUR'],
    ['10 € 20 €', '1000 EUR (several)'],
    ['EUR 10 EUR 20', '1000 EUR (several)'],
    ['$10 CAD $20 CAD', '1000 CAD (several)'],
    ['99¢', '99 ? (cents)'],
    ['99 ct', '99 ? (cents)'],
    ['50p', '50 GBP (cents)'],
    ['$.99', '99 ?'],
    // None
    ['Free', '0 ? (free)'],
    ['Kostenlos', '0 ? (free)'],
    ['無料', '0 ? (free)'],
    ['-5 €', 'none'],
    ['€-5.00', 'none'],
    ['20% off', 'none'],
    ['1e5 €', 'none'],
    ['500 g', 'none'],
    ['Router', 'none'],
    ['price on request', 'none'],
    ['999,999,999,999,999.00 €', 'none'],
    ['', 'none'],
  ])('%j is %s', (text, expected) => {
    expect(said(text)).toBe(expected)
  })

  test.each([
    ['$12', { declared: 'NZD', language: 'en-CA' }, '1200 NZD'],
    ['$12', { language: 'en-CA', host: 'shop.example.au' }, '1200 CAD (currency-guessed)'],
    ['$12', { language: 'en', host: 'shop.com.au', setting: 'USD' }, '1200 AUD (currency-guessed)'],
    ['$12', { language: 'en', host: 'shop.com', setting: 'SGD' }, '1200 SGD'],
    ['$12', { language: 'en', host: 'shop.com' }, '1200 ?'],
    ['$12', { language: 'en-US', host: 'shop.com' }, '1200 USD (currency-guessed)'],
    ['$12', { language: 'en-US', host: 'shop.com.au' }, '1200 AUD (currency-guessed)'],
    ['$12', { host: 'shop.co' }, '1200 ?'],
    ['$12.000', { host: 'shop.com.co' }, '1200000 COP (currency-guessed)'],
    ['$12', { declared: 'EUR', language: 'es-MX' }, '1200 MXN (currency-guessed)'],
    ['kr 1 299,-', { language: 'sv' }, '129900 SEK (currency-guessed)'],
    ['1.299 kr.', { language: 'da-DK' }, '129900 DKK (open-separator, currency-guessed)'],
    ['1 299 kr', { host: 'butikk.no' }, '129900 NOK (currency-guessed)'],
    ['1.299 kr.', { language: 'is' }, '1299 ISK (currency-guessed)'],
    ['kr 1 299', { language: 'en', setting: 'NOK' }, '129900 NOK'],
    ['19:90 kr', { language: 'sv-SE' }, '1990 SEK (currency-guessed)'],
    ['¥1,980', { language: 'ja' }, '1980 JPY (currency-guessed)'],
    ['¥1,980.00', { language: 'zh-CN' }, '198000 CNY (currency-guessed)'],
    ['￥1980', { host: 'shop.jp' }, '1980 JPY (currency-guessed)'],
    ['¥1980', {}, '198000 ?'],
    ['Rs. 1,299.00', { host: 'shop.in' }, '129900 INR (currency-guessed)'],
    ['Rs. 1,299.00', { host: 'shop.pk' }, '129900 PKR (currency-guessed)'],
    ['99¢', { declared: 'USD' }, '99 USD (cents)'],
    ['129,99 lei', { language: 'ro' }, '12999 RON (currency-guessed)'],
    ['£12', { declared: 'EGP' }, '1200 EGP'],
    ['€12', { declared: 'USD' }, '1200 EUR'],
    ['1299.00', { declared: 'EUR', isMachine: true }, '129900 EUR (bare)'],
    ['19.990', { declared: 'EUR', isMachine: true }, '1999 EUR (open-separator, bare)'],
    ['1.299', { declared: 'EUR', isMachine: true }, '129900 EUR (open-separator, bare)'],
    ['19.9900', { declared: 'EUR', isMachine: true }, '1999 EUR (bare)'],
    ['1,299', { declared: 'EUR', isMachine: true }, '129900 EUR (open-separator, bare)'],
    ['12.990', { declared: 'CLP', isMachine: true }, '12990 CLP (bare)'],
    ['12.990', { declared: 'COP', isMachine: true }, '1299000 COP (bare)'],
    ['AMD 7600', {}, '760000 ? (bare)'],
    ['AMD 7600', { declared: 'AMD' }, '760000 AMD'],
  ])('%j on a page of %j is %s', (text, hints, expected) => {
    expect(said(text, hints)).toBe(expected)
  })

  test('is never what a line goes through, which is what it cost before', () => {
    const found = readMoney([
      { text: '29,99 €', isStruck: true },
      { text: ' 19,99 €', isStruck: false },
    ])
    expect(found).toMatchObject({ price: { minor: 1999n }, was: { minor: 2999n, currency: 'EUR' } })
    expect(readMoney([{ text: '29,99 €', isStruck: true }])).toBeNull()
  })

  test('keeps what one separator could say instead', () => {
    expect(readMoney('€1.299')?.other).toEqual({ minor: 130n, currency: 'EUR' })
    expect(readMoney('KWD 1.250')?.other).toEqual({ minor: 1_250_000n, currency: 'KWD' })
    expect(readMoney('€1.29')?.other).toBeNull()
  })

  test('is taken of numbers without the dust of floating point', () => {
    expect(readNumber(19.989999999999998, 'EUR')).toMatchObject({ price: { minor: 1999n }, notes: [] })
    expect(readNumber(1e3, 'JPY')?.price.minor).toBe(1000n)
    expect(readNumber(1.5e-7, 'EUR')?.price.minor).toBe(0n)
    expect([-1, NaN, Infinity, 1e12, 1e300].map((value) => readNumber(value, 'EUR'))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
  })
})

const LOCALES =
  'en-US en-GB en-CA en-IN en-AU de-DE de-CH de-AT fr-FR fr-CH fr-CA es-ES es-MX it-IT pt-BR pt-PT nl-NL sv-SE nb-NO da-DK fi-FI pl-PL cs-CZ hu-HU ro-RO tr-TR ru-RU ar-EG ar-KW fa-IR hi-IN bn-BD mr-IN ne-NP th-TH ja-JP zh-CN zh-TW ko-KR vi-VN id-ID he-IL uk-UA lt-LT my-MM'.split(
    ' ',
  )
const PRINTED = {
  EUR: 2,
  GBP: 2,
  USD: 2,
  JPY: 0,
  INR: 2,
  SEK: 2,
  KWD: 3,
  CHF: 2,
  CNY: 2,
  AUD: 2,
  BRL: 2,
  KRW: 0,
}

describe('what a program printed in a locale (MKT-1)', () => {
  test.each(LOCALES)('is read back in %s', (locale) => {
    const anyPrice = fc.record({
      minor: fc.bigInt(1n, 10n ** 11n),
      currency: fc.constantFrom(...Object.entries(PRINTED)),
      isCode: fc.boolean(),
    })
    fc.assert(
      fc.property(anyPrice, ({ minor, currency: [currency, digits], isCode }) => {
        const whole = minor / 10n ** BigInt(digits)
        const rest = String(minor % 10n ** BigInt(digits)).padStart(digits, '0')
        const amount = digits === 0 ? String(whole) : `${whole}.${rest}`
        const printed = new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          currencyDisplay: isCode ? 'code' : 'symbol',
        }).format(amount as Intl.StringNumericLiteral)
        expect([printed, readMoney(printed, { declared: currency })?.price]).toEqual([
          printed,
          { minor, currency },
        ])
      }),
      { numRuns: 150 },
    )
  })

  test('of any text is an answer in good time', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...Array.from("0123456789.,' -€$kr%/x\u0660٫ab:")),
          maxLength: 400,
        }),
        (text) => {
          const found = readMoney(text)
          expect(found === null || found.price.minor >= 0n).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
    for (const text of [
      '1 '.repeat(50_000),
      '1,'.repeat(50_000),
      '€'.repeat(100_000),
      '9'.repeat(100_000),
      'from '.repeat(20_000),
    ]) {
      const began = processorTime()
      expect(readMoney(text)?.price.minor ?? 0n).toBeLessThan(10n ** 15n)
      expect(processorTime() - began).toBeLessThan(500)
    }
  })
})
