import { isMask, MASKS, ofKind } from '../ranking/features.ts'
import { readMoments } from '../reading/moments.ts'
import type { Clock as OwnClock, Moment } from '../reading/moments.ts'
import { matchNames } from '../reading/names.ts'
import type { Candidate, Named } from '../reading/names.ts'
import { readNumbers } from '../reading/numbers.ts'
import type { Amount } from '../reading/numbers.ts'
import { fold, tokensOf } from '../reading/text.ts'
import type { Reading, Token } from '../reading/text.ts'

/** When it is, where the person is and where the organization keeps its times. */
export interface Clock extends OwnClock {
  orgTimeZone: string
}

/** A stretch of tokens, to the one behind the last. */
export interface Range {
  from: number
  to: number
}

/** Something that was understood, by the tokens it takes up. */
export interface Spot<T> extends Range {
  value: T
}

/** "It", "both", "the second one": rows spoken of before. */
export type Reference =
  | { kind: 'one' }
  | { kind: 'all' }
  | { kind: 'last' }
  | { kind: 'place'; place: number }

/** The number by which a row goes, and of what kind the row is. */
export interface Labelled extends Range {
  entity?: string
}

/** One request as it was typed, and what in it is of a kind that any act can use. */
export interface Said {
  text: string
  /** The organization's. */
  currency: string
  tokens: readonly Token[]
  people: readonly Spot<readonly Candidate[]>[]
  moments: readonly Spot<Moment>[]
  numbers: readonly Spot<Amount>[]
  quoted: readonly Spot<string>[]
  references: readonly Spot<Reference>[]
  emails: readonly Spot<string>[]
  /** Numbers by which rows go: "cancel 112". */
  labels: readonly Labelled[]
}

/** What is there to be read, whoever speaks of it. */
export interface Around {
  people: readonly Named[]
  clock: Clock
  /** The organization's: what "50 cents" are cents of. */
  currency: string
  /** Says which words requests are made of: they are no shortened or misspelled names. */
  ranker?: { knows(word: string): boolean }
}

const LONGEST_IN_TOKENS = 120

type Typed = Pick<Said, 'text' | 'tokens'>

/** A place in letters as a place in tokens. */
function spotOf<T>(tokens: readonly Token[], { span, value }: Reading<T>): Spot<T> | null {
  const from = tokens.findIndex((token) => token.to > span.from)
  const last = tokens.findLastIndex((token) => token.from < span.to)
  return from === -1 || last < from ? null : { from, to: last + 1, value }
}

export const spotsOf = <T>(tokens: readonly Token[], readings: readonly Reading<T>[]): Spot<T>[] =>
  readings.flatMap((reading) => spotOf(tokens, reading) ?? [])

/** The words of some tokens as they were typed. */
export function textOf({ text, tokens }: Typed, from: number, to: number): string {
  const [first, last] = [tokens[from], tokens[to - 1]]
  return first && last && to > from ? text.slice(first.from, last.to) : ''
}

export const overlaps = (a: Range, b: Range): boolean => a.from < b.to && b.from < a.to
export const isWithin = (inner: Range, outer: Range): boolean =>
  inner.from >= outer.from && inner.to <= outer.to

/** The first of those that share a token. */
export function withoutOverlap<T>(spots: readonly Spot<T>[]): Spot<T>[] {
  const kept: Spot<T>[] = []
  for (const spot of spots) if (!kept.some((other) => overlaps(other, spot))) kept.push(spot)
  return kept.toSorted((a, b) => a.from - b.from)
}

const found = <T>(typed: Typed, pattern: RegExp, value: (found: string[]) => T): Spot<T>[] =>
  Array.from(fold(typed.text).matchAll(pattern), (match) => ({
    text: match[0],
    span: { from: match.index, to: match.index + match[0].length },
    value: value([...match]),
  })).flatMap((reading) => spotOf(typed.tokens, reading) ?? [])

