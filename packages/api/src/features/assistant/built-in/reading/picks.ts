import { ordinalAt } from './number-words.ts'
import type { Found } from './number-words.ts'
import type { Token } from './text.ts'

/** One or several of what was listed last, or a record by the number it goes by. */
export type Pick =
  /** 1 is the first; -1 the last, -2 the one before it. */
  | { kind: 'ordinal'; position: number }
  /** "#1042", "no. 7": as it was written, with its zeros. */
  | { kind: 'reference'; number: string }
  /** "Both", "all of them", "the first three": the first so many, all without a count, the last ones below zero. */
  | { kind: 'several'; count: number | null }

const textAt = (tokens: readonly Token[], at: number) => tokens[at]?.text ?? ''

const nouns = /^(?:one|ones|item|entry|row|result|option|thing|of)$/
const MOST_DIGITS = 12

/** "#1042", "no. 7", "number 7", "nr 7" */
function referenceAt(tokens: readonly Token[], at: number): Found<Pick> | null {
  const word = textAt(tokens, at)
  if (!/^(?:#|no|nr|number|num|№)$/.test(word)) return null
  const place = textAt(tokens, at + 1) === '.' || textAt(tokens, at + 1) === '#' ? at + 2 : at + 1
  const digits = tokens[place]
  if (digits?.kind !== 'digits' || digits.text.length > MOST_DIGITS) return null
  // "No 5 boxes" counts boxes; a reference ends what is said, or a mark or a small word follows.
  const isNo = word === 'no' && place === at + 1
  if (isNo && tokens[place + 1]?.kind === 'word') return null
  return { value: { kind: 'reference', number: digits.text }, next: place + 1 }
}

const lastWords = /^(?:last|final|bottom|latest|newest)$/
const firstWords = /^(?:first|top|next)$/

function smallCount(tokens: readonly Token[], at: number): number | null {
  const text = textAt(tokens, at)
  if (/^\d{1,3}$/.test(text)) return Number(text)
  const value = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].indexOf(text)
  return value === -1 ? null : value + 2
}

const timeNouns =
  /^(?:minute|hour|day|night|week|weekend|month|quarter|year|fortnight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|time)s?$/

/** "The first three", "last two" */
function firstSoMany(tokens: readonly Token[], at: number): Found<Pick> | null {
  const isLast = lastWords.test(textAt(tokens, at))
  if (!isLast && !firstWords.test(textAt(tokens, at))) return null
  const count = smallCount(tokens, at + 1)
  if (count === null || timeNouns.test(textAt(tokens, at + 2))) return null
  const next = /^(?:ones|items|entries|rows|results)$/.test(textAt(tokens, at + 2)) ? at + 3 : at + 2
  return { value: { kind: 'several', count: isLast ? -count : count }, next }
}

/** "Second", "3rd", "last", "top" as a position; "last 7" counts and is none. */
function positionAt(tokens: readonly Token[], at: number): Found<number> | null {
  const nth = ordinalAt(tokens, at)
  if (nth) return nth
  const word = textAt(tokens, at)
  if (word === 'top') return { value: 1, next: at + 1 }
  const isLast = /^(?:last|final|bottom)$/.test(word) && smallCount(tokens, at + 1) === null
  return isLast ? { value: -1, next: at + 1 } : null
}

/** "The second one", "second", "the 3rd", "last one", "the second to last". */
function ordinalPick(tokens: readonly Token[], at: number): Found<Pick> | null {
  const found = positionAt(tokens, at)
  if (!found || timeNouns.test(textAt(tokens, found.next))) return null
  const { value, next } = found
  const isFromEnd = /^(?:to|from)$/.test(textAt(tokens, next)) && textAt(tokens, next + 1) === 'last'
  if (isFromEnd && value > 0) return { value: { kind: 'ordinal', position: -value }, next: next + 2 }
  return {
    value: { kind: 'ordinal', position: value },
    next: nouns.test(textAt(tokens, next)) ? next + 1 : next,
  }
}

/** "Both", "both of them", "all of them", "all three", "all", "everything". */
function several(tokens: readonly Token[], at: number): Found<Pick> | null {
  const word = textAt(tokens, at)
  if (word === 'both') return { value: { kind: 'several', count: 2 }, next: afterThem(tokens, at + 1) }
  if (word !== 'all' && word !== 'everything' && word !== 'every' && word !== 'each') return null
  const count = word === 'all' ? smallCount(tokens, at + 1) : null
  if (count !== null) return { value: { kind: 'several', count }, next: afterThem(tokens, at + 2) }
  const isEvery = word === 'every' || word === 'each'
  if (isEvery && !/^(?:one|of)$/.test(textAt(tokens, at + 1))) return null
  const next = textAt(tokens, at + 1) === 'one' ? at + 2 : at + 1
  return { value: { kind: 'several', count: null }, next: afterThem(tokens, next) }
}

/** Behind "of them" and "of these". */
function afterThem(tokens: readonly Token[], at: number): number {
  if (textAt(tokens, at) === 'of' && /^(?:them|these|those|it|the)$/.test(textAt(tokens, at + 1)))
    return at + 2
  return /^(?:them|these|those)$/.test(textAt(tokens, at)) ? at + 1 : at
}

/** What points at something listed or numbered, with the "the" before it. */
export function pickAt(tokens: readonly Token[], at: number): Found<Pick> | null {
  const start = textAt(tokens, at) === 'the' ? at + 1 : at
  return (
    referenceAt(tokens, at) ??
    firstSoMany(tokens, start) ??
    ordinalPick(tokens, start) ??
    (start === at ? several(tokens, at) : null)
  )
}
