import { addDays, dayIn, yearOf } from './calendar.ts'
import { nearest } from './month-days.ts'
import type { Found } from './number-words.ts'
import { isBreak, meansAt, setOf, wordAt } from './scan.ts'
import type { Day, Scan } from './scan.ts'

interface Holiday {
  /** Its words, without possessive endings. */
  words: readonly string[]
  /** In the year; of those that move, by days from Easter Sunday. */
  on: { month: number; day: number } | { fromEaster: number }
  /** It is no more than a season beside a noun and behind "for": "cards for Christmas". */
  isBare: boolean
}

const fixed = (text: string, month: number, day: number): Holiday => ({
  words: text.split(' '),
  on: { month, day },
  isBare: false,
})
const moving = (text: string, fromEaster: number): Holiday => ({
  words: text.split(' '),
  on: { fromEaster },
  isBare: false,
})
const bare = (holiday: Holiday): Holiday => ({ ...holiday, isBare: true })

/** Longer names first: Christmas Eve is no Christmas. */
const holidays: readonly Holiday[] = [
  fixed('christmas eve', 12, 24),
  fixed('xmas eve', 12, 24),
  fixed('christmas day', 12, 25),
  fixed('xmas day', 12, 25),
  fixed('boxing day', 12, 26),
  fixed('new year eve', 12, 31),
  fixed('new years eve', 12, 31),
  fixed('new year day', 1, 1),
  fixed('new years day', 1, 1),
  fixed('valentine day', 2, 14),
  fixed('valentines day', 2, 14),
  moving('good friday', -2),
  moving('easter sunday', 0),
  moving('easter monday', 1),
  bare(fixed('christmas', 12, 25)),
  bare(fixed('xmas', 12, 25)),
  bare(fixed('new year', 1, 1)),
  bare(fixed('halloween', 10, 31)),
  bare(moving('easter', 0)),
]

const begun = setOf('christmas xmas boxing new valentine valentines good easter halloween')

export const couldBeHoliday = (word: string): boolean => begun.has(word)

/** Easter Sunday by the rule of Gauss, as it is kept in the West. */
function easterOf(year: number): string {
  const century = Math.trunc(year / 100)
  const golden = year % 19
  const shifted = century - Math.trunc(century / 4) - Math.trunc((8 * century + 13) / 25) + 19 * golden + 15
  const epact = shifted % 30
  const moon = epact - (epact > 28 || (epact === 28 && golden > 10) ? 1 : 0)
  const weekday = (year + Math.trunc(year / 4) + moon + 2 - century + Math.trunc(century / 4)) % 7
  const march = moon - weekday + 28
  return addDays(dayIn(year, 3, 1) ?? '', march - 1)
}

function movingDay({ now, isBack }: Scan, fromEaster: number): string {
  const years = isBack ? [0, -1] : [0, 1]
  const days = years.map((on) => addDays(easterOf(yearOf(now.day) + on), fromEaster))
  return days.find((day) => (isBack ? day <= now.day : day >= now.day)) ?? days[0] ?? now.day
}

/** "Before Christmas", "on Boxing Day", "by the New Year": a day by its name, where a word leads to it. */
export function holidayAt(scan: Scan, at: number): Found<Day> | null {
  const start = wordAt(scan, at) === 'the' ? at + 1 : at
  if (!couldBeHoliday(wordAt(scan, start))) return null
  const found = holidays.find(({ words }) => words.every((word, on) => wordAt(scan, start + on) === word))
  const next = start + (found?.words.length ?? 0)
  // "In Easter week", "the Christmas lights"
  if (!found || !isBreak(scan, next) || meansAt(scan, next, 'unit')) return null
  const isLed = scan.hasLead && wordAt(scan, at - 1) !== 'for'
  const day = found.isBare && !isLed ? null : dayOf(scan, found)
  return day === null ? null : { value: { day, isPlain: false }, next }
}

const dayOf = (scan: Scan, { on }: Holiday): string | null =>
  'month' in on ? nearest(scan, on.month, on.day) : movingDay(scan, on.fromEaster)
