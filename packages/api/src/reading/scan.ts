import type { Wall } from './calendar.ts'
import type { DateToken, DateWord, DayPart } from './date-words.ts'
import type { Found } from './number-words.ts'

/** What every reader of dates is given: the words, and when and where they are said. */
export interface Scan {
  tokens: readonly DateToken[]
  now: Wall
  isMonthFirst: boolean
  /** A word such as "by", "on" or "since" stands before the place that is read. */
  hasLead: boolean
  /** The past is spoken of: "since May" is the May that was. */
  isBack: boolean
  /** What things are called that go by numbers. */
  nouns: ReadonlySet<string>
  /** Days that were looked for already, or none: several readers ask at the same place. */
  known: Map<number, Found<Day> | null>
}

export const wordAt = ({ tokens }: Scan, at: number): string => tokens[at]?.word ?? ''

export const isWord = (scan: Scan, at: number, words: ReadonlySet<string>): boolean =>
  words.has(wordAt(scan, at))

export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

type Kind = DateWord['is']

const isKind = <K extends Kind>(means: DateWord, is: K): means is Extract<DateWord, { is: K }> =>
  means.is === is

export function meansAt<K extends Kind>({ tokens }: Scan, at: number, is: K) {
  const means = tokens[at]?.means
  return means && isKind(means, is) ? means : null
}

export function digitsAt({ tokens }: Scan, at: number, most = 4): number | null {
  const token = tokens[at]
  return token?.kind === 'digits' && token.text.length <= most ? Number(token.text) : null
}

export const isGlued = ({ tokens }: Scan, at: number): boolean => tokens[at]?.isGlued ?? false

const functionWords = setOf(
  'on in at by to for with and or but no wait sorry actually please pls plz so then if when because from until till before after as is it instead again thanks thx cheers due of about around since not the a an i we you he she they that this what which who are were was be tagged labelled labeled called named assigned',
)

/** Whether a sentence may end or go on here: a noun behind "at 9" or "the 5th" makes something else of them. */
export function isBreak(scan: Scan, at: number): boolean {
  const token = scan.tokens[at]
  if (!token) return true
  if (token.kind === 'mark') return !/^[%€$£#&+*/:°]$/.test(token.text)
  return token.kind === 'word' && (functionWords.has(token.word) || token.means !== null)
}

export interface Day {
  day: string
  /** Set where the words say it: "in two hours". */
  time?: string
  /** "This evening": an hour beside it is meant in the evening. */
  part?: DayPart
  /** Nothing but a date is said like this; "Monday" may name a menu. */
  isPlain: boolean
  /** "Within three days" */
  isBy?: boolean
}

/** A day that nothing else is said like. */
export const plainDay = (day: string, next: number): Found<Day> => ({ value: { day, isPlain: true }, next })

/** "The", "this", "next" and "last" before a stretch of time, as steps from the one that is now. */
export function offsetAt(scan: Scan, at: number): number | null {
  const word = wordAt(scan, at)
  if (/^(?:this|the|current)$/.test(word)) return 0
  if (/^(?:next|following|coming|upcoming)$/.test(word)) return 1
  return /^(?:last|past|previous)$/.test(word) ? -1 : null
}
