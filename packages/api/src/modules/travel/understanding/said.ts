import { inEnglish } from './german-days.ts'
import { wellTyped } from './mistyped-words.ts'
import { fromRomance } from './romance-days.ts'

/** A text of which more and more is understood: what was read is blanked out, so that nothing is read twice and places stay. */
export interface Said {
  /** As it was typed. */
  text: string
  /** Lower case, of the same length, with blanks where something was read. */
  left: string
}

const fold = (text: string): string =>
  Array.from(text, (letter) => {
    const plain = letter.normalize('NFD')[0]?.toLowerCase() ?? letter
    if (letter === '’' || letter === '‘') return "'"
    return plain.length === letter.length ? plain : letter
  }).join('')

const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  )
const ending = (count: number): string => ['th', 'st', 'nd', 'rd'][count] ?? 'th'
/** "The twelfth"; what may also be "the first week of May" counts before a month alone. */
const ordinal = new RegExp(
  `\\b(?:(${ordinals.slice(5).join('|')})|(${ordinals.slice(0, 5).join('|')})(?= of | (?:to|until|till|through) the ))\\b`,
  'g',
)

/** "Twelfth" is read as "12th". */
const inFigures = (text: string): string =>
  text.replaceAll(ordinal, (word) => {
    const count = ordinals.indexOf(word) + 1
    return `${count}${ending(count)}`.padStart(word.length)
  })

/** Where it is one end of a trip: alone, "New Year's Eve" is the days around it. */
const asEnd = (name: string): string => {
  const until = '(?:-|–|—|\\b(?:to|until|till|through)\\b)'
  return `(?<=(?:${until}|\\bfrom\\b) *)\\b${name}\\b|\\b${name}\\b(?= *${until}| for \\w+ nights?\\b)`
}
const namedDays = [
  [asEnd('christmas eve'), '24 dec'],
  [asEnd('christmas day'), '25 dec'],
  ["\\b(?:boxing day|(?:st\\.?|saint) stephen's day)\\b", '26 dec'],
  [asEnd("new year's eve"), '31 dec'],
  [asEnd("new year's day"), '1 jan'],
].map(([name = '', date = '']) => [new RegExp(name, 'g'), date] as const)

/** "A couple of nights" are two; a couple are two people. */
const couple = /\ba couple of(?= (?:days|nights|weeks|months)\b)/g
/** "In ten days for a weekend" is the one near that day; without a day ahead "a weekend" tells how long somebody stays. */
const weekendAhead =
  /(?<=\bin (?:\d{1,2}|a|one|two|three|four|five|six|seven|eight|nine|ten) (?:days?|weeks?|months?)\b.{0,30})\bfor a weekend\b/g

/** "16 Dec 2100": no year of a trip, so a time of the day. */
const clocks =
  /(?<=\b\d{1,2}(?:st|nd|rd|th)? ?[a-z]{3,9} )(?!20[2-9]\d)(?:[01]\d|2[0-3])[0-5]\d(?= *(?:$|[,;)–-]|(?:ret|back|to|and|until)\b))/g

const inPlainWords = (text: string): string =>
  text
    .replaceAll(couple, (words) => '2'.padStart(words.length))
    .replaceAll(weekendAhead, (words) => 'the weekend'.padStart(words.length))
    .replaceAll(clocks, (words) => ' '.repeat(words.length))

const inDates = (text: string): string =>
  namedDays.reduce((left, [name, date]) => left.replaceAll(name, (word) => date.padEnd(word.length)), text)

export const saidOf = (text: string): Said => ({
  text,
  left: inDates(inFigures(wellTyped(inPlainWords(fromRomance(inEnglish(fold(text))))))),
})

/** The exact words, as a quote. */
export const quoteOf = ({ text }: Said, from: number, to: number): string =>
  text.slice(from, to).trim().slice(0, 200)

export function blank(said: Said, from: number, to: number): void {
  said.left = said.left.slice(0, from) + ' '.repeat(to - from) + said.left.slice(to)
}

export interface Found {
  /** What the groups of the pattern hold; empty where one has nothing. */
  groups: readonly string[]
  quote: string
  from: number
  to: number
}

/** The first place that looks like this, which is then spoken for; the pattern is written for lower case. */
export function take(said: Said, pattern: RegExp): Found | null {
  const found = pattern.exec(said.left)
  if (!found) return null
  const [from, to] = [found.index, found.index + found[0].length]
  const quote = quoteOf(said, from, to)
  blank(said, from, to)
  return { groups: found.slice(1).map((group: string | undefined) => group ?? ''), quote, from, to }
}

const numberWords: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fourteen: 14,
  'half a dozen': 6,
  couple: 2,
  both: 2,
  no: 0,
  zero: 0,
}

/** "3", "three" and "a", as part of a pattern. */
export const COUNT =
  '(\\d{1,3}|half a dozen|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|zero)'
export const countOf = (word: string): number => numberWords[word] ?? Number(word)
