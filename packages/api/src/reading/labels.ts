import { fold, tokensOf } from './text.ts'
import type { Token } from './text.ts'

/** What a row goes by beside its words: "R-107", "Invoice 1042", "#88". */
export interface Label {
  /** The letters before the figures, folded; empty where there are none. */
  code: string
  digits: string
}

/** Figures with no letters before them are a number of their own from this length on: "500 cups" is no number 500. */
const BARE = 4
/** One figure alone is said for too many things. */
const ALONE = 2

const chunkAt = (tokens: readonly Token[], from: number): readonly Token[] => {
  const end = tokens.findIndex(({ isGlued }, at) => at > from && !isGlued)
  return tokens.slice(from, end === -1 ? tokens.length : end)
}

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
  return isWhole || isLabel(chunk, digits) ? { code: first.kind === 'word' ? first.text : '', digits } : null
}

/** What people say for a label: "R-107", and the figures alone where they are more than one. */
export const saidFor = ({ code, digits }: Label): string[] => [
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

/** The places in a text where one of these labels is said, by tokens. */
export function labelsIn(tokens: readonly Token[], labels: readonly Label[]): { from: number; to: number }[] {
  const byDigits = Map.groupBy(labels, ({ digits }) => digits)
  return tokens.flatMap(({ kind, text }, at) => {
    const label = kind === 'digits' ? byDigits.get(text)?.[0] : undefined
    if (!label) return []
    const from = beginOf(tokens, at, label)
    return from === at && text.length < ALONE ? [] : [{ from, to: at + 1 }]
  })
}
