import { maskedWords, readSaid } from '../acts/said.ts'
import { isMask } from './features.ts'

const dated =
  /\b(?:today|tonight|tomorrow|yesterday|day|week|weekend|month|quarter|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/

/** Any day: only what kind a word is of is learnt from it. */
const clock = {
  now: new Date('2026-11-20T09:00:00Z'),
  timeZone: 'UTC',
  orgTimeZone: 'UTC',
  isMonthFirst: false,
}

const hidden = (word: string) => (isMask(word) ? `zz${word.slice(1)}` : word)
const shown = (word: string) => (word.startsWith('zz') ? `§${word.slice(2)}` : word)

/** The words of an example with masks where a request would have them: "what is due today" as it will be heard. */
export function masked(words: readonly string[]): readonly string[] {
  const text = words.map(hidden).join(' ')
  if (!dated.test(text)) return words
  return maskedWords(readSaid(text, { people: [], clock, currency: 'EUR' })).map(shown)
}
