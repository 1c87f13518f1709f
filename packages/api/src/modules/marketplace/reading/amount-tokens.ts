import { settle, signsIn, STROKE } from './currency-signs.ts'
import type { CurrencyHints, FoundSign } from './currency-signs.ts'
import * as say from './price-words.ts'
import { plainSigns } from './written-number.ts'

/** A stretch of text; `isStruck` where a line goes through it. */
export interface Piece {
  text: string
  isStruck: boolean
}

const MOST_SIGNS = 2_000

/** Groups by spaces only where three digits follow, so that "15 12.99" are two. */
const NUMBER =
  /(?:\d{1,3}(?: \d{3})+(?!\d)(?:[.,·]\d+)?|(?:(?<![\p{L}\d.,])[.,·](?=\d{1,2}(?!\d)))?\d+(?:[.,'·:]\d+)*)(?:[.,:] ?[-–—]{1,2}(?!\d))?/gu

export interface Text {
  plain: string
  /** Ends of the pieces in it. */
  ends: readonly { end: number; isStruck: boolean }[]
}

/** Neighbours through which a line goes, or does not, as one: cents and signs often stand in elements of their own. */
function merged(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = []
  for (const { text, isStruck } of pieces) {
    const last = all.at(-1)
    if (last?.isStruck === isStruck)
      all.splice(-1, 1, { text: `${last.text}${text}`.slice(0, MOST_SIGNS), isStruck })
    else all.push({ text: text.slice(0, MOST_SIGNS), isStruck })
  }
  return all
}

/** One plain text of all pieces, cut at 2,000 signs. */
export function textOf(pieces: readonly Piece[]): Text {
  let plain = ''
  const ends: { end: number; isStruck: boolean }[] = []
  for (const { text, isStruck } of merged(pieces)) {
    plain += plainSigns(text)
    ends.push({ end: plain.length, isStruck })
    if (plain.length > MOST_SIGNS) break
  }
  return { plain, ends }
}

/** A number and the sign that belongs to it. */
interface Token {
  written: string
  at: number
  end: number
  sign: FoundSign | null
  /** With its sign. */
  from: number
  to: number
}

const GAP = /^ ?-? ?$/
const withoutMany = (text: string) => text.replace(say.MANY, '')

interface Place {
  at: number
  end: number
}

/** The signs that touch a number, those that belong to the one before it left out. */
interface Touching {
  left: FoundSign | null
  right: FoundSign | null
  /** The sign behind it stands right before the next number. */
  isOfNext: boolean
}

function touching(
  plain: string,
  { at, end }: Place,
  around: { signs: (FoundSign | undefined)[]; next: Place | undefined },
): Touching {
  const { signs, next } = around
  const [before, after] = signs
  const left = before && !before.sign.isCents && GAP.test(plain.slice(before.end, at)) ? before : null
  const right = after && /^ ?$/.test(withoutMany(plain.slice(end, after.at))) ? after : null
  return {
    left,
    right,
    isOfNext: right !== null && next !== undefined && GAP.test(plain.slice(right.end, next.at)),
  }
}

/** A number with the sign it takes: behind another, only a code says more, as in "$12.99 CAD". */
function signed(number: Place & { written: string }, { left, right, isOfNext }: Touching): Token {
  const from = left?.at ?? number.at
  if (right && (!left || (right.isCode && !isOfNext))) return { ...number, sign: right, from, to: right.end }
  return { ...number, sign: left, from, to: number.end }
}

const STROKED = /\d{2}[.,:] ?[-–—]{1,2}$/

/** A stroke counts as a sign where somebody writes so. */
const withStroke = (token: Token, hints: CurrencyHints): Token =>
  token.sign === null && STROKED.test(token.written) && settle(STROKE, hints).code !== null
    ? { ...token, sign: { at: token.end, end: token.end, sign: STROKE, isCode: false } }
    : token

/** Each sign belongs to one number: the one behind it where signs come first on this line, else the one before it. */
function tokensIn(plain: string, hints: CurrencyHints): Token[] {
  const signs = signsIn(plain, hints)
  const used = new Set<FoundSign>()
  const numbers = [...plain.matchAll(NUMBER)].map(({ 0: written, index: at }) => ({
    written,
    at,
    end: at + written.length,
  }))
  let next = 0
  return numbers.map((number, index) => {
    while (next < signs.length && (signs[next]?.end ?? 0) <= number.at) next += 1
    const before = signs[next - 1]
    const around = {
      signs: [before && used.has(before) ? undefined : before, signs[next]],
      next: numbers[index + 1],
    }
    const token = signed(number, touching(plain, number, around))
    if (token.sign) used.add(token.sign)
    return withStroke(token, hints)
  })
}

export interface Candidate extends Token {
  /** Struck out, or told by words such as "was". */
  isOld: boolean
  isOther: boolean
  isPerUnit: boolean
  isFrom: boolean
  /** Tax comes on top, as shops for businesses show it beside the price with tax. */
  isNet: boolean
}

const CONTEXT = 40

interface Around {
  /** Since the amount before. */
  lead: string
  rightBefore: string
  tail: string
}

/** Its separator stands off from one side, so that it says half of an amount, which would be a wrong one. */
function isHalf({ written }: Token, rightBefore: string, tail: string): boolean {
  return /^ [.,] ?\d{1,2}(?!\d)/.test(tail) || (/^[.,]/.test(written) && /\d ?$/.test(rightBefore))
}

function isNoAmount(plain: string, token: Token, { rightBefore, tail }: Around): boolean {
  if (/(?:^|[\s(])-$/.test(rightBefore) || plain.slice(token.from, token.at).includes('-')) return true
  if (say.PERCENT_AFTER.test(tail)) return true
  if (isHalf(token, rightBefore, tail)) return true
  // The 5 of "1e5".
  if (token.from === token.at && /\d\p{L}{1,3}$/u.test(rightBefore)) return true
  if (token.sign) return false
  const isInWord = /\p{L}$/u.test(rightBefore) || /^\p{L}/u.test(tail)
  return say.MEASURED.test(tail) || (isInWord && !say.MANY.test(tail))
}

/** Not what one piece costs anybody today. */
const isOther = ({ lead, rightBefore, tail }: Around): boolean =>
  // What a percentage takes off is another thing than what is left.
  (say.OTHER_BEFORE.test(lead) && !say.PERCENT_AFTER.test(lead)) ||
  say.OTHER_AFTER.test(tail) ||
  say.SEVERAL_BEFORE.test(rightBefore) ||
  say.LATELY_BEFORE.test(rightBefore) ||
  // Behind an amount, such words are about that one.
  (say.MEMBERS_BEFORE.test(rightBefore) && (lead === rightBefore || !say.SOME_BUYERS.test(lead))) ||
  say.SOME_BUYERS.test(tail)

/** What stands around a number says what it is; null for what is no amount: percents, measures, negative ones. */
function judged({ plain, ends }: Text, token: Token, previousEnd: number): Candidate | null {
  const around = {
    lead: plain.slice(Math.max(previousEnd, token.from - CONTEXT), token.from),
    rightBefore: plain.slice(Math.max(0, token.from - CONTEXT), token.from),
    tail: plain.slice(token.to, token.to + CONTEXT),
  }
  if (isNoAmount(plain, token, around)) return null
  const { lead, rightBefore, tail } = around
  const isStruck = ends.find(({ end }) => token.at < end)?.isStruck ?? false
  return {
    ...token,
    isOld: isStruck || say.OLD_BEFORE.test(lead),
    isOther: isOther(around),
    // Behind an amount, such words are about that one.
    isNet:
      say.NET_AFTER.test(tail) ||
      (say.NET_BEFORE.test(lead) && !(previousEnd > 0 && say.NET_AFTER.test(lead))),
    isPerUnit: say.PER_UNIT_BEFORE.test(rightBefore) || say.PER_UNIT_AFTER.test(tail),
    isFrom: say.FROM_BEFORE.test(lead) || say.FROM_AFTER.test(tail),
  }
}

/** Every number of a text that may be an amount, with the sign that belongs to it and what the words around it say. */
export function candidatesIn(text: Text, hints: CurrencyHints): Candidate[] {
  const tokens = tokensIn(text.plain, hints)
  return tokens.flatMap((token, index) => judged(text, token, tokens[index - 1]?.to ?? 0) ?? [])
}
