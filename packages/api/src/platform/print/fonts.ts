import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

const require = createRequire(import.meta.url)

/** A typeface as pdfkit has read it; it takes one in place of a file. */
export interface Typeface {
  hasGlyphForCodePoint(code: number): boolean
  layout(text: string): unknown
  /** Its letters that were met so far, each with what it stood for when it was. */
  _glyphs: Record<number, unknown>
}

/**
 * PDF programs embed TrueType alone; the web's WOFF2 is not read. Finding one's way in its tables takes longer than setting a page
 * does, so a thread does it once and not for each document.
 */
function typeface(path: string): Typeface {
  const file = readFileSync(require.resolve(`@expo-google-fonts/inter/${path}`))
  const { _font } = new PDFDocument({ font: '' }).font(file) as unknown as { _font: { font: Typeface } }
  return _font.font
}

const fonts = {
  regular: typeface('400Regular/Inter_400Regular.ttf'),
  bold: typeface('600SemiBold/Inter_600SemiBold.ttf'),
} as const

/** The typefaces for a document, without what they learned in another one: its letters would be copied as those from there. */
export function freshFonts(): typeof fonts {
  for (const one of Object.values(fonts)) one._glyphs = {}
  return fonts
}
