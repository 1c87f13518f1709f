import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeChange } from './implausible.ts'
import type { Money } from './money-text.ts'

const euros = (minor: number): Money => ({ minor: BigInt(minor), currency: 'EUR' })

describe('a price that is put aside (MKT-1)', () => {
  test.each([
    [1000, 1000, false],
    [1000, 1600, false],
    [1000, 1601, true],
    [1000, 400, false],
    [1000, 399, true],
    [1000, 10_000, true],
    [1000, 100, true],
    [0, 1, true],
    [0, 0, false],
    [1, 2, true],
    [1, 1, false],
    [100_000_000_000_000, 100_000_000_000_001, false],
  ])('from %d to %d cents: %s', (last, next, expected) => {
    expect(judgeChange(euros(last), euros(next)).implausible).toBe(expected)
  })

  test.each([
    [
      1299,
      12_990,
      '129.90 EUR is about ten times the last price, 12.99 EUR: a decimal point may have slipped.',
    ],
    [
      1299,
      12_999,
      '129.99 EUR is about ten times the last price, 12.99 EUR: a decimal point may have slipped.',
    ],
    [1299, 130, '1.30 EUR is about a tenth of the last price, 12.99 EUR: a decimal point may have slipped.'],
    [
      1299,
      129_900,
      '1299.00 EUR is about a hundred times the last price, 12.99 EUR: a decimal point may have slipped.',
    ],
    [
      129_900,
      1299,
      '12.99 EUR is about a hundredth of the last price, 1299.00 EUR: a decimal point may have slipped.',
    ],
    [1000, 2500, 'From 10.00 EUR to 25.00 EUR is a jump of more than 60 %.'],
    [1000, 0, 'From 10.00 EUR to 0.00 EUR is a jump of more than 60 %.'],
  ])('from %d to %d cents is told in words', (last, next, because) => {
    expect(judgeChange(euros(last), euros(next))).toEqual({ implausible: true, because })
  })

  test('comes in another currency, though the amount is the same', () => {
    expect(judgeChange(euros(1299), { minor: 1299n, currency: 'USD' })).toEqual({
      implausible: true,
      because: 'The currency is another: 12.99 EUR before, 12.99 USD now.',
    })
    expect(judgeChange(euros(1299), { minor: 1299n, currency: null })).toMatchObject({
      because: 'The currency is another: 12.99 EUR before, 12.99 (currency unknown) now.',
    })
    expect(judgeChange({ minor: 1980n, currency: 'JPY' }, { minor: 19_800n, currency: 'JPY' })).toMatchObject(
      {
        because: '19800 JPY is about ten times the last price, 1980 JPY: a decimal point may have slipped.',
      },
    )
  })

  test('is never the first one, and never one that changed by 60 % or less', () => {
    expect(judgeChange(null, euros(1))).toEqual({ implausible: false })
    fc.assert(
      fc.property(fc.bigInt(100n, 10n ** 14n), fc.integer({ min: 40, max: 160 }), (minor, percent) => {
        const last = { minor: minor * 100n, currency: 'EUR' }
        expect(judgeChange(last, { minor: minor * BigInt(percent), currency: 'EUR' })).toEqual({
          implausible: false,
        })
        const next = { minor: minor * BigInt(percent + 121), currency: 'EUR' }
        expect(judgeChange(last, next).implausible).toBe(true)
      }),
    )
  })
})
