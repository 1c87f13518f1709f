import { describe, expect, test } from 'vitest'
import { line, prose } from './text.ts'
import { TimeZone } from './time.ts'

describe('text from people', () => {
  test.each([
    ['U+0000', 'a\u0000b'],
    ['half a surrogate pair', 'a\ud83db'],
  ])('%s is refused, because the database cannot hold it', (_name, text) => {
    expect(line(10).safeParse(text).success).toBe(false)
    expect(prose(10).safeParse(text).success).toBe(false)
  })

  test.each(['a\nb', 'a\u2028b', 'a\u0085b', 'a\u001b[2Jb', 'pay \u202e05 EUR'])(
    'one line holds nothing that ends it or turns it round: %j',
    (text) => {
      expect(line(40).safeParse(text).success).toBe(false)
    },
  )

  test('a line may be Arabic, Hebrew or pasted from a sheet', () => {
    for (const text of ['مرحبا 5', 'שלום \u200f5', 'Beans\t12', 'Zoë 👩‍👩‍👧'])
      expect(line(40).parse(text)).toBe(text)
  })

  test('an emoji is text like any other', () => {
    expect(line(10).parse(' a😀b ')).toBe('a😀b')
    expect(prose(10).parse('a\n😀')).toBe('a\n😀')
  })
})

describe('a time zone', () => {
  test.each(['Europe/Lisbon', 'UTC', 'Etc/GMT+5'])('is a name: %s', (zone) => {
    expect(TimeZone.safeParse(zone).success).toBe(true)
  })

  test.each(['+05', '-03:30', '+23:59', 'Nowhere/Else', ''])('is no offset and no invention: %s', (zone) => {
    expect(TimeZone.safeParse(zone).success).toBe(false)
  })
})
