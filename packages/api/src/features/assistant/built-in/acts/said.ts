import { readMoments } from '../../../../reading/moments.ts'
import type { Clock as OwnClock, Moment } from '../../../../reading/moments.ts'
import { codesIn, phonesIn } from '../../../../reading/labels.ts'
import { matchNames } from '../../../../reading/names.ts'
import type { Candidate, Named } from '../../../../reading/names.ts'
import { readNumbers } from '../../../../reading/numbers.ts'
import type { Amount } from '../../../../reading/numbers.ts'
import { fold, tokensOf } from '../../../../reading/text.ts'
import type { Reading, Token } from '../../../../reading/text.ts'

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
  /** `count`: "both" are two, and there may be no more. */
  | { kind: 'all'; count?: number }
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
  /** What rows are called. */
  nouns: readonly string[]
  people: readonly Spot<readonly Candidate[]>[]
  moments: readonly Spot<Moment>[]
  numbers: readonly Spot<Amount>[]
  quoted: readonly Spot<string>[]
  references: readonly Spot<Reference>[]
  emails: readonly Spot<string>[]
  /** Web addresses. */
  links: readonly Spot<string>[]
  /** "INV-2026-0002": whatever it is the number of. */
  codes: readonly Range[]
  /** Telephone numbers, which are among the codes as well. */
  phones: readonly Range[]
  /** Names of websites, and addresses of pages. */
  hosts: readonly Spot<string>[]
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
  /** What rows are called, in small letters: "that repair" is one of them. */
  nouns?: readonly string[]
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

const isJoined = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.isGlued === true && (tokens[at]?.text === '-' || tokens[at - 1]?.text === '-')

/** With all of what is joined by hyphens at its ends: no value begins or ends within "PO-5521". */
export function unbroken<R extends Range>({ tokens }: Typed, range: R): R {
  let { from, to } = range
  while (isJoined(tokens, from)) from -= 1
  while (isJoined(tokens, to)) to += 1
  return { ...range, from, to }
}

/** The tokens that go on with a mail address or a link: before them nothing ends. */
export const joinedIn = ({ emails, links }: Pick<Said, 'emails' | 'links'>): ReadonlySet<number> =>
  new Set(
    [...emails, ...links].flatMap(({ from, to }) =>
      Array.from({ length: to - from - 1 }, (_, at) => from + 1 + at),
    ),
  )

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

export const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')
const nth = ordinals.join('|')

/** Expressions for "the second", "third one", "2nd item" and for "it" and "that one", where rows have these nouns. */
function pointing(nouns: readonly string[]): { placed: RegExp; one: RegExp } {
  const kinds = ['one', 'item', 'entry', 'result', ...nouns].join('|')
  // In "a second factor" nothing is counted.
  const counted = String.raw`the (${nth})(?: (?:${kinds}))?|(${nth})(?: (?:${kinds})|(?= ?(?:[,.;:!?]|$)))`
  // "The 2nd" alone is a day.
  const figure = String.raw`(?:\b(?:number|no\.?|nr\.?|item) ?|#)(\d{1,2})\b|\b(?:the )?(\d)(?:st|nd|rd|th) (?:${kinds})(?![\w-])`
  const period = '(?:day|week|month|year|morning|afternoon|evening)'
  return {
    placed: new RegExp(String.raw`\b(?:${counted})(?![\w-])(?! of \w)|${figure}`, 'g'),
    one: new RegExp(
      String.raw`\b(?:(?:that|this) (?:${kinds})(?:'?s)?|the (?:${kinds})(?= ?(?:[,.;!?]|$))|the same one|the same|it|that|this|there)\b(?! ${period})`,
      'g',
    ),
  }
}

const pointings = new WeakMap<readonly string[], ReturnType<typeof pointing>>()
const NO_NOUNS: readonly string[] = []

function pointingTo(nouns: readonly string[]): ReturnType<typeof pointing> {
  const known = pointings.get(nouns) ?? pointing(nouns)
  pointings.set(nouns, known)
  return known
}

const both = /\bboth(?: of)?(?: (?:them|(?:the|our|my|these|those) \p{L}+s))?(?!\p{L})/gu
const all = /\b(?:all of them|them all|them|these|those)\b/g
const lastOne = /\b(?:the last one|the bottom one)\b/g

function referencesIn(typed: Typed, nouns: readonly string[]): Spot<Reference>[] {
  const { placed, one } = pointingTo(nouns)
  return withoutOverlap([
    ...found(typed, placed, ([, the, bare, digits, figure]): Reference => {
      const word = the ?? bare
      const place = word === undefined ? Number(digits ?? figure) - 1 : ordinals.indexOf(word)
      return { kind: 'place', place }
    }),
    ...found(typed, lastOne, (): Reference => ({ kind: 'last' })),
    ...found(typed, both, (): Reference => ({ kind: 'all', count: 2 })),
    ...found(typed, all, (): Reference => ({ kind: 'all' })),
    ...found(typed, one, (): Reference => ({ kind: 'one' })),
  ])
}

