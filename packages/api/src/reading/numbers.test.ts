import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growsEvenly } from '../testing/grows-evenly.ts'
import { readNumbers } from './numbers.ts'
import type { Amount } from './numbers.ts'

const plain = (value: Amount): string => {
  if (value.kind === 'number') return String(value.amount)
  if (value.kind === 'money') return `${value.amount} ${value.currency}`
  if (value.kind === 'percent') return `${value.amount} %`
  return `${value.amount} ${value.unit}`
}
const read = (text: string) => readNumbers(text, { currency: 'EUR' }).map(({ value }) => plain(value))

describe('numbers', () => {
  test.each([
    ['order 12', ['12']],
    ['1,250', ['1250']],
    ['1.250', ['1250']],
    ['1 250', ['1250']],
    ["1'250.50", ['1250.5']],
    ['1,250.50', ['1250.5']],
    ['1.250,50', ['1250.5']],
    ['1.250.000,75', ['1250000.75']],
    ['0.125', ['0.125']],
    ['2,5', ['2.5']],
    ['1.5k', ['1500']],
    ['5 hundred', ['500']],
    ['1 250,50', ['1250.5']],
    ['two and a half', ['2.5']],
    ['2½', ['2.5']],
    ['two and a half grand', ['2500']],
    ['half a million', ['500000']],
    ['2m', ['2000000']],
    ['1.2 million', ['1200000']],
    ['twenty-five', ['25']],
    ['twenty five', ['25']],
    ['a dozen', ['12']],
    ['half a dozen', ['6']],
    ['two dozen', ['24']],
    ['a hundred', ['100']],
    ['two hundred and fifty', ['250']],
    ['three thousand four hundred', ['3400']],
    ['two hundred thousand', ['200000']],
    ['two point five', ['2.5']],
    ['-4', ['-4']],
    ['minus 4', ['-4']],
    ['3 and 4', ['3', '4']],
    ['ten, 20 and thirty', ['10', '20', '30']],
    ['call 3 people', ['3']],
  ])('"%s"', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  test.each([
    'A4 paper',
    'version 1.2.3.4',
    'e2e',
    'at 9:30',
    'INV2041',
    'no one',
    'one of a kind',
    '',
    '5/1/27',
    'the',
    'the second one',
    '3D model',
    'R-107',
    'both of them',
  ])('"%s" holds none', (text) => {
    expect(read(text)).toEqual([])
  })
})

describe('money', () => {
  test.each([
    ['€1,250.50', ['1250.5 EUR']],
    ['1.250,50 €', ['1250.5 EUR']],
    ['EUR 40', ['40 EUR']],
    ['40 eur', ['40 EUR']],
    ['40 quid', ['40 GBP']],
    ['12 dollars', ['12 USD']],
    ['$12', ['12 USD']],
    ['US$12', ['12 USD']],
    ['$1.5k', ['1500 USD']],
    ['£3.20', ['3.2 GBP']],
    ['twenty pounds', ['20 GBP']],
    ['a hundred euros', ['100 EUR']],
    ['3 euros 50', ['3.5 EUR']],
    ['three euros and 20 cents', ['3.2 EUR']],
    ['forty euros fifty', ['40.5 EUR']],
    ['a euro fifty', ['1.5 EUR']],
    ['12,- €', ['12 EUR']],
    ['40 euros and 2 boxes', ['40 EUR', '2 box']],
    ['50 cents', ['0.5 EUR']],
    ['50p', ['0.5 GBP']],
    ['a tenner', ['10 EUR']],
    ['1 CHF', ['1 CHF']],
    ['-€20', ['-20 EUR']],
    ['invoice Ana for 300 euro and Jo for 20', ['300 EUR', '20']],
  ])('"%s"', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('shares and units', () => {
  test.each([
    ['20%', ['20 %']],
    ['20 percent', ['20 %']],
    ['two and twenty per cent', ['2', '20 %']],
    ['12.5 %', ['12.5 %']],
    ['250 g bags', ['250 g']],
    ['250g', ['250 g']],
    ['5 kilos', ['5 kg']],
    ['2 hours', ['2 hour']],
    ['1.5h', ['1.5 hour']],
    ['12 pcs', ['12 piece']],
    ['a dozen boxes', ['12 box']],
    ['three pallets', ['3 pallet']],
    ['1,000 credits', ['1000 credit']],
    ['one hour', ['1 hour']],
  ])('"%s"', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('bad input', () => {
  test('takes time as it grows, and no more', () => {
    for (const part of ['1', '1 ', '1.', '€', 'one ', 'all ', 'the ', 'two hundred ', '#', '-', '1,000 ']) {
      expect(
        growsEvenly(part, (text) => readNumbers(text, { currency: 'EUR' })),
        part,
      ).toBe(true)
    }
  })

  test('throws never, and every span holds its text', () => {
    const words = fc.constantFrom(
      ..."1 12 1250 007 . , ' - € $ % k m kg eur one two hundred and a dozen the last first no # of them all both point".split(
        ' ',
      ),
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(words, { maxLength: 14 }).map((all) => all.join(' ')),
      fc.array(words, { maxLength: 14 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        for (const { value, span, text: part } of readNumbers(text, { currency: 'EUR' })) {
          expect(text.slice(span.from, span.to)).toBe(part)
          expect(value.amount).toSatisfy(Number.isFinite)
        }
      }),
      { numRuns: 1_500 },
    )
  })
})
