import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { componentTaxes, fit, totalsOf } from './document-totals.ts'
import type { PricedLine, Terms } from './document-totals.ts'

const standard = { id: 'standard', category: 'S', percent: '19' }
const reduced = { id: 'reduced', category: 'S', percent: '7' }
const none = { id: 'none', category: 'Z', percent: '0' }

const net: Terms = { digits: 2, pricesIncludeTax: false, discountPercent: '0' }
const gross: Terms = { ...net, pricesIncludeTax: true }

const line = (unitPrice: string, given: Partial<PricedLine> = {}): PricedLine => ({
  quantity: '1',
  unitPrice,
  discountPercent: '0',
  tax: standard,
  ...given,
})

const sum = (parts: readonly bigint[]) => parts.reduce((before, part) => before + part, 0n)

const price = fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 9999 }))
const priceText = price.map(([whole, digits]) => `${whole}.${String(digits).padStart(4, '0')}`)
const percentText = fc.constantFrom('0', '5', '10', '12.5', '33.333333', '100')
const anyLine = fc.record({
  quantity: fc.constantFrom('1', '12', '0.5', '3.333333', '-1', '1000'),
  unitPrice: priceText,
  discountPercent: percentText,
  tax: fc.constantFrom(standard, reduced, none, { id: 'other', category: 'S', percent: '19.000' }),
})
const anyTerms = fc.record({
  digits: fc.constantFrom(0, 2, 3),
  pricesIncludeTax: fc.boolean(),
  discountPercent: percentText,
})

describe('what a document comes to (ACC-2)', () => {
  test('lines, taxes and rounding add up to the total, in any order of lines', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 20 }), anyTerms, (lines, terms) => {
        const totals = totalsOf(lines, terms)
        const nets = sum(totals.lines.map((one) => one.net))
        expect(nets).toBe(totals.net)
        expect(sum(totals.taxes.map((one) => one.taxable))).toBe(totals.net)
        expect(sum(totals.taxes.map((one) => one.tax))).toBe(totals.tax)
        expect(totals.total).toBe(totals.net + totals.tax + totals.rounding)
        const amounts = sum(totals.lines.map((one) => one.amount))
        const written = terms.pricesIncludeTax ? totals.total : totals.net
        expect(written).toBe(amounts - totals.discount)
        expect(terms.pricesIncludeTax || totals.rounding === 0n).toBe(true)
      }),
    )
  })

  test('lines of one rate in another order come to the same', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 12 }), (lines) => {
        const { net: before, tax, total } = totalsOf(lines, net)
        expect(totalsOf(lines.toReversed(), net)).toMatchObject({ net: before, tax, total })
      }),
    )
  })

  test('tax is taken on the sum of a rate, never line by line', () => {
    const lines = Array.from({ length: 10 }, () => line('0.03'))
    expect(totalsOf(lines, net)).toMatchObject({ net: 30n, tax: 6n, total: 36n })
  })

  test('a price with tax in it is what is paid, also where no net amount leads to it', () => {
    for (let cents = 1n; cents <= 3000n; cents += 1n) {
      const text = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
      const totals = totalsOf([line(text)], gross)
      expect(totals.total).toBe(cents)
      expect(totals.rounding).toBeGreaterThanOrEqual(-1n)
      expect(totals.rounding).toBeLessThanOrEqual(1n)
    }
    expect(totalsOf([line('0.03')], gross)).toMatchObject({ net: 3n, tax: 1n, rounding: -1n, total: 3n })
  })

  test('a discount on the whole is shared by the rates it is on', () => {
    const lines = [line('100.00'), line('50.00', { tax: reduced }), line('0.05', { tax: none })]
    const totals = totalsOf(lines, { ...net, discountPercent: '10' })
    expect(totals.discount).toBe(1501n)
    expect(totals.taxes.map(({ taxCodeId, taxable, tax }) => [taxCodeId, taxable, tax])).toEqual([
      ['standard', 9000n, 1710n],
      ['reduced', 4500n, 315n],
      ['none', 4n, 0n],
    ])
  })

  test('half a cent goes away from zero, so that what is taken back mirrors what was given', () => {
    const of = (quantity: string) => totalsOf([line('8.325', { quantity, tax: none })], net).total
    expect([of('1'), of('-1')]).toEqual([833n, -833n])
  })

  test('amounts have the digits of their currency', () => {
    const yen = totalsOf([line('99.5', { tax: none })], { ...net, digits: 0 })
    expect(yen.total).toBe(100n)
    const dinar = totalsOf([line('0.0005', { tax: none })], { ...net, digits: 3 })
    expect(dinar.total).toBe(1n)
  })

  test('parts of a tax add up to it, also where they cancel each other', () => {
    const parts = [
      { percent: '6', sign: 1 },
      { percent: '2.25', sign: 1 },
    ] as const
    expect(componentTaxes({ taxable: 1010n, tax: 83n }, parts)).toEqual([60n, 23n])
    const reverse = [
      { percent: '19', sign: 1 },
      { percent: '19', sign: -1 },
    ] as const
    expect(componentTaxes({ taxable: 333n, tax: 0n }, reverse)).toEqual([63n, -63n])
  })

  test('what is fitted adds up, and moves by a unit at most where rounding alone was off', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -1000n, max: 1000n }), { minLength: 1, maxLength: 9 }),
        (parts) => {
          const total = sum(parts) + BigInt(parts.length)
          const fitted = fit(parts, total)
          expect(sum(fitted)).toBe(total)
          fitted.forEach((part, at) => expect(part - (parts[at] ?? 0n)).toBe(1n))
        },
      ),
    )
  })
})
