import { figuresAt } from './figures.ts'
import { countAt, isNumberWord, ordinalAt, spelledAt } from './number-words.ts'
import type { Found } from './number-words.ts'
import { readingOf, tokensOf } from './text.ts'
import type { Reading, Token } from './text.ts'
import { cents, currencies, onlyBehind, units } from './units.ts'

export type Amount =
  | { kind: 'number'; amount: number }
  /** Without a currency where only cents or a bare sign tell that it is money. */
  | { kind: 'money'; amount: number; currency: string }
  | { kind: 'percent'; amount: number }
  | { kind: 'quantity'; amount: number; unit: string }

const textAt = (tokens: readonly Token[], at: number) => tokens[at]?.text ?? ''

const multipliers = new Map([
  ['k', 1_000],
  ['hundred', 100],
  ['m', 1_000_000],
  ['mio', 1_000_000],
  ['mn', 1_000_000],
  ['bn', 1_000_000_000],
  ['thousand', 1_000],
  ['grand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
])

/** Only glued to its figures is "m" a million; apart it is a metre or a word. */
function scaled(tokens: readonly Token[], found: Found<number>): Found<number> {
  const word = tokens[found.next]
  const scale = word && multipliers.get(word.text)
  if (!scale || (word.text.length < 3 && !word.isGlued)) return found
  return { value: found.value * scale, next: found.next + 1 }
}

const fractions = new Map([
  ['½', 0.5],
  ['¼', 0.25],
  ['¾', 0.75],
])

/** "2½", "two and a half" */
function halved(tokens: readonly Token[], { value, next }: Found<number>): Found<number> {
  const more = fractions.get(textAt(tokens, next))
  if (more !== undefined) return { value: value + more, next: next + 1 }
  const isHalved = ['and', 'a', 'half'].every((word, on) => textAt(tokens, next + on) === word)
  return isHalved && Number.isInteger(value) ? { value: value + 0.5, next: next + 3 } : { value, next }
}

/** "Half a grand", "½" */
function halfAt(tokens: readonly Token[], at: number): Found<number> | null {
  const fraction = fractions.get(textAt(tokens, at))
  if (fraction !== undefined) return { value: fraction, next: at + 1 }
  const isHalf = textAt(tokens, at) === 'half' && textAt(tokens, at + 1) === 'a'
  const scale = isHalf ? multipliers.get(textAt(tokens, at + 2)) : undefined
  return scale === undefined ? null : { value: scale / 2, next: at + 3 }
}

/** Figures or words, with "k" and "million". */
function positiveAt(tokens: readonly Token[], at: number): Found<number> | null {
  const found = figuresAt(tokens, at) ?? halfAt(tokens, at) ?? spelledNumber(tokens, at)
  if (!found) return null
  const half = halved(tokens, found)
  const isScaled = tokens[at]?.kind === 'digits' || half.next > found.next
  return isScaled ? scaled(tokens, half) : half
}

/** The same with a minus that belongs to it. */
function plainAt(tokens: readonly Token[], at: number): Found<number> | null {
  const isMinus =
    /^[-−–]$/.test(textAt(tokens, at)) && tokens[at + 1]?.isGlued === true && !tokens[at]?.isGlued
  const isSpokenMinus = textAt(tokens, at) === 'minus'
  if (!isMinus && !isSpokenMinus) return positiveAt(tokens, at)
  const whole = positiveAt(tokens, at + 1)
  return whole && { value: -whole.value, next: whole.next }
}

/** Below it "two fifty" may be two hundred and fifty, or two and a half. */
const PRICED_FROM = 10

/** The fifty of "thirty-one fifty"; null where nothing like it stands here. */
function centsBehind(tokens: readonly Token[], at: number): Found<number> | null {
  const found = tokens[at]?.kind === 'word' && textAt(tokens, at) !== 'a' ? spelledAt(tokens, at) : null
  return found && found.value >= 20 && found.value < 100 ? found : null
}

/** "Two fifty" as a whole, and the fifty of it. */
function mayBeEither(tokens: readonly Token[], at: number, { value, next }: Found<number>): boolean {
  const before = spelledAt(tokens, at - 1)
  const isBehind = before !== null && before.value < PRICED_FROM && before.next === at
  return (isBehind && value >= 20) || (value < PRICED_FROM && centsBehind(tokens, next) !== null)
}

function spelledNumber(tokens: readonly Token[], at: number): Found<number> | null {
  const found = spelledAt(tokens, at)
  if (!found || mayBeEither(tokens, at, found)) return null
  const more = found.value < 100 ? centsBehind(tokens, found.next) : null
  return more ? { value: found.value + more.value / 100, next: more.next } : fractionOf(tokens, at, found)
}

function fractionOf(tokens: readonly Token[], at: number, found: Found<number>): Found<number> | null {
  // "One" is a pronoun as often as a number, and "a pair of" names a thing.
  const isPronoun =
    textAt(tokens, at) === 'one' && found.next === at + 1 && !countedBehind(tokens, found.next)
  if (isPronoun) return null
  const isPoint = textAt(tokens, found.next) === 'point'
  const fraction = isPoint ? spelledAt(tokens, found.next + 1) : null
  if (!fraction || fraction.value > 9) return found
  return { value: found.value + fraction.value / 10, next: fraction.next }
}

const people = /^(?:rooms?|adults?|persons?|people|nights?|child|children|kids?)$/

const countedBehind = (tokens: readonly Token[], at: number) =>
  people.test(textAt(tokens, at)) ||
  units.has(textAt(tokens, at)) ||
  currencies.has(textAt(tokens, at)) ||
  textAt(tokens, at) === 'percent'

const signs = /^[€$£¥₹₺]$/
const code = /^[a-z]{3}$/

/** "€", "EUR", "US$": what stands before an amount. */
function currencyBefore(said: string, tokens: readonly Token[], at: number): Found<string> | null {
  const word = textAt(tokens, at)
  const joined = `${word}${textAt(tokens, at + 1)}`
  const wide = currencies.get(joined)
  if (wide && tokens[at + 1]?.isGlued && joined.endsWith('$')) return { value: wide, next: at + 2 }
  const known = currencies.get(word)
  const token = tokens[at]
  if (!known || !token) return null
  const isWritten = signs.test(word) || (code.test(word) && !onlyBehind.has(word))
  const isLarge = said.slice(token.from, token.to) === word.toUpperCase()
  return isWritten || isLarge ? { value: known, next: at + 1 } : null
}

/** "€1,250.50", "EUR 40", "$1.5k" */
function moneyAfterSign(said: string, tokens: readonly Token[], at: number): Found<Amount> | null {
  const isMinus = /^[-−–]$/.test(textAt(tokens, at)) && tokens[at + 1]?.isGlued === true
  const sign = currencyBefore(said, tokens, isMinus ? at + 1 : at)
  const amount = sign && plainAt(tokens, sign.next)
  if (!sign || !amount) return null
  const value = isMinus ? -amount.value : amount.value
  return { value: { kind: 'money', amount: value, currency: sign.value }, next: amount.next }
}

/** "3 euros 50", "two euros fifty", "3 euros and 20 cents": the cents behind it, of two figures where they are not called so. */
function centsAt(tokens: readonly Token[], at: number, whole: number): Found<number> | null {
  if (!Number.isInteger(whole)) return null
  if (/^\d\d$/.test(textAt(tokens, at))) return { value: Number(textAt(tokens, at)), next: at + 1 }
  const start = textAt(tokens, at) === 'and' ? at + 1 : at
  const found = countAt(tokens, start)
  if (!found || found.value > 99) return null
  if (cents.has(textAt(tokens, found.next))) return { value: found.value, next: found.next + 1 }
  const isSpelled = start === at && tokens[at]?.kind === 'word' && textAt(tokens, at) !== 'a'
  return isSpelled && found.value >= 20 ? found : null
}

/** "12 dollars", "40 quid", "1.250,50 €", "3 euros 50", "50 cents" */
function moneyAt(
  tokens: readonly Token[],
  { value, next }: Found<number>,
  only: string,
): Found<Amount> | null {
  const word = textAt(tokens, next)
  const currency = currencies.get(word)
  if (currency) {
    const more = centsAt(tokens, next + 1, value)
    const amount = more === null ? value : value + more.value / 100
    return { value: { kind: 'money', amount, currency }, next: more?.next ?? next + 1 }
  }
  if (!cents.has(word) || (word.length === 1 && tokens[next]?.isGlued !== true)) return null
  const owner = word.startsWith('p') ? 'GBP' : only
  return { value: { kind: 'money', amount: value / 100, currency: owner }, next: next + 1 }
}

const notes = new Map([
  ['fiver', 5],
  ['tenner', 10],
])

/** A pound is a weight as well. */
const singles = new Set(['euro', 'dollar'])

/** "A euro fifty", "a euro each"; "a euro off" is no price. */
function singleAt(tokens: readonly Token[], at: number, currency: string): Found<Amount> | null {
  if (textAt(tokens, at) !== 'a' || !singles.has(textAt(tokens, at + 1))) return null
  const found = moneyAt(tokens, { value: 1, next: at + 1 }, currency)
  const isPrice = found && (found.next > at + 2 || /^(?:each|apiece|per)$/.test(textAt(tokens, found.next)))
  return isPrice ? found : null
}

/** "A tenner" */
function noteAt(tokens: readonly Token[], at: number): Found<number> | null {
  const next = /^an?$/.test(textAt(tokens, at)) ? at + 1 : at
  const value = notes.get(textAt(tokens, next))
  return value === undefined ? null : { value, next: next + 1 }
}

function percentAt(tokens: readonly Token[], { value, next }: Found<number>): Found<Amount> | null {
  const word = textAt(tokens, next)
  const isPercent = /^(?:%|percent|pct|percentage)$/.test(word)
  if (isPercent) return { value: { kind: 'percent', amount: value }, next: next + 1 }
  const isTwoWords = word === 'per' && textAt(tokens, next + 1) === 'cent'
  return isTwoWords ? { value: { kind: 'percent', amount: value }, next: next + 2 } : null
}

function quantityAt(tokens: readonly Token[], { value, next }: Found<number>): Found<Amount> | null {
  const word = tokens[next]
  const unit = word && units.get(word.text)
  if (!unit) return null
  // "5 m" is five metres; "a 5 g bag" too, but "5 t shirts" is no weight.
  const isLetter = word.text.length === 1 && !word.isGlued && tokens[next + 1]?.text === '-'
  return isLetter ? null : { value: { kind: 'quantity', amount: value, unit }, next: next + 1 }
}

/** A number alone; figures that go on as a word are none: "3D", "9ish". */
function bareAt(tokens: readonly Token[], { value, next }: Found<number>): Found<Amount> | null {
  const behind = tokens[next]
  const isInName = behind?.isGlued === true && behind.kind === 'word'
  return isInName ? null : { value: { kind: 'number', amount: value }, next }
}

interface Said {
  said: string
  tokens: readonly Token[]
  currency: string
}

function amountAt({ said, tokens, currency }: Said, at: number): Found<Amount> | null {
  const money = moneyAfterSign(said, tokens, at)
  if (money) return money
  const note = noteAt(tokens, at)
  if (note) return { value: { kind: 'money', amount: note.value, currency }, next: note.next }
  const single = singleAt(tokens, at, currency)
  if (single) return single
  const number = ordinalAt(tokens, at) ? null : plainAt(tokens, at)
  if (!number) return null
  return (
    percentAt(tokens, number) ??
    moneyAt(tokens, number, currency) ??
    quantityAt(tokens, number) ??
    bareAt(tokens, number)
  )
}

/** Figures inside a word or a row that was refused are no numbers: "A4", "e2e", "1.2.3.4", "9:30". */
function isInWord(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.isGlued !== true) return false
  const before = tokens[at - 1]
  if (before?.kind === 'word') return !currencies.has(before.text)
  const isJoined = before?.isGlued === true && /^[.,:/'-]$/.test(before.text)
  const kind = tokens[at - 2]?.kind
  return isJoined && (kind === 'digits' || kind === 'word')
}

const openers = /^(?:us|c|-|−|–|€|\$|£|¥|₹|₺|minus|half|an?|½|¼|¾)$/

function couldBegin(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (!token || isInWord(tokens, at)) return false
  if (token.kind === 'digits') return true
  const { text } = token
  return openers.test(text) || isNumberWord(text) || currencies.has(text) || notes.has(text)
}

const TOKENS_AT_MOST = 1_500

/**
 * All numbers and amounts of a text, in order, with their units. `currency` is the organization's: what "50 cents"
 * are cents of. Dates hold numbers too; whoever reads both takes these out with `clearOf`.
 */
export function readNumbers(said: string, { currency }: { currency: string }): Reading<Amount>[] {
  const tokens = tokensOf(said).slice(0, TOKENS_AT_MOST)
  const found: Reading<Amount>[] = []
  let at = 0
  while (at < tokens.length) {
    const one = couldBegin(tokens, at) ? amountAt({ said, tokens, currency }, at) : null
    const from = tokens[at]?.from
    const to = tokens[(one?.next ?? 0) - 1]?.to
    if (one && from !== undefined && to !== undefined) found.push(readingOf(said, one.value, { from, to }))
    at = one?.next ?? at + 1
  }
  return found
}
