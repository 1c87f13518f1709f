import { describe, expect, test } from 'vitest'
import { readNumbers } from '../../../../reading/numbers.ts'
import { timeUnitOf } from './time-units.ts'
import { amountFor, amountText, partOf, sumFor } from './amounts.ts'

const taken = (field: string, text: string, currency = 'EUR') =>
  readNumbers(text, { currency }).map(({ value }) =>
    amountFor(
      {
        part: partOf(field),
        lasts: timeUnitOf(field),
        isWhole: timeUnitOf(field) !== null,
        bounds: [1, field === 'days' ? 365 : Infinity],
      },
      value,
      currency,
    ),
  )

describe('an amount', () => {
  test.each([
    ['priceCents', '€49.50', 4950],
    ['priceCents', '45 euros', 4500],
    ['priceCents', '1.250,50 €', 125_050],
    ['priceCents', '85', 8500],
    ['feeMinor', '12k', 1_200_000],
    ['feeMinor', 'a tenner', 1000],
    ['monthMicro', '500 credits', 500_000_000],
    ['monthMicro', '2.5', 2_500_000],
    ['discount', '15 %', 15],
    ['weight', '2.5 kg', 2.5],
    ['days', '45 days', 45],
    ['days', '86.40', null],
    ['days', '350 euros', null],
    ['days', '380', null],
    ['days', '0', null],
    ['days', 'three weeks', 21],
    ['validDays', 'two months', 60],
    ['days', '36 hours', null],
    ['minutes', '1.5 hours', 90],
    ['seats', '2 weeks', 2],
  ])('for "%s" said as "%s" is in its unit', (field, text, value) => {
    expect(taken(field, text)).toEqual([value])
  })

  test('of a currency without cents is counted in whole ones', () => {
    expect(taken('feeMinor', '1200 yen', 'JPY')).toEqual([1200])
  })

  test.each([
    ['priceCents', '45 dollars'],
    ['priceCents', '20 %'],
    ['priceCents', '3 boxes'],
    ['priceCents', '0.125'],
    ['monthMicro', '20 euros'],
  ])('for "%s" said as "%s" is none', (field, text) => {
    expect(taken(field, text)).toEqual([null])
  })

  test('is told as it is said', () => {
    expect(amountText({ part: 'cents' }, 4950, 'EUR')).toBe('€49.50')
    expect(amountText({ part: 'micro' }, 2_500_000, 'EUR')).toBe('2.5')
    expect(amountText({ part: null }, 7, 'EUR')).toBe('7')
  })
})

test.each([
  ['24.90', '24.90'],
  ['13 €', '13.00'],
  ['1200 yen', '1200'],
  ['0.125', '0.125'],
  ['5 percent', null],
  ['3 boxes', null],
])('a sum said as "%s" is sent as %s', (text, sum) => {
  expect(readNumbers(text, { currency: 'EUR' }).map(({ value }) => sumFor(value))).toEqual([sum])
})
