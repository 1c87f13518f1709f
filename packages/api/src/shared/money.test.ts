import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currencyCodes, currencyDigits } from './currencies.ts'
import {
  Amount,
  CurrencyCode,
  LARGEST_MINOR,
  RATE_SCALE,
  allot,
  convert,
  formatMoney,
  mulDiv,
  parseMoney,
  scaled,
} from './money.ts'

const minor = fc.bigInt({ min: 1n - LARGEST_MINOR, max: LARGEST_MINOR - 1n })
const digits = fc.integer({ min: 0, max: 8 })
const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 })
const sumOf = (parts: readonly bigint[]) => parts.reduce((sum, part) => sum + part, 0n)

describe('money (ACC-1)', () => {
  test('what is written is what is read, at any number of digits', () => {
    fc.assert(
      fc.property(minor, digits, (amount, scale) => {
        const text = formatMoney(amount, scale)
        expect(scaled(text, scale)).toBe(amount)
        expect(text.split('.')[1]?.length ?? 0).toBe(scale)
      }),
    )
    expect(parseMoney('12', 2)).toBe(1200n)
    expect(parseMoney('-0.005', 3)).toBe(-5n)
    expect(formatMoney(-5n, 2)).toBe('-0.05')
    expect(formatMoney(1234n, 0)).toBe('1234')
  })

  test.each([
    ['1.005', 2],
    ['1.5', 0],
    ['1,50', 2],
    ['1e3', 2],
    ['NaN', 2],
    ['', 2],
    ['.5', 2],
    ['+1', 2],
    ['٣', 2],
    ['10000000000000.00', 2],
    ['1000000000000000', 0],
  ])('%s is no amount with %i digits, and is not rounded to one', (text, scale) => {
    expect(parseMoney(text, scale)).toBeNull()
  })

  test('amounts are sent as text', () => {
    expect(Amount.safeParse(12.5).success).toBe(false)
    expect(Amount.safeParse('12.5').success).toBe(true)
    expect(Amount.safeParse('12.5\n').success).toBe(false)
  })

  test('rounds half away from zero, so that a credit note mirrors its invoice', () => {
    expect(mulDiv(5n, 1n, 2n)).toBe(3n)
    expect(mulDiv(-5n, 1n, 2n)).toBe(-3n)
    expect(mulDiv(8325n, 1n, 10n)).toBe(833n)
    fc.assert(
      fc.property(minor, minor, fc.bigInt({ min: 1n, max: 10n ** 12n }), (a, b, by) => {
        const result = mulDiv(a, b, by)
        expect(mulDiv(-a, b, by)).toBe(-result)
        expect(mulDiv(a, b, -by)).toBe(-result)
        const distance = result * by - a * b
        expect(2n * (distance < 0n ? -distance : distance) <= by).toBe(true)
      }),
    )
  })

  test('a split adds up to the unit, and no part is a whole unit away from its share', () => {
    fc.assert(
      fc.property(minor, weights, (total, shares) => {
        const parts = allot(total, shares)
        const sum = sumOf(shares)
        expect(sumOf(parts)).toBe(total)
        for (const [at, part] of parts.entries()) {
          const off = part * sum - total * (shares[at] ?? 0n)
          expect(sum === 0n || (off < 0n ? -off : off) < sum).toBe(true)
        }
        expect(allot(-total, shares)).toEqual(parts.map((part) => -part))
      }),
    )
  })

  test('a split gives the same parts in any order where no two remainders are equal', () => {
    expect(allot(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
    expect(allot(100n, [5n, 2n, 9n])).toEqual([31n, 13n, 56n])
    expect(allot(100n, [9n, 5n, 2n])).toEqual([56n, 31n, 13n])
    expect(allot(7n, [0n, 0n])).toEqual([7n, 0n])
  })

  test('converts between currencies of different digits', () => {
    const rate = scaled('161.5', RATE_SCALE) ?? 0n
    expect(convert(1000n, { rate, from: 2, to: 0 })).toBe(1615n)
    expect(convert(1n, { rate: scaled('0.3055', RATE_SCALE) ?? 0n, from: 0, to: 3 })).toBe(306n)
  })

  test('knows the digits of ISO 4217, not those of shops', () => {
    expect(['HUF', 'IDR', 'COP', 'EUR', 'XCG'].map(currencyDigits)).toEqual([2, 2, 2, 2, 2])
    expect(['JPY', 'KWD', 'CLF', 'IQD', 'ISK'].map(currencyDigits)).toEqual([0, 3, 4, 3, 0])
    expect(['EURO', 'eur', 'constructor', ''].map(currencyDigits)).toEqual([null, null, null, null])
    expect(new Set(currencyCodes).size).toBe(currencyCodes.length)
    expect(CurrencyCode.safeParse('XXX').success).toBe(false)
  })
})
