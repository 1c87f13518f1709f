import { describe, expect, it } from 'vitest'
import { processorTime } from '../testing/processor-time.ts'
import { readAddress } from './address.ts'

const parts = (text: string) =>
  Object.fromEntries(
    readAddress(text).map(({ value, span }) => [value, text.slice(span.from, span.to)] as const),
  )

describe('an address', () => {
  it.each([
    ['Blue Door, 5 Mill Lane, Leeds', { street: '5 Mill Lane', city: 'Leeds' }],
    ['blue door, 5 mill lane, leeds', { street: '5 mill lane', city: 'leeds' }],
    [
      'Fennimore Dental, 4 Bridge St, Cork, billing@fennimore.example',
      { street: '4 Bridge St', city: 'Cork' },
    ],
    [
      'Kästner, Hauptstraße 12a, 10115 Berlin',
      { street: 'Hauptstraße 12a', postcode: '10115', city: 'Berlin' },
    ],
    [
      'they moved to 18 Quay Row in Leeds LS1 4AB.',
      { street: '18 Quay Row', city: 'Leeds', postcode: 'LS1 4AB' },
    ],
    [
      'Loja Azul, Rua Augusta 7, 1100-048 Lisboa',
      { street: 'Rua Augusta 7', postcode: '1100-048', city: 'Lisboa' },
    ],
    [
      'we are at 4 Pier Lane, H91 AB12 Galway from now on.',
      { street: '4 Pier Lane', postcode: 'H91 AB12', city: 'Galway' },
    ],
    ['4 High Street, SW1A 2AA London', { street: '4 High Street', postcode: 'SW1A 2AA', city: 'London' }],
    ['80 Bank Street, Ottawa K1A 0B6', { street: '80 Bank Street', city: 'Ottawa', postcode: 'K1A 0B6' }],
    ['Ashby, 221-223 Baker Street, London', { street: '221-223 Baker Street', city: 'London' }],
  ])('is read in its parts: %s', (text, expected) => {
    expect(parts(text)).toEqual(expected)
  })

  it.each([
    'new supplier Kestrel Paints, 14 days',
    'Bluebell, 3 days gardening, 220 a day',
    'Studio 54',
    'invoice 12 for the mill',
    'Harlan & Sons, 20 % off',
    'meet Ana in Leeds, 10:30',
  ])('is not seen in %s', (text) => {
    expect(parts(text)).toEqual({})
  })

  it('takes no time over a long line of numbers and words', () => {
    const start = processorTime()
    readAddress('5 a '.repeat(2000))
    expect(processorTime() - start).toBeLessThan(100)
  })
})
