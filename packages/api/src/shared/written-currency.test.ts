import { describe, expect, test } from 'vitest'
import { currencyOf, currencyWritten } from './written-currency.ts'

describe('the currency that an amount is written with', () => {
  test.each([
    ['12,00 €', undefined, 'EUR'],
    ['$15.50', 'EUR', 'USD'],
    ['$15.50', 'CAD', 'CAD'],
    ['CA$ 15.50', 'USD', 'CAD'],
    ['1 200 SEK', 'EUR', 'SEK'],
    ['1 200,00 kr', 'DKK', 'DKK'],
    ['1 200,00 kr', 'EUR', null],
    ['¥1,200', undefined, null],
    ['R$ 10', undefined, 'BRL'],
    ['12.00', 'GBP', 'GBP'],
    ['12 PCS', 'GBP', 'GBP'],
    ['12.00', undefined, null],
  ])('of %j, where %s is said, is %s', (text, said, currency) => {
    expect(currencyOf(currencyWritten(text), said)).toBe(currency)
  })
})
