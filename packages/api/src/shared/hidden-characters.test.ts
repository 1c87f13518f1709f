import { expect, test } from 'vitest'
import { hiddenIn, withHiddenShown } from './hidden-characters.ts'

test('everything hidden is put into sight, what writing needs is left', () => {
  expect(withHiddenShown('pay\u202Eevil\u2066 \u200Bnow')).toBe('pay[U+202E]evil[U+2066] [U+200B]now')
  expect(withHiddenShown('می\u200Cخواهم 👩\u200D👧')).toBe('می\u200Cخواهم 👩\u200D👧')
  expect(withHiddenShown('\u{E0041}')).toBe('[U+E0041]')
})

test('a text of nothing but hidden characters is put into sight at once', () => {
  expect(withHiddenShown('\u200B'.repeat(100_000))).toBe('[U+200B]'.repeat(100_000))
  expect(hiddenIn('\u200B'.repeat(100_000))).toEqual({ at: 0, code: 'U+200B' })
})
