import { readMoney } from '../money-text.ts'
import type { Piece, WrittenPrice } from '../money-text.ts'
import type { Line } from '../page.ts'
import { nothingOf } from './found.ts'
import type { Asked, Found } from './found.ts'

/** How far below the title a price may stand. */
const MOST_LINES_AFTER = 80
/** A price before the title is a rare thing, and mostly of the cart. */
const MOST_LINES_BEFORE = 6
const MOST_JOINED = 3

export const textOfLine = ({ pieces }: Line): string =>
  pieces
    .map(({ text }) => text)
    .join('')
    .trim()

/** Where the product's title stands: a heading, else a line that says what the head says; null where nothing does. */
export function titlePlace(lines: readonly Line[], titles: readonly string[]): number | null {
  const heading = lines.findIndex(({ isHeading, isAside }) => isHeading && !isAside)
  if (heading !== -1) return heading
  const known = titles.map((title) => title.trim().toLowerCase()).filter((title) => title.length > 3)
  const found = lines.findIndex((line) => {
    const text = textOfLine(line).toLowerCase()
    return (
      text.length > 3 && known.some((title) => text === title || (text.length > 8 && title.startsWith(text)))
    )
  })
  return found === -1 ? null : found
}

/** Headings above other products, as the shops we meet write them. */
const OTHERS =
  /^(?:(?:related|similar|recommended|other|more) (?:products?|items?)|you (?:may|might) (?:also )?(?:like|love|need)|(?:customers|others) (?:also|who) .{1,40}|(?:frequently|often) bought (?:together|with)|people also .{1,40}|goes well with|complete the (?:look|set)|(?:ähnliche|verwandte|weitere|passende) (?:produkte|artikel)|das könnte (?:ihnen|dir|sie|dich) .{1,40}|(?:kunden|andere) (?:kauften|kunden|haben) .{1,40}|dazu passt|wird oft zusammen gekauft|(?:produits|articles) (?:similaires|associés|apparentés|connexes)|vous aimerez (?:aussi|peut-être) ?.{0,40}|(?:productos|artículos) (?:relacionados|similares)|también te puede .{1,40}|prodotti (?:correlati|simili)|potrebbe (?:anche )?(?:piacerti|interessarti) ?.{0,20}|gerelateerde producten|vergelijkbare producten|anderen bekeken ook|(?:relaterade|liknande) produkter|(?:relaterede|lignende) produkter|relaterte produkter|produkty (?:podobne|powiązane)|podobné produkty|související produkty|produtos (?:relacionados|semelhantes)|関連商品|おすすめ商品)[.:!?…]*$/iu

/** A page without a price of its own ends where it shows other products. */
function untilOthers(lines: readonly Line[]): readonly Line[] {
  const others = lines.findIndex((line) => line.isSubheading && OTHERS.test(textOfLine(line)))
  return others === -1 ? lines : lines.slice(0, others)
}

/** Lines near the title, the nearest first: those below it, then the few above. */
function linesNear(lines: readonly Line[], place: number): Line[] {
  const after = untilOthers(lines.slice(place, place + MOST_LINES_AFTER))
  const before = lines.slice(Math.max(0, place - MOST_LINES_BEFORE), place).toReversed()
  return [...after, ...before].filter(({ isAside }) => !isAside)
}

const hasDigit = (line: Line) => /\p{Nd}/u.test(textOfLine(line))
const space: Piece = { text: ' ', isStruck: false }

/** A line with the short ones around it: old and new price, or sign and amount, often stand in blocks of their own. */
function joined(lines: readonly Line[], at: number): Piece[] {
  const before = lines
    .slice(Math.max(0, at - 1), at)
    .filter((line) => !hasDigit(line) && textOfLine(line).length < 5)
  const next = lines.slice(at + 1, at + MOST_JOINED).filter((line) => textOfLine(line).length < 30)
  return [...before, ...lines.slice(at, at + 1), ...next].flatMap(({ pieces }) => [...pieces, space])
}

/** A price with its currency, and not one of a kilogram or without tax. */
const isClear = ({ price, notes }: WrittenPrice) => isOfPiece({ price, notes }) && !notes.includes('net')
const isOfPiece = ({ price, notes }: Pick<WrittenPrice, 'price' | 'notes'>) =>
  price.minor > 0n && !notes.includes('bare') && !notes.includes('per-unit')

function priceAt(lines: readonly Line[], at: number, asked: Asked): WrittenPrice | null {
  const line = lines[at]
  if (!line || !hasDigit(line)) return null
  const alone = readMoney(line.pieces, asked.hints)
  if (alone?.was && isClear(alone)) return alone
  const together = readMoney(joined(lines, at), asked.hints)
  if (!alone || !isClear(alone)) return together && isClear(together) ? together : null
  // The lines after it may say what it cost before, but no other price.
  return together?.price.minor === alone.price.minor ? { ...together, notes: alone.notes } : alone
}

const UNTITLED = 'The title of the product was not found on the page, so this is its first price.'

/** The first price that a visitor reads near the product's title; null where there is none. */
export function readText(lines: readonly Line[], asked: Asked): Found | null {
  const place = titlePlace(lines, asked.titles)
  const near = linesNear(lines, place ?? 0)
  const titled = place === null ? undefined : lines[place]
  const read = firstPrice(near, asked)
  if (!read) return null
  const { price, other, was, notes } = read
  const found = { ...nothingOf('text'), price, other, compareAt: was, notes }
  return titled ? { ...found, title: textOfLine(titled) } : { ...found, fit: 0.5, reasons: [UNTITLED] }
}

/** The first one with tax; where no line says one, the first without. */
function firstPrice(near: readonly Line[], asked: Asked): WrittenPrice | null {
  let net: WrittenPrice | null = null
  for (const [at, line] of near.entries()) {
    const read = priceAt(near, at, asked)
    if (read) return read
    if (net || !hasDigit(line)) continue
    const alone = readMoney(line.pieces, asked.hints)
    if (alone && isOfPiece(alone)) net = alone
  }
  return net
}

/** Amounts that stand near the title, by which the price of another source is confirmed. */
export function amountsNear(lines: readonly Line[], asked: Asked): WrittenPrice[] {
  const near = linesNear(lines, titlePlace(lines, asked.titles) ?? 0)
  return near.flatMap((line) => {
    const read = hasDigit(line) ? readMoney(line.pieces, asked.hints) : null
    return read && !read.notes.includes('bare') ? [read] : []
  })
}
