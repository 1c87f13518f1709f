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

/** The label a name begins with, behind the noun of its kind; null where it begins with words. */
export function labelOf(name: string, noun = ''): Label | null {
  const tokens = tokensOf(name)
  const isNoun = noun !== '' && tokens[0]?.text === fold(noun)
  const chunk = chunkAt(tokens, isNoun ? 1 : 0)
  const digits = digitsOf(chunk)
  const [first] = chunk
  if (digits === null || !first) return null
  const isWhole = isNoun || chunk.length === tokens.length
  if (!isWhole && !isLabel(chunk, digits)) return null
  return {
    code: first.kind === 'word' ? first.text : '',
    digits,
    whole: textOf(chunk.slice(0, chunk.findLastIndex(({ kind }) => kind === 'digits') + 1)),
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

/** "INV-2026-0002" is that alone, and no other row whose number ends in the same figures. */
const isCode = (run: readonly Token[]) => run.length > 3 && run[0]?.kind === 'word'

/** The places of such codes in a text, by tokens. */
export const codesIn = (tokens: readonly Token[]): { from: number; to: number }[] =>
  tokens.flatMap(({ kind }, at) => {
    const [next, second] = tokens.slice(at + 1)
    const goesOn = next?.isGlued === true && (next.kind !== 'mark' || second?.isGlued === true)
    const run = kind === 'digits' && !goesOn ? runUpTo(tokens, at) : []
    return isCode(run) ? [{ from: at + 1 - run.length, to: at + 1 }] : []
  })

/** The places in a text where one of these labels is said, by tokens. */
export function labelsIn(tokens: readonly Token[], labels: readonly Label[]): { from: number; to: number }[] {
  const byDigits = Map.groupBy(labels, ({ digits }) => digits)
  return tokens.flatMap(({ kind, text }, at) => {
    const same = kind === 'digits' ? byDigits.get(text) : undefined
    if (!same) return []
    const run = runUpTo(tokens, at)
    const isWhole = isCode(run)
    const label = same.find(({ whole, isShared }) => (isWhole ? whole === textOf(run) : isShared !== true))
    if (!label) return []
    const from = isWhole ? at + 1 - run.length : beginOf(tokens, at, label)
    return from === at && text.length < ALONE ? [] : [{ from, to: at + 1 }]
  })
}
