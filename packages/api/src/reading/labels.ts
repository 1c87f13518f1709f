import { fold, tokensOf } from './text.ts'
import type { Token } from './text.ts'

/** What a row goes by beside its words: "R-107", "Invoice 1042", "#88". */
export interface Label {
  /** The letters before the figures, folded; empty where there are none. */
  code: string
  digits: string
  /** All of it, folded: "inv-2026-014". */
  whole: string
  /** Other rows of its list have the same figures: only all of it names it. */
  isShared?: boolean
  /** What its kind is called, folded, where its number is said behind that: "invoice 6" for INV-2026-0006. */
  noun?: string
}

/** Figures with no letters before them are a number of their own from this length on: "500 cups" is no number 500. */
const BARE = 4
/** One figure alone is said for too many things. */
const ALONE = 2

const chunkAt = (tokens: readonly Token[], from: number): readonly Token[] => {
  const end = tokens.findIndex(({ isGlued }, at) => at > from && !isGlued)
  return tokens.slice(from, end === -1 ? tokens.length : end)
}

const textOf = (chunk: readonly Token[]) => chunk.map(({ text }) => text).join('')

/** The figures a run of tokens ends in: "INV-2026-014" in "014", "3D" in none. */
function digitsOf(chunk: readonly Token[]): string | null {
  const last = chunk.findLastIndex(({ kind }) => kind === 'digits')
  return chunk[last + 1]?.kind === 'word' ? null : (chunk[last]?.text ?? null)
}

/** Letters or a sign before the figures say that they are a label, and so does their length. */
const isLabel = (chunk: readonly Token[], digits: string) =>
  chunk[0]?.kind === 'word' || chunk[0]?.text === '#' || digits.length >= BARE

/** Letters that stand for the noun of its kind: INV for an invoice, and not CN, a credit note. */
const standsFor = (code: string, noun: string) => noun !== '' && noun.startsWith(code)

/** The label a name begins with, behind the noun of its kind; null where it begins with words. */
export function labelOf(name: string, kind = ''): Label | null {
  const tokens = tokensOf(name)
  const noun = fold(kind)
  const isNoun = noun !== '' && tokens[0]?.text === noun
  const chunk = chunkAt(tokens, isNoun ? 1 : 0)
  const digits = digitsOf(chunk)
  const [first] = chunk
  if (digits === null || !first) return null
  const isWhole = isNoun || chunk.length === tokens.length
  if (!isWhole && !isLabel(chunk, digits)) return null
  const code = first.kind === 'word' ? first.text : ''
  return {
    code,
    digits,
    whole: textOf(chunk.slice(0, chunk.findLastIndex((token) => token.kind === 'digits') + 1)),
    ...(standsFor(code, noun) && { noun }),
  }
}

/** What people say for a label: "R-107", and the figures alone where they are more than one. */
export const saidFor = ({ code, digits }: Pick<Label, 'code' | 'digits'>): string[] => [
  ...(code === '' ? [] : [`${code} ${digits}`]),
  ...(digits.length < ALONE ? [] : [digits]),
]