const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')
const noun = '(?: (?:one|task|item|entry|result))'
/** "The second", "third one", "2nd item"; in "a second factor" nothing is counted. */
const nth = ordinals.join('|')
const placed = new RegExp(
  String.raw`\b(?:the (${nth})${noun}?|(${nth})(?:${noun}|(?= ?(?:[,.;:!?]|$))))(?![\w-])(?! of \w)|(?:\b(?:number|no\.?|nr\.?|item) ?|#)(\d{1,2})\b`,
  'g',
)
const one =
  /\b(?:(?:that|this) one(?:'?s)?|the same one|the same|it|that|this|that task|this task|there)\b(?! (?:day|week|month|year|morning|afternoon|evening))/g
const all = /\b(?:both of them|all of them|both|them all|them|these|those)\b/g
const lastOne = /\b(?:the last one|the bottom one)\b/g

const referencesIn = (typed: Typed): Spot<Reference>[] =>
  withoutOverlap([
    ...found(typed, placed, ([, the, bare, digits]): Reference => {
      const word = the ?? bare
      return { kind: 'place', place: word === undefined ? Number(digits) - 1 : ordinals.indexOf(word) }
    }),
    ...found(typed, lastOne, (): Reference => ({ kind: 'last' })),
    ...found(typed, all, (): Reference => ({ kind: 'all' })),
    ...found(typed, one, (): Reference => ({ kind: 'one' })),
  ])

/** "60 euros" is one amount; of "5 boxes" the number alone, for what is counted is said in many words. */
function amountsIn(typed: Typed, currency: string): Spot<Amount>[] {
  return spotsOf(typed.tokens, readNumbers(typed.text, { currency })).map(({ from, to, value }) => ({
    from,
    to: value.kind === 'quantity' && to - from > 1 ? to - 1 : to,
    value,
  }))
}

function quotesIn(typed: Typed): Spot<string>[] {
  const spots = found(typed, /"([^"]+)"|(?<![\w])'([^']{2,}?)'(?![\w])/g, () => '')
  return spots.map((spot) => ({ ...spot, value: textOf(typed, spot.from + 1, spot.to - 1) }))
}

/** Days and times that are not within quotes. */
const momentsIn = (typed: Typed, quoted: readonly Range[], clock: OwnClock): Spot<Moment>[] =>
  spotsOf(typed.tokens, readMoments(typed.text, clock)).filter(
    (spot) => !quoted.some((other) => overlaps(other, spot)),
  )

const pasts = new WeakMap<Said, Said>()

/** The same request to an act that looks back: its days lie behind now. */
export function lookingBack(said: Said, clock: OwnClock): Said {
  const known = pasts.get(said)
  if (known) return known
  const past = { ...said, moments: momentsIn(said, said.quoted, { ...clock, isBack: true }) }
  pasts.set(said, past)
  return past
}

/** "The 27th, not the 30th", "to Ana instead of Jonas" */
export const isDenied = ({ tokens }: Pick<Said, 'tokens'>, { from }: Range): boolean => {
  const [before, last] = [tokens[from - 2]?.text, tokens[from - 1]?.text]
  return last === 'not' || (before === 'instead' && last === 'of') || (before === 'rather' && last === 'than')
}

/** What in a request is of a kind that any act can use. */
export function readSaid(text: string, { people, clock, currency, ranker }: Around): Said {
  const typed = { text, tokens: tokensOf(text).slice(0, LONGEST_IN_TOKENS) }
  const quoted = quotesIn(typed)
  const isFree = (spot: Range) => !quoted.some((other) => overlaps(other, spot))
  const moments = momentsIn(typed, quoted, clock)
  const isName = ({ from, to, value: [best] }: Spot<readonly Candidate[]>) => {
    const word = typed.tokens[from]?.text ?? ''
    const isWhole = fold(best?.name ?? '')
      .split(' ')
      .includes(word.replace(/'s$/, ''))
    return to - from > 1 || isWhole || ranker?.knows(word) !== true
  }
  return {
    ...typed,
    currency,
    quoted,
    people: spotsOf(typed.tokens, matchNames(text, people)).filter((spot) => isFree(spot) && isName(spot)),
    moments,
    numbers: amountsIn(typed, currency).filter(isFree),
    references: referencesIn(typed).filter(isFree),
    emails: found(typed, /[^\s@<>"]+@[^\s@<>"]+\.\w+/g, ([whole = '']) => whole),
    labels: [],
  }
}

/** What is taken for a text and for names of rows. */
export interface Hidden {
  text?: Range | null
  /** The first of those that overlap counts. */
  things?: readonly Labelled[]
  /** Of what kind "it" is. */
  it?: string | undefined
}

const as = (spots: readonly Range[], value: string) => spots.map(({ from, to }) => ({ from, to, value }))

/** What stands in the place of words, first what an act takes as its own. */
function masksIn(said: Said, { text = null, things = [], it }: Hidden): Spot<string>[] {
  const known = (word: string, entity = it) => (entity === undefined ? word : ofKind(word, entity))
  const rows = [...things, ...said.labels]
  const isRow = ({ value, from, to }: Spot<Reference>) => value.kind === 'place' || to - from > 1
  return withoutOverlap([
    ...as(text ? [text] : [], MASKS.unknown),
    ...rows.map(({ from, to, entity }) => ({
      from,
      to,
      value: entity === undefined ? MASKS.thing : ofKind(MASKS.thing, entity),
    })),
    ...as(said.references.filter(isRow), known(MASKS.thing)),
    ...said.references.map(({ from, to }) => ({ from, to, value: known(said.tokens[from]?.text ?? '') })),
    ...as(said.quoted, MASKS.text),
    ...as(said.emails, MASKS.email),
    ...as(said.moments, MASKS.day),
    ...as(said.people, MASKS.person),
    ...as(said.numbers, MASKS.number),
  ])
}

/** The words of a request as the ranker reads them, with masks for people, days and the like. */
export function maskedWords(said: Said, hidden: Hidden = {}): string[] {
  const masks = masksIn(said, hidden)
  const words: string[] = []
  for (let at = 0; at < said.tokens.length;) {
    const mask = masks.find(({ from }) => from === at)
    const word = mask?.value ?? said.tokens[at]?.text ?? ''
    if (!(isMask(word) && words.at(-1) === word)) words.push(word)
    at = mask?.to ?? at + 1
  }
  return words
}
