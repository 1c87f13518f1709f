import { fold, tokensOf } from '../../../reading/text.ts'
import type { Span } from '../../../reading/text.ts'
import type { MeantObject } from './object-meant.ts'

/** A longer message says more than one thing. */
export const LONGEST = 200

const POLITE =
  /^(?:(?:hi|hey|hello|ok|okay|so|and|no|sorry|oops|hm+|actually|please|pls|can you|could you|would you|i think|we need to|i need to|you need to)(?!\p{L})[ ,.!:-]*)+/u
/** “It wasn't 620” says what it is not, as “not 620” does. */
const WAS_NOT = /(?<!\p{L})(?:is|was|are|were)n['’]?t(?!\p{L})/giu

/** What a message says, without what is only polite. */
export function toldIn(text: string): string {
  const typed = text.trim().replace(/[.!? ]+$/, '')
  const lead = POLITE.exec(fold(typed))?.[0].length ?? 0
  return typed.slice(lead).replace(WAS_NOT, (words) => 'not'.padEnd(words.length))
}

/** With a mark in the place of these words; what stands behind them stands where it did. */
export const blank = (text: string, { from, to }: Span, mark: string): string =>
  `${text.slice(0, from)}${mark}${' '.repeat(Math.max(0, to - from - 1))}${text.slice(to)}`

/** Whether there is nothing but these words, and what the rows of this kind are called. */
export function isSaidBy(said: string, words: ReadonlySet<string>, { type }: MeantObject): boolean {
  const kind = new Set(type.forms.flatMap((form) => tokensOf(form).map(({ text }) => text)))
  return tokensOf(said).every(({ text, kind: of }) => of === 'mark' || words.has(text) || kind.has(text))
}
