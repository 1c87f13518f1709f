import { stem } from './name-index.ts'
import { readingOf, tokensOf } from './text.ts'
import type { Reading, Span, Token } from './text.ts'
import { errorsAllowed, typingErrors } from './typing-errors.ts'

/** A value of an enumeration and the words people have for it; its own name need not be among them. */
export interface Choice<V extends string = string> {
  value: V
  words?: readonly string[]
}

export interface Chosen<V extends string = string> {
  value: V
  /** "Not done", "except finance", "anything but low": all others are meant. */
  isNegated: boolean
}

export type ChoiceReading<V extends string = string> = Reading<Chosen<V>>

const list = (words: string) => new Set(words.split(' '))

const NEGATIONS = list(
  "not isn't aren't wasn't weren't don't doesn't didn't isnt arent wasnt hasn't hasnt haven't havent no non never nobody nobody's nobodys noone without except excluding exclude excepting but nor ain't",
)
/** Between "not" and what it negates: "not yet done", "not really that urgent", "except for the finance ones". */
const BETWEEN = list(
  'yet really very that the a an any be been being for are is marked as in including include counting with of all so to have has those which tagged currently -',
)
const BETWEEN_AT_MOST = 4
/** "Anything but low" negates, "but low" after a whole clause begins another. */
const BEFORE_BUT = list('anything everything all any everyone everybody nothing every')
/** They say "not" with a verb: "isn't done" and what "nobody's done" are "not done". */
const NOTS = list(
  "nobody nobody's nobodys noone isn't aren't wasn't weren't don't doesn't didn't hasn't haven't isnt arent wasnt werent dont doesnt didnt hasnt havent never",
)
/** Between "not" and what it is said of, where a way of saying a value begins with it: "not yet been read". */
const WITHIN_NOT = list('yet been really all quite got has have had')
const JOINING = list('or nor , and')

interface Way<V extends string> {
  value: V
  words: readonly string[]
}

/** "in_progress" and "inProgress" are said "in progress". */
export const spokenValue = (value: string) =>
  value.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_-]+/g, ' ')

const readWays = <V extends string>(choices: readonly Choice<V>[]): readonly Way<V>[] =>
  choices
    .flatMap(({ value, words = [] }) =>
      [spokenValue(value), ...words].map((way) => ({
        value,
        words: tokensOf(way)
          .filter(({ kind }) => kind !== 'mark')
          .map(({ text }) => text),
      })),
    )
    .filter(({ words }) => words.length > 0)
    .toSorted((a, b) => b.words.length - a.words.length)

const kept = new WeakMap<readonly Choice[], readonly Way<string>[]>()

/** The choices of a field stay what they are: their words are read once. */
function waysOf<V extends string>(choices: readonly Choice<V>[]): readonly Way<V>[] {
  const ways = (kept.get(choices) as readonly Way<V>[] | undefined) ?? readWays(choices)
  kept.set(choices, ways)
  return ways
}

function isSame(said: string, meant: string): boolean {
  if (said === meant) return true
  // Hardly anybody mistypes a first letter: "marked" is no "parked".
  if (meant.length < 3 || said.length < 3 || said[0] !== meant[0]) return false
  if (stem(said) === stem(meant)) return true
  const most = Math.min(1, errorsAllowed(meant.length))
  return most > 0 && said.length > 5 && typingErrors(said, meant, most) <= most
}

/** Where what is said not to be begins: "not yet been read". */
function behindNot(tokens: readonly Token[], at: number, word: string | undefined): number {
  let next = at
  while (WITHIN_NOT.has(tokens[next]?.text ?? '') && tokens[next]?.text !== word) next += 1
  return next
}

/** Where a way ends whose first word stands at `at`, if the others follow. */
function wayAt<V extends string>(tokens: readonly Token[], at: number, way: Way<V>): number | null {
  let next = way.words[0] === 'not' ? behindNot(tokens, at + 1, way.words[1]) : at + 1
  for (const word of way.words.slice(1)) {
    // "high-priority" is "high priority".
    if (tokens[next]?.text === '-') next += 1
    const token = tokens[next]
    if (!token || token.kind === 'mark' || !isSame(token.text, word)) return null
    next += 1
  }
  return next
}

/** Where "not" or its like stands for what begins at `at`, or null. */
function negationBefore(tokens: readonly Token[], at: number): number | null {
  const textAt = (index: number) => tokens[index]?.text ?? ''
  const lowest = at - 1 - BETWEEN_AT_MOST
  let back = at - 1
  while (back > lowest && BETWEEN.has(textAt(back))) back -= 1
  if (textAt(back) === 'but') return BEFORE_BUT.has(textAt(back - 1)) ? back : null
  if (textAt(back) === 'than' && textAt(back - 1) === 'other') return back - 1
  return NEGATIONS.has(textAt(back)) ? back : null
}

interface Found<V extends string> extends Chosen<V> {
  span: Span
  next: number
}

/** "Not high or low" and "except finance, legal": what is joined to a negated one is negated too. */
function isJoined<V extends string>(tokens: readonly Token[], last: Found<V> | undefined, at: number) {
  if (!last?.isNegated || at <= last.next || at - last.next > 2) return false
  return tokens.slice(last.next, at).every(({ text }) => JOINING.has(text))
}

/** The values of an enumeration that a text names, by their own names and by synonyms, longest first. */
export function matchChoices<V extends string>(
  text: string,
  choices: readonly Choice<V>[],
): ChoiceReading<V>[] {
  const tokens = tokensOf(text)
  const ways = waysOf(choices)
  const begun = new Map<string, Way<V>[]>()
  const beginningWith = (word: string) => {
    const isNot = NOTS.has(word)
    const begins = ([first = '']: readonly string[]) => isSame(word, first) || (isNot && first === 'not')
    const known = begun.get(word) ?? ways.filter(({ words }) => begins(words))
    begun.set(word, known)
    return known
  }
  const found: Found<V>[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    const hit = token && token.kind !== 'mark' && bestAt(tokens, at, beginningWith(token.text))
    if (!hit) continue
    const negation = negationBefore(tokens, at)
    const isNegated = negation !== null || isJoined(tokens, found.at(-1), at)
    const span = {
      from: tokens[negation ?? at]?.from ?? token.from,
      to: tokens[hit.next - 1]?.to ?? token.to,
    }
    found.push({ value: hit.value, isNegated, span, next: hit.next })
    at = hit.next - 1
  }
  return found.map(({ value, isNegated, span }) => readingOf(text, { value, isNegated }, span))
}

/** The way of saying a value that takes up most words here; one typed without errors goes before another. */
function bestAt<V extends string>(tokens: readonly Token[], at: number, ways: readonly Way<V>[]) {
  let best: { value: V; next: number; isExact: boolean } | null = null
  for (const way of ways) {
    const next = wayAt(tokens, at, way)
    if (next === null || (best && next < best.next)) continue
    const isExact = way.words[0] === tokens[at]?.text
    if (!best || next > best.next || (isExact && !best.isExact)) best = { value: way.value, next, isExact }
  }
  return best
}
