import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { readValue, writtenAt } from './values.ts'

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

  test.each([
    ['12,00 €', { amount: '12.00', currency: 'EUR' }],
    ['$15,50', { amount: '15.50', currency: 'USD' }],
    ['£ 9', { amount: '9.00', currency: 'GBP' }],
    ["CHF 1'200,50", { amount: '1200.50', currency: 'CHF' }],
    ['1.200 SEK', { amount: '1200.00', currency: 'SEK' }],
    ['1.200 kr', null],
  ])('%s in a column of euros is what it says', (total, value) => {
    expect(valueOf(total, {}, { currency: 'EUR', decimal: ',' })).toEqual(value)
  })

  test('a sign that several currencies have is that of the row', () => {
    const named = { currencyPath: ['currency'] }
    expect(valueOf('$5', { currency: 'CAD' }, named)).toEqual({ amount: '5.00', currency: 'CAD' })
    expect(valueOf('5 kr', { currency: 'DKK' }, named)).toEqual({ amount: '5.00', currency: 'DKK' })
  })

  test('digits without end are no amount, which is told at once', () => {
    const began = processorTime()
    expect(valueOf(`1.${'0'.repeat(200_000)}1`)).toBe(null)
    expect(processorTime() - began).toBeLessThan(1_000)
  })

  test.each(['much', {}, [], true, Number.NaN, '1e400'])('%j stays in the record and is marked', (total) => {
    expect(readValue('money', { total }, { path: ['total'], currency: 'EUR' })).toEqual({
      value: null,
      isUnreadable: true,
    })
  })
})

test.each([
  ['12 %', 12],
  ['-7,5%', -7.5],
  ['%', null],
])('%s is a number of percents (FND-1)', (share, number) => {
  expect(readValue('number', { share }, { path: ['share'], decimal: ',' }).value).toBe(number)
})

test.each([
  ['2026-04-14', '2026-04-14'],
  ['03/04/2026', '2026-04-03'],
])('%s in a column of days in front is %s (FND-1)', (on, day) => {
  expect(readValue('day', { on }, { path: ['on'], dayOrder: 'dmy' }).value).toBe(day)
})

describe('a moment of a record (FND-1)', () => {
  test.each([
    ['11/25/2026 0:00', 'mdy', '2026-11-25T00:00:00.000Z'],
    ['11/25/2026 1:45 PM', 'mdy', '2026-11-25T13:45:00.000Z'],
    ['11/25/2026 12:05 am', 'mdy', '2026-11-25T00:05:00.000Z'],
    ['25.11.2026 13:45', 'dmy', '2026-11-25T13:45:00.000Z'],
    ['25.11.2026, 13:45:10', 'dmy', '2026-11-25T13:45:10.000Z'],
    ['25.11.2026', 'dmy', '2026-11-25T00:00:00.000Z'],
    ['2026-11-25 08:31:00 +0100', 'dmy', '2026-11-25T07:31:00.000Z'],
    ['2026-11-25T08:31:00Z', 'ymd', '2026-11-25T08:31:00.000Z'],
    ['46351', 'dmy', '2026-11-25T00:00:00.000Z'],
    ['46351.5729166667', 'ymd', '2026-11-25T13:45:00.000Z'],
    ['1351', 'ymd', null],
    ['11/25/2026 0:00', 'dmy', null],
    ['25.11.2026 25:00', 'dmy', null],
    ['2026-02-30 10:00', 'ymd', null],
  ] as const)('%s, %s, is %s', (at, dayOrder, instant) => {
    expect(readValue('instant', { at }, { path: ['at'], dayOrder }).value).toBe(instant)
  })

  // In microseconds, before there were years, and the last that a clock of JavaScript knows.
  test.each([1_764_500_000_000_000, -99_999_999_999, 8.64e15])('%d is none', (at) => {
    expect(readValue('instant', { at }, { path: ['at'] })).toEqual({ value: null, isUnreadable: true })
  })
})

describe('a property that was asked for otherwise before (FND-1)', () => {
  const reading = { path: ['left'], currency: 'EUR', before: { path: ['total'], currency: 'EUR' } }

  test.each([
    [{ left: '7.00', total: '9.00' }, '7.00'],
    [{ total: '9.00' }, '9.00'],
  ])('%j comes to %s', (raw, amount) => {
    expect(readValue('money', raw, reading).value).toEqual({ amount, currency: 'EUR' })
  })

  test('is nothing where the record says so now, and is shown as it stands where it is not of its kind', () => {
    expect(readValue('money', { left: null, total: '9.00' }, reading).value).toBeNull()
    expect(readValue('money', { total: 'nine' }, reading)).toEqual({ value: null, isUnreadable: true })
    expect(writtenAt({ total: 'nine' }, reading)).toBe('nine')
  })
})
