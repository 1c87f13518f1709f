import { expect, test } from 'vitest'
import { isCovered } from '../../shared/printed-letters.ts'
import { freshFonts } from './fonts.ts'

/** Beyond it are rare Han letters, tags and private places, of which no typeface for invoices has any. */
const LAST_CODE = 0x1ffff

test('what is said of letters that can be printed is what the typefaces have', () => {
  const wrong = Object.entries(freshFonts()).flatMap(([name, typeface]) =>
    Array.from({ length: LAST_CODE + 1 }, (_, code) => code)
      .filter((code) => typeface.hasGlyphForCodePoint(code) !== isCovered(code))
      .map((code) => `${name}: ${code.toString(16)}`),
  )
  expect(wrong.slice(0, 10)).toEqual([])
})
