import type { Piece } from './money-text.ts'
import type { Line } from './page.ts'

export type Attributes = Readonly<Record<string, string>>

/** Elements that continue a line; all others begin a new one. */
const INLINE = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark meta q s samp small span strike strong sub sup time tt u var wbr link'.split(
    ' ',
  ),
)
const UNSEEN = new Set(
  'script style noscript template svg head select iframe object canvas math title textarea'.split(' '),
)
const ASIDE = new Set(['nav', 'footer', 'aside'])
const STRUCK = new Set(['del', 's', 'strike'])
const HEADING = new Set(['h1'])

const HIDDEN_STYLE = /display\s?:\s?none|visibility\s?:\s?hidden/i
const STRUCK_STYLE = /line-through/i
const STRUCK_NAME =
  /(?:^|[\s_-])(?:(?:old|was|previous|former|before|original|list|compare(?:-at)?|crossed|rrp|uvp|msrp|strike\w*)[-_]{0,2}price|price[-_]{1,2}(?:old|was|previous|before|original|list|compare\w*|crossed|rrp|uvp|msrp|strike\w*)|line-through|strike(?:through|d|-through)?|struck)(?:$|[\s_-])/i
const ASIDE_NAME =
  /(?:^|[\s_-])(?:related|recommend\w*|upsells?|up-sells?|cross-?sells?|similar|also-(?:bought|like|viewed)|recently-viewed|you-may-also-like|bestsellers?|mini-?cart|breadcrumbs?|reviews?)(?:$|[\s_-])/i

/** What an element does to the text in it; each holds for all that it contains. */
interface Mark {
  isUnseen: boolean
  isStruck: boolean
  isAside: boolean
  isHeading: boolean
  isRaised: boolean
  isBlock: boolean
}

const MOST_LINES = 6_000
const MOST_SIGNS_OF_LINE = 600
const MOST_NAME = 300
const SMALL_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const raised = (text: string) => text.replaceAll(/\d/g, (digit) => SMALL_DIGITS[Number(digit)] ?? digit)

const outside: Mark = {
  isUnseen: false,
  isStruck: false,
  isAside: false,
  isHeading: false,
  isRaised: false,
  isBlock: true,
}

function markOf(name: string, attributes: Attributes, around: Mark): Mark {
  const { style = '', class: names = '', id = '', hidden } = attributes
  const called = `${names.slice(0, MOST_NAME)} ${id.slice(0, MOST_NAME)}`
  const look = style.slice(0, MOST_NAME)
  const isUnseen = UNSEEN.has(name) || hidden !== undefined || HIDDEN_STYLE.test(look)
  const isStruck = STRUCK.has(name) || STRUCK_STYLE.test(look) || STRUCK_NAME.test(called)
  return {
    isUnseen: around.isUnseen || isUnseen,
    isStruck: around.isStruck || isStruck,
    isAside: around.isAside || ASIDE.has(name) || ASIDE_NAME.test(called),
    isHeading: around.isHeading || HEADING.has(name),
    isRaised: around.isRaised || name === 'sup',
    isBlock: !INLINE.has(name),
  }
}

/** Collects the text that a visitor sees, line by line, from the events of a parser. */
export class VisibleText {
  readonly lines: Line[] = []
  private readonly marks: Mark[] = []
  private pieces: Piece[] = []
  private signs = 0
  private isHeading = false

  private get mark(): Mark {
    return this.marks.at(-1) ?? outside
  }

  get isInAside(): boolean {
    return this.mark.isAside
  }

  open(name: string, attributes: Attributes): void {
    const mark = markOf(name, attributes, this.mark)
    if (mark.isBlock) this.endLine()
    this.marks.push(mark)
  }

  close(): void {
    if (this.mark.isBlock) this.endLine()
    this.marks.pop()
  }

  text(text: string): void {
    const { isUnseen, isStruck, isRaised, isHeading } = this.mark
    if (isUnseen || this.signs > MOST_SIGNS_OF_LINE || this.lines.length >= MOST_LINES) return
    const kept = text.slice(0, MOST_SIGNS_OF_LINE)
    this.pieces.push({ text: isRaised ? raised(kept) : kept, isStruck })
    this.signs += kept.length
    this.isHeading ||= isHeading
  }

  endLine(): void {
    if (this.pieces.some(({ text }) => text.trim() !== ''))
      this.lines.push({ pieces: this.pieces, isAside: this.mark.isAside, isHeading: this.isHeading })
    this.pieces = []
    this.signs = 0
    this.isHeading = false
  }
}
