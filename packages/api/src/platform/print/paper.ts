import PDFDocument from 'pdfkit'
import { freshFonts } from './fonts.ts'
import { printedText } from '../../shared/printed-letters.ts'

/** Points of an A4 page. */
export const PAGE = { width: 595.28, height: 841.89, margin: 48 } as const
export const CONTENT = PAGE.width - 2 * PAGE.margin
/** Lines stop here; below it stand the number of the page and the business. */
export const BOTTOM = PAGE.height - PAGE.margin - 24

const USUAL_SIZE = 9.5
/** Digits of one width. */
const FIGURES: PDFKit.Mixins.OpenTypeFeatures[] = ['tnum']

export interface Style {
  size?: number
  bold?: boolean
  /** Grey, for words that name a value. */
  quiet?: boolean
  width?: number
  align?: 'left' | 'right'
}

const INK = '#15242a'
const QUIET = '#5b6a70'
const RULE = '#c9c7c1'

/** A page to write on, in points from the top left. Text is never lost: what cannot be printed is a box. */
export class Paper {
  readonly doc: PDFKit.PDFDocument
  y: number = PAGE.margin

  constructor(info: { title: string; author: string; at: Date }) {
    this.doc = new PDFDocument({
      size: 'A4',
      margin: PAGE.margin,
      bufferPages: true,
      lang: 'en',
      displayTitle: true,
      pdfVersion: '1.7',
      font: '',
      info: {
        Title: info.title,
        Author: info.author,
        Creator: 'Smart AI Hub',
        Producer: 'Smart AI Hub',
        CreationDate: info.at,
        ModDate: info.at,
      },
    })
    for (const [name, typeface] of Object.entries(freshFonts()))
      this.doc.registerFont(name, typeface as never)
  }

  #set({ size = USUAL_SIZE, bold = false, quiet = false }: Style): PDFKit.PDFDocument {
    return this.doc
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(quiet ? QUIET : INK)
  }

  height(text: string, style: Style): number {
    const { width = CONTENT } = style
    return this.#set(style).heightOfString(printedText(text) || ' ', { width, lineGap: 2 })
  }

  /** Writes at a place and answers how high it is; the place from the top stays. */
  text(words: string, x: number, style: Style = {}): number {
    const { width = CONTENT, align = 'left' } = style
    const printable = printedText(words)
    this.#set(style).text(printable, x, this.y, { width, align, lineGap: 2 })
    return this.height(words, style)
  }

  figureWidth(words: string, style: Style = {}): number {
    return this.#set(style).widthOfString(printedText(words), { features: FIGURES })
  }

  /** One line at the right edge of its place; figures stand under each other, and what is too wide is set smaller, never broken. */
  figure(words: string, x: number, style: Style & { width: number }): void {
    const { width, size = USUAL_SIZE } = style
    const natural = this.figureWidth(words, style)
    const fitting = natural > width ? (size * width) / natural : size
    const doc = this.#set({ ...style, size: fitting })
    const left = x + width - Math.min(natural, width)
    const at = this.y + (size - fitting) / 2
    doc.text(printedText(words), left, at, { features: FIGURES, lineBreak: false })
  }

  rule(x: number = PAGE.margin, width: number = CONTENT): void {
    this.doc
      .moveTo(x, this.y)
      .lineTo(x + width, this.y)
      .lineWidth(0.6)
      .strokeColor(RULE)
      .stroke()
  }

  /** Whether so much still fits above the foot. */
  fits(height: number): boolean {
    return this.y + height <= BOTTOM
  }

  newPage(): void {
    this.doc.addPage()
    this.y = PAGE.margin
  }

  /** The number of each page, once it is known how many there are. */
  number(words: string): void {
    const { count } = this.doc.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      this.doc.switchToPage(page)
      // Below the margin a new page would begin.
      this.doc.page.margins.bottom = 0
      this.y = PAGE.height - PAGE.margin - 6
      this.text(words, PAGE.margin, { size: 8, quiet: true, width: CONTENT - 90 })
      this.text(`Page ${page + 1} of ${count}`, PAGE.width - PAGE.margin - 80, {
        size: 8,
        quiet: true,
        width: 80,
        align: 'right',
      })
    }
  }

  /** The whole, once nothing more is written. */
  bytes(): Promise<Uint8Array> {
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
    const parts: Buffer[] = []
    this.doc.on('data', (part: Buffer) => parts.push(part))
    this.doc.on('end', () => resolve(Buffer.concat(parts)))
    this.doc.on('error', reject)
    this.doc.end()
    return promise
  }
}
