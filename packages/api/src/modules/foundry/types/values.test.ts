import { describe, expect, test } from 'vitest'
import { readValue } from './values.ts'

const euros = { path: ['total'], currency: 'EUR' } as const
const minor = { path: ['total'], currencyPath: ['currency'], isMinor: true }
const valueOf = (total: unknown, more: object = {}, reading: object = euros) =>
  readValue('money', { total, ...more }, { path: ['total'], ...reading }).value

describe('money of a record (FND-1)', () => {
  test.each([
    [1250, '1250.00'],
    ['1250', '1250.00'],
    [0, '0.00'],
    ['1,250.5', '1250.50'],
    [12.5, '12.50'],
    ['-3', '-3.00'],
  ])('%j is %s', (total, amount) => {
    expect(valueOf(total)).toEqual({ amount, currency: 'EUR' })
  })

  test.each([
    ['eur', 1250, '12.50'],
    ['jpy', 1250, '1250'],
    ['kwd', 12_500, '12.500'],
    ['usd', 5, '0.05'],
  ])('in the smallest unit of %s, %d is %s', (currency, total, amount) => {
    expect(valueOf(total, { currency }, minor)).toEqual({ amount, currency: currency.toUpperCase() })
  })

  test.each(['much', {}, [], true, Number.NaN, '1e400'])('%j stays in the record and is marked', (total) => {
    expect(readValue('money', { total }, { path: ['total'], currency: 'EUR' })).toEqual({
      value: null,
      isUnreadable: true,
    })
  })
})
