import { isReading } from './features.ts'
import { maskedWords } from '../acts/masked-words.ts'
import { readSaid } from '../acts/said.ts'

const dated =
  /\b(?:today|tonight|tomorrow|yesterday|day|week|weekend|month|quarter|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/

/** Any day: only what kind a word is of is learnt from it. */
const clock = {
  now: new Date('2026-11-20T09:00:00Z'),
  timeZone: 'UTC',
  orgTimeZone: 'UTC',
  isMonthFirst: false,
}

/** A word that nothing is read in, by the place of what it stands for. */
const standIn = (at: number) => `zz${Array.from(`${at}`, (digit) => 'abcdefghij'[Number(digit)]).join('')}`

/** The words of an example with masks where a request would have them: "what is due today" as it will be heard. */
export function masked(words: readonly string[]): readonly string[] {
  const kept = new Map(words.flatMap((word, at) => (isReading(word) ? [[standIn(at), word] as const] : [])))
  const text = words.map((word, at) => (isReading(word) ? standIn(at) : word)).join(' ')
  if (!dated.test(text)) return words
  return maskedWords(readSaid(text, { people: [], clock, currency: 'EUR' })).map(
    (word) => kept.get(word) ?? word,
  )
}