/** "60 euros" is one amount; of "5 boxes" the number alone, for what is counted is said in many words. */
function amountsIn(typed: Coded, currency: string): Spot<Amount>[] {
  return spotsOf(typed.tokens, readNumbers(withoutCodes(typed), { currency })).map(({ from, to, value }) => ({
    from,
    to: value.kind === 'quantity' && to - from > 1 ? to - 1 : to,
    value,
  }))
}

function quotesIn(typed: Typed): Spot<string>[] {
  const spots = found(typed, /"([^"]+)"|(?<![\w])'([^']{2,}?)'(?![\w])/g, () => '')
  return spots.map((spot) => ({ ...spot, value: textOf(typed, spot.from + 1, spot.to - 1) }))
}

/** Web addresses, without the mark that ends the sentence. */
const linksIn = (typed: Typed): Spot<string>[] =>
  found(typed, /\b(?:https?:\/\/|www\.)[^\s<>"]*[^\s<>".,;:!?)']/g, () => '').map((spot) => {
    const address = textOf(typed, spot.from, spot.to)
    return { ...spot, value: /^www\./i.test(address) ? `https://${address}` : address }
  })

/** "tideandfennel.example", whatever page of it; no word that a full stop joins to the next. */
const hostsIn = (typed: Typed): Spot<string>[] =>
  found(
    typed,
    /(?<![\w@.])(?:https?:\/\/)?(?:[a-z\d][a-z\d-]*\.)+[a-z]{2,}(?![\w@])(?:[/?#][^\s<>"]*[^\s<>".,;:!?)'])?/g,
    () => '',
  ).map((spot) => ({ ...spot, value: textOf(typed, spot.from, spot.to) }))

/** Days and times that are not within quotes or addresses. */
const momentsIn = (typed: Coded, opaque: readonly Range[], clock: OwnClock): Spot<Moment>[] =>
  spotsOf(typed.tokens, readMoments(withoutCodes(typed), clock)).filter(
    (spot) => !opaque.some((other) => overlaps(other, spot)),
  )

type Coded = Pick<Said, 'text' | 'tokens' | 'codes'>

/** The text with as many letters in the place of each code: in "INV-2026-0002 yesterday" no second is said. */
function withoutCodes({ text, tokens, codes }: Coded): string {
  return codes.reduce((rest, { from, to }) => {
    const [start, end] = [tokens[from]?.from ?? 0, tokens[to - 1]?.to ?? 0]
    return `${rest.slice(0, start)}${'x'.repeat(end - start)}${rest.slice(end)}`
  }, text)
}

const pasts = new WeakMap<Said, Said>()

/** The same request to an act that looks back: its days lie behind now. */
export function lookingBack(said: Said, clock: OwnClock): Said {
  const known = pasts.get(said)
  if (known) return known
  const past = {
    ...said,
    moments: momentsIn(said, [...said.quoted, ...said.links], { ...clock, isBack: true, nouns: said.nouns }),
  }
  pasts.set(said, past)
  return past
}

/** "The 27th, not the 30th", "to Ana instead of Jonas" */
export const isDenied = ({ tokens }: Pick<Said, 'tokens'>, { from }: Range): boolean => {
  const [before, last, first] = [tokens[from - 2]?.text, tokens[from - 1]?.text, tokens[from]?.text]
  // "Instead of Friday": the "of" leads to the day and is read with it.
  if (last === 'instead' && first === 'of') return true
  return last === 'not' || (before === 'instead' && last === 'of') || (before === 'rather' && last === 'than')
}

/** What in a request is of a kind that any act can use. */
export function readSaid(text: string, around: Around): Said {
  const { people, clock, currency, ranker, nouns = NO_NOUNS } = around
  const tokens = tokensOf(text).slice(0, LONGEST_IN_TOKENS)
  const phones = phonesIn(tokens)
  const typed = { text, tokens, codes: [...codesIn(tokens), ...phones] }
  const quoted = quotesIn(typed)
  const links = linksIn(typed)
  const opaque = [...quoted, ...links]
  const isFree = (spot: Range) => !opaque.some((other) => overlaps(other, spot))
  const moments = momentsIn(typed, opaque, { ...clock, nouns })
  const isName = ({ from, to, value: [best] }: Spot<readonly Candidate[]>) => {
    const word = typed.tokens[from]?.text ?? ''
    const names = fold(best?.name ?? '').split(' ')
    // "Marlow Street is Lenas now"
    const isWhole = names.includes(word.replace(/'s$/, '')) || names.includes(word.replace(/s$/, ''))
    return to - from > 1 || isWhole || ranker?.knows(word) !== true
  }
  return {
    ...typed,
    phones,
    currency,
    nouns,
    quoted,
    people: spotsOf(typed.tokens, matchNames(text, people)).filter((spot) => isFree(spot) && isName(spot)),
    moments,
    numbers: amountsIn(typed, currency).filter(isFree),
    // "By the third" is a day.
    references: referencesIn(typed, nouns).filter(
      (spot) => isFree(spot) && (spot.value.kind !== 'place' || !moments.some((day) => isWithin(spot, day))),
    ),
    emails: found(typed, /[^\s@<>"]+@[^\s@<>"]+\.\w+/g, ([whole = '']) => whole),
    links,
    hosts: hostsIn(typed),
    labels: [],
  }
}