/** What leads to a number that names something. */
const leading = new Set(['#', 'no', 'nr', 'number', '№'])
const isMark = (token: Token | undefined) => token !== undefined && /^[-.#/]$/.test(token.text)

/** From the token at which what is said of the figures at a place begins, with its code or what leads to it. */
function beginOf(tokens: readonly Token[], at: number, { code }: Label): number {
  const before = isMark(tokens[at - 1]) && tokens[at - 1]?.text !== '#' ? at - 2 : at - 1
  const word = tokens[before]?.text ?? ''
  return (code !== '' && word === code) || leading.has(word) ? before : at
}

/** Where the run of tokens begins that stands without a space up to this one. */
function runUpTo(tokens: readonly Token[], at: number): readonly Token[] {
  const from = tokens.findLastIndex(({ isGlued }, place) => place <= at && !isGlued)
  return tokens.slice(Math.max(0, from), at + 1)
}

/** "2026-0002": the number of a row in its year, without its letters. */
const isYearly = ([year, hyphen, digits, ...more]: readonly Token[]) =>
  more.length === 0 &&
  /^20\d\d$/.test(year?.text ?? '') &&
  hyphen?.text === '-' &&
  digits?.kind === 'digits' &&
  digits.text.length >= BARE

/** "INV-2026-0002" is that alone, and no other row whose number ends in the same figures. */
const isCode = (run: readonly Token[]) => (run.length > 3 && run[0]?.kind === 'word') || isYearly(run)

/** "2026-0002" is INV-2026-0002, without its letters. */
const isYearOf = (said: string, { code, whole }: Label): boolean => whole === `${code}-${said}`

/** The row that such a run names; without its letters it names one alone, however many lists that one is in. */
function wholeOf(run: readonly Token[], same: readonly Label[]): Label | undefined {
  const said = textOf(run)
  const known = same.find(({ whole }) => whole === said)
  const [first, ...others] = same.filter((label) => isYearOf(said, label))
  return known ?? (others.every(({ whole }) => whole === first?.whole) ? first : undefined)
}

/** Letters and so many figures in one: "IE6388047V", which ends in letters and is the number of no row. */
const LONG = 5
const isMixed = (run: readonly Token[]) =>
  run.length > 2 &&
  run.every(({ kind }) => kind !== 'mark') &&
  run.at(-1)?.kind === 'word' &&
  run.some(({ kind, text }) => kind === 'digits' && text.length >= LONG)

interface Range {
  from: number
  to: number
}

function codeUpTo(tokens: readonly Token[], at: number): Range[] {
  const [next, second] = tokens.slice(at + 1)
  const isDigits = tokens[at]?.kind === 'digits'
  const goesOn = next?.isGlued === true && (!isDigits || next.kind !== 'mark' || second?.isGlued === true)
  const run = goesOn ? [] : runUpTo(tokens, at)
  const isOne = isDigits ? isCode(run) : isMixed(run)
  return isOne ? [{ from: at + 1 - run.length, to: at + 1 }] : []
}

const PHONE = { least: 7, most: 15, alone: 9 }

const isGluedHyphen = (token: Token | undefined) => token?.text === '-' && token.isGlued

/** Groups of figures from a place on, with blanks between them, or hyphens behind more than a day or a month has. */
function groupsFrom(tokens: readonly Token[], start: number): { digits: number; end: number } {
  let end = start + 1
  let digits = tokens[start]?.text.length ?? 0
  const mayHyphen = digits > 2
  for (;;) {
    const isHyphen = mayHyphen && isGluedHyphen(tokens[end])
    const next = tokens[isHyphen ? end + 1 : end]
    if (next?.kind !== 'digits' || next.isGlued !== isHyphen) return { digits, end }
    digits += next.text.length
    end += isHyphen ? 2 : 1
  }
}

/** It begins with a plus, or as no amount does. */
const beginsPhone = (first: Token | undefined, isPlus: boolean): boolean =>
  first?.kind === 'digits' && (isPlus ? first.isGlued : !first.isGlued && first.text.startsWith('0'))

/** How many tokens from here on are a telephone number: none where it may be an amount or a day. */
function phoneLength(tokens: readonly Token[], from: number): number {
  const isPlus = tokens[from]?.text === '+'
  const start = isPlus ? from + 1 : from
  if (!beginsPhone(tokens[start], isPlus)) return 0
  const { digits, end } = groupsFrom(tokens, start)
  const least = isPlus || end > start + 1 ? PHONE.least : PHONE.alone
  const isPhone = digits >= least && digits <= PHONE.most && tokens[end]?.isGlued !== true
  return isPhone ? end - from : 0
}

/** "021 555 0142" and "+353 21 555 0142" count nothing, and no part of them is the number of a row. */
export function phonesIn(tokens: readonly Token[]): Range[] {
  const phones: Range[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const length = phoneLength(tokens, at)
    if (length > 0) phones.push({ from: at, to: at + length })
    at += Math.max(0, length - 1)
  }
  return phones
}

/** The places of such codes in a text, by tokens. */
export const codesIn = (tokens: readonly Token[]): Range[] => tokens.flatMap((_, at) => codeUpTo(tokens, at))

/** Figures that stand behind the noun of a kind: they are the number of one of its rows, and no amount. */
export function behindNouns(
  tokens: readonly Token[],
  nouns: ReadonlySet<string>,
): { from: number; to: number }[] {
  return tokens.flatMap(({ kind }, at) => {
    if (kind !== 'digits' || runUpTo(tokens, at).some((one) => one.kind === 'word')) return []
    const from = leadOf(tokens, at)
    return nouns.has(tokens[from - 1]?.text ?? '') ? [{ from, to: at + 1 }] : []
  })
}

/** What the kinds of rows are called whose numbers are said behind that. */
export const nounsOf = (labels: readonly Label[]): ReadonlySet<string> =>
  new Set(labels.flatMap(({ noun }) => noun ?? []))

/** Where such a number is that of one of these rows, however long its series makes it: "invoice no. 6". */
export const numberedIn = (
  tokens: readonly Token[],
  labels: readonly Label[],
): { from: number; to: number }[] =>
  behindNouns(tokens, nounsOf(labels)).filter(({ from, to }) =>
    labels.some(
      ({ noun, digits }) =>
        noun === tokens[from - 1]?.text && Number(digits) === Number(tokens[to - 1]?.text),
    ),
  )

/** Where a row goes by its year and number alone: "2026-0002" for INV-2026-0002. */
export const yearlyIn = (tokens: readonly Token[], label: Label): Range[] =>
  codesIn(tokens).filter(({ from, to }) => {
    const run = tokens.slice(from, to)
    return isYearly(run) && isYearOf(textOf(run), label)
  })

/** Where what leads to the figures at a place begins: "no.", "number", "#". */
function leadOf(tokens: readonly Token[], at: number): number {
  const isLead = (token: Token | undefined) =>
    token !== undefined && (leading.has(token.text) || isMark(token))
  const first = tokens.slice(0, at).findLastIndex((token) => !isLead(token))
  return first + 1
}

/** The places in a text where one of these labels is said, by tokens. */
export function labelsIn(tokens: readonly Token[], labels: readonly Label[]): { from: number; to: number }[] {
  const byDigits = Map.groupBy(labels, ({ digits }) => digits)
  const numbered = numberedIn(tokens, labels)
  return tokens.flatMap(({ kind, text }, at) => {
    const own = numbered.find(({ to }) => to === at + 1)
    if (own) return [own]
    const same = kind === 'digits' ? byDigits.get(text) : undefined
    if (!same) return []
    const run = runUpTo(tokens, at)
    const isWhole = isCode(run)
    const label = isWhole ? wholeOf(run, same) : same.find(({ isShared }) => isShared !== true)
    if (!label) return []
    const from = isWhole ? at + 1 - run.length : beginOf(tokens, at, label)
    return from === at && text.length < ALONE ? [] : [{ from, to: at + 1 }]
  })
}
