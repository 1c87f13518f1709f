import type { Piece } from './money-text.ts'
import type { Line } from './page.ts'

export type Attributes = Readonly<Record<string, string>>

const listed = (names: string) => names.split(' ')

/** Elements that continue a line; all others begin a new one. */
const INLINE = new Set(
  listed(
    'a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark meta q s samp small span strike strong sub sup time tt u var wbr link',
  ),
)

/** What an element does to all the text in it, as flags. */
const UNSEEN = 1
const STRUCK = 2
const ASIDE = 4
const HEADING = 8
const RAISED = 16
/** Of the element alone: it begins a line of its own. */
const BLOCK = 32
const SUBHEADING = 64

const flagsByName = new Map<string, number>([
  ...listed('script style noscript template svg head select iframe object canvas math title textarea').map(
    (name) => [name, UNSEEN] as const,
  ),
  ...listed('nav footer aside').map((name) => [name, ASIDE] as const),
  ...listed('del s strike').map((name) => [name, STRUCK] as const),
  ['h1', HEADING],
  ...listed('h2 h3 h4').map((name) => [name, SUBHEADING] as const),
  ['sup', RAISED],
])

const HIDDEN_STYLE = /display\s?:\s?none|visibility\s?:\s?hidden/i
const STRUCK_STYLE = /line-through/i
const STRUCK_NAME =
  /(?:^|[\s_-])(?:(?:old|was|previous|former|before|original|list|compare(?:-at)?|crossed|rrp|uvp|msrp|strike\w*)[-_]{0,2}price|price[-_]{1,2}(?:old|was|previous|before|original|list|compare\w*|crossed|rrp|uvp|msrp|strike\w*)|line-through|strike(?:through|d|-through)?|struck)(?:$|[\s_-])/i
const ASIDE_NAME =
  /(?:^|[\s_-])(?:related|recommend\w*|upsells?|up-sells?|cross-?sells?|similar|also-(?:bought|like|viewed)|recently-viewed|you-may-also-like|bestsellers?|mini-?cart|breadcrumbs?|reviews?)(?:$|[\s_-])/i

const MOST_LINES = 6_000
const MOST_SIGNS_OF_LINE = 600
const MOST_NAME = 300
const SMALL_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const raised = (text: string) => text.replaceAll(/\d/g, (digit) => SMALL_DIGITS[Number(digit)] ?? digit)

/** Pages repeat few class names very often. */
const MOST_KNOWN = 2_000

class ClassNames {
  private readonly known = new Map<string, number>()

  flags(names: string): number {
    const before = this.known.get(names)
    if (before !== undefined) return before
    const read = names.slice(0, MOST_NAME)
    const flags = (STRUCK_NAME.test(read) ? STRUCK : 0) | (ASIDE_NAME.test(read) ? ASIDE : 0)
    if (this.known.size < MOST_KNOWN) this.known.set(names, flags)
    return flags
  }
}

function flagsOfStyle(style: string): number {
  const look = style.slice(0, MOST_NAME)
  return (HIDDEN_STYLE.test(look) ? UNSEEN : 0) | (STRUCK_STYLE.test(look) ? STRUCK : 0)
}

/** Collects the text that a visitor sees, line by line, from the events of a parser. */
export class VisibleText {
  readonly lines: Line[] = []
  private readonly flags: number[] = []
  private readonly names = new ClassNames()
  private pieces: Piece[] = []
  private signs = 0
  private isHeading = false
  private isSubheading = false

  private has(flag: number): boolean {
    return ((this.flags.at(-1) ?? 0) & flag) !== 0
  }

  get isInAside(): boolean {
    return this.has(ASIDE)
  }

  /** Raised digits as such: they are cents, which nothing else parts from the rest. */
  shown(text: string): string {
    return this.has(RAISED) ? raised(text) : text
  }

  open(name: string, { style, class: names, id, hidden }: Attributes): void {
    const isBlock = !INLINE.has(name)
    if (isBlock) this.endLine()
    let flags = ((this.flags.at(-1) ?? 0) & ~BLOCK) | (flagsByName.get(name) ?? 0)
    if (isBlock) flags |= BLOCK
    if (names !== undefined) flags |= this.names.flags(names)
    if (id !== undefined) flags |= this.names.flags(id)
    if (style !== undefined) flags |= flagsOfStyle(style)
    this.flags.push(hidden === undefined ? flags : flags | UNSEEN)
  }

  close(): void {
    if (this.has(BLOCK)) this.endLine()
    this.flags.pop()
  }

  text(text: string): void {
    if (this.has(UNSEEN) || this.signs > MOST_SIGNS_OF_LINE || this.lines.length >= MOST_LINES) return
    const kept = this.shown(text.slice(0, MOST_SIGNS_OF_LINE))
    this.pieces.push({ text: kept, isStruck: this.has(STRUCK) })
    this.signs += kept.length
    this.isHeading ||= this.has(HEADING)
    this.isSubheading ||= this.has(SUBHEADING)
  }

  endLine(): void {
    if (this.pieces.some(({ text }) => text.trim() !== ''))
      this.lines.push({
        pieces: this.pieces,
        isAside: this.isInAside,
        isHeading: this.isHeading,
        isSubheading: this.isSubheading,
      })
    this.pieces = []
    this.signs = 0
    this.isHeading = false
    this.isSubheading = false
  }
}
