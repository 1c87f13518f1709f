import { expect, test } from 'vitest'

import {
  addDecimals,
  compareDecimals,
  currencyDecimals,
  formatDecimal,
  formatMinor,
  multiplyDecimals,
  readDecimal,
  roundDecimal,
  toMinor,
} from './decimal.ts'

test.each([
  ['1234.5', '1234.5'],
  ['1,234.50', '1234.50'],
  ['1.234,50', '1234.50'],
  ['1 234,50', '1234.50'],
  ['1’234.50', '1234.50'],
  ['1.234.567,8', '1234567.8'],
  ['12,34,567.80', '1234567.80'],
  ['€ 1.234,50', '1234.50'],
  ['EUR 12', '12'],
  ['12.00 EUR', '12.00'],
  ['19%', '19'],
  ['−12,5', '-12.5'],
  ['12,50-', '-12.50'],
  ['€-12', '-12'],
  ['(1,234.00)', '-1234.00'],
  ['.5', '0.5'],
  ['007', '7'],
  ['-0', '0'],
  ['12.', '12'],
])('an amount pasted as %s is %s', (typed, value) => {
  expect(readDecimal(typed, { decimals: 2 })).toBe(value)
})

test.each([
  '1,23,4',
  '1.2.3',
  '12,3456.00',
  '1-2',
  'twelve',
  '1e3',
  '1.234,567',
  '1,234,5',
  ',',
  '12 apples',
])('%s is no amount with two decimals', (typed) =>
  expect(readDecimal(typed, { decimals: 2 })).toBeUndefined(),
)

test('three figures after one mark are thousands where only two decimals are allowed', () => {
  expect(readDecimal('1.234', { decimals: 2 })).toBe('1234')
  expect(readDecimal('1,234', { decimals: 2 })).toBe('1234')
  expect(readDecimal('1.234', { decimals: 3 })).toBe('1.234')
  expect(readDecimal('1,234', { decimals: 3 })).toBe('1234')
  expect(readDecimal('.234', { decimals: 2 })).toBeUndefined()
})

test('what begins with nothing has no thousands, and neither has a rate after one comma', () => {
  expect(readDecimal('0,857')).toBe('0.857')
  expect(readDecimal(',857')).toBe('0.857')
  expect(readDecimal('0.857', { decimals: 2 })).toBeUndefined()
  expect(readDecimal('1,085')).toBe('1085')
  expect(readDecimal('1,085', { grouped: false })).toBe('1.085')
  expect(readDecimal('1,234.50', { grouped: false })).toBe('1234.50')
  expect(readDecimal('1,234,567', { grouped: false })).toBe('1234567')
})

test('sums and products are exact and rounded half away from zero', () => {
  expect(addDecimals('0.1', '0.2')).toBe('0.3')
  expect(addDecimals('9007199254740993', '-0.01')).toBe('9007199254740992.99')
  expect(multiplyDecimals('3', '1.005', 2)).toBe('3.02')
  expect(roundDecimal('-1.005', 2)).toBe('-1.01')
  expect(roundDecimal('-0.004', 2)).toBe('0.00')
  expect(roundDecimal('7', 2)).toBe('7.00')
  expect(compareDecimals('-1.5', '-1.50')).toBe(0)
  expect(compareDecimals('2', '10')).toBe(-1)
})

test('a currency decides how many decimals its minor units are', () => {
  expect(['EUR', 'JPY', 'KWD'].map(currencyDecimals)).toEqual([2, 0, 3])
  expect(formatMinor(-123450, 'EUR')).toBe('−1,234.50')
  expect(formatMinor(123450, 'JPY')).toBe('123,450')
  expect(formatMinor(5, 'KWD')).toBe('0.005')
  expect(toMinor('1234.5', 'EUR')).toBe(123450)
  expect(toMinor('1.5', 'JPY')).toBeUndefined()
  expect(toMinor('99999999999999999', 'EUR')).toBeUndefined()
})

test('amounts are written with thousands apart and the true minus', () => {
  expect(formatDecimal('-1234567.5', 2)).toBe('−1,234,567.50')
  expect(formatDecimal('12')).toBe('12')
})
