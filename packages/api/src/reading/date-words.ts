import { tokensOf } from './text.ts'
import type { Token } from './text.ts'
import { typingErrors } from './typing-errors.ts'

export type Unit =
  | 'minute'
  | 'hour'
  | 'day'
  | 'workday'
  | 'weekend'
  | 'week'
  | 'fortnight'
  | 'month'
  | 'quarter'
  | 'year'
export type DayPart = 'morning' | 'afternoon' | 'evening'

/** What a word means in a date, whatever stands around it. */
export type DateWord =
  /** Monday = 0. */
  | { is: 'weekday'; index: number; isShort: boolean }
  /** January = 1. */
  | { is: 'month'; index: number; isShort: boolean }
  | { is: 'unit'; unit: Unit }
  | { is: 'today' }
  | { is: 'tonight' }
  | { is: 'tomorrow' }
  | { is: 'yesterday' }
  | { is: 'part'; part: DayPart }

export interface DateToken extends Token {
  /** Without its possessive ending. */
  word: string
  isPossessive: boolean
  means: DateWord | null
}

const words = new Map<string, DateWord>()
const put = (means: DateWord, spellings: string) => {
  for (const spelling of spellings.split(' ')) words.set(spelling, means)
}

const weekdays =
  'monday,mon|tuesday,tue,tues|wednesday,wed,weds|thursday,thu,thur,thurs|friday,fri|saturday,sat|sunday,sun'
const months =
  'january,jan|february,feb|march,mar|april,apr|may|june,jun|july,jul|august,aug|september,sep,sept|october,oct|november,nov|december,dec'

for (const [is, list] of [
  ['weekday', weekdays],
  ['month', months],
] as const)
  for (const [index, spellings] of list.split('|').entries())
    for (const [at, spelling] of spellings.split(',').entries())
      put({ is, index: is === 'month' ? index + 1 : index, isShort: at > 0 }, spelling)

put({ is: 'today' }, 'today todya tody tdy')
put({ is: 'tonight' }, 'tonight tonite tonigt tonght')
put({ is: 'tomorrow' }, 'tomorrow tmrw tmr tmw tomoz tomorow')
put({ is: 'yesterday' }, 'yesterday yday')
put({ is: 'weekday', index: 2, isShort: false }, 'wensday wendsday wednsday')
put({ is: 'part', part: 'morning' }, 'morning')
put({ is: 'part', part: 'afternoon' }, 'afternoon arvo')
put({ is: 'part', part: 'evening' }, 'evening')

const units: Record<Unit, string> = {
  minute: 'minute minutes min mins',
  hour: 'hour hours hr hrs',
  day: 'day days night nights',
  workday: 'workday workdays weekday weekdays',
  weekend: 'weekend weekends',
  week: 'week weeks wk wks',
  fortnight: 'fortnight fortnights',
  month: 'month months mth mths',
  quarter: 'quarter quarters qtr',
  year: 'year years yr yrs',
}
for (const [unit, spellings] of Object.entries(units)) put({ is: 'unit', unit: unit as Unit }, spellings)

/** Long enough that one or two wrong keys make no other word of them. */
const guessable = [...words.keys()].filter((word) => word.length >= 6 && !word.endsWith('s'))
/** Words of their own, one key away from a date, and weekdays in the plural, which mean each of them. */
const ownWords =
  /^(?:sundry|augusta|(?:mon|tues|wednes|thurs|fri|satur|sun)days|monthly|weekly|yearly|quarterly|fortnightly|minutely)$/

function guess(word: string): DateWord | null {
  if (word.length < 6 || word.length > 12 || ownWords.test(word)) return null
  for (const known of guessable) {
    const most = known.length < 8 ? 1 : 2
    if (known[0] === word[0] && typingErrors(word, known, most) <= most) return words.get(known) ?? null
  }
  return null
}

const meaning = (word: string) => words.get(word) ?? guess(word)

/** "Mondays", "mornings": each of them. */
export function eachOf(plural: string): DateWord | null {
  if (!plural.endsWith('s') || plural.length < 5) return null
  const means = meaning(plural.slice(0, -1))
  return means?.is === 'weekday' || means?.is === 'part' ? means : null
}

function withMeaning(token: Token): DateToken {
  if (token.kind === 'mark') return { ...token, word: token.text, isPossessive: false, means: null }
  const isPossessive = token.text.endsWith("'s") || /^(?:today|tonight|tomorrow|yesterday)s$/.test(token.text)
  const word = isPossessive ? token.text.replace(/'?s$/, '') : token.text
  return { ...token, word, isPossessive, means: meaning(word) }
}

export const dateTokensOf = (said: string): DateToken[] => tokensOf(said).map(withMeaning)
