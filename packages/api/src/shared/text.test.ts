import { describe, expect, test } from 'vitest'
import { processorTime } from '../testing/processor-time.ts'
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

  test.each(['a\nb', 'a\u2028b', 'a\u0085b', 'a\u001b[2Jb'])(
    'one line holds nothing that ends it: %j',
    (text) => {
      expect(line(40).safeParse(text).success).toBe(false)
    },
  )

  test('what is far too long is told at once, and looked at no further', () => {
    const began = processorTime()
    for (const kind of [line(120), prose(2_000)])
      expect(kind.safeParse(`${'a'.repeat(900_000)}\u200d`).error?.issues).toMatchObject([
        { code: 'too_big' },
      ])
    expect(processorTime() - began).toBeLessThan(500)
  })

  test.each([
    ['turns the order of reading round', 'pay \u202e05 EUR', 'U+202E'],
    ['isolates a part of it', 'pay \u206605 EUR\u2069', 'U+2066'],
    ['has no width', 'An\u200ba Lopes', 'U+200B'],
    ['joins what does not join', 'An\u200da Lopes', 'U+200D'],
    ['joins twice', 'می\u200c\u200cخواهم', 'U+200C'],
    ['is a soft hyphen', 'trans\u00adfer', 'U+00AD'],
    ['marks a direction in text that has only one', 'pay \u200f05', 'U+200F'],
    ['is a letter without a form', 'Ana\u3164', 'U+3164'],
    ['carries a text in tags', 'Hello\u{e0068}\u{e0069}', 'U+E0068'],
    ['carries a text in variants', 'a\u{e0101}\u{e0102}', 'U+E0101'],
    ['looks like a space', 'Ana\u2800Lopes', 'U+2800'],
  ])('what %s is refused and named', (_name, text, code) => {
    for (const schema of [line(40), prose(40)]) {
      const { error } = schema.safeParse(text)
      expect(error?.issues.map(({ message }) => message)).toEqual([expect.stringContaining(`(${code})`)])
    }
  })

  test('an invisible character is told by its place, counted as people count', () => {
    expect(line(40).safeParse('😀 a\u200bb').error?.issues[0]?.message).toContain('at place 4')
  })

  test.each([
    'می\u200cخواهم',
    'क्\u200dष',
    'ശ്രീ\u200d',
    '👩🏽\u200d🚀 👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥 1\ufe0f\u20e3 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    '葛\u{e0100}城',
    'שלום \u200f5 (א)\u200e',
    'مرحبا \u061c5',
  ])('writing keeps what it needs: %s', (text) => {
    expect(line(60).parse(text)).toBe(text)
    expect(prose(60).parse(text)).toBe(text)
  })

  test('text of several lines may come from a word processor, and holds no other control character', () => {
    expect(prose(40).parse('a\r\nb\tc\u000bd')).toBe('a\r\nb\tc\u000bd')
    expect(prose(40).safeParse('a\u001b[2Jb').success).toBe(false)
  })

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
