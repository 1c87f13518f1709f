import { addDays } from '../../../shared/time.ts'
import { besideHoliday } from './beside-holidays.ts'
import type { Stay } from './beside-holidays.ts'

const day = (year: number, month: number, date: number): string =>
  new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10)

/** Easter Sunday of the Gregorian calendar: the anonymous algorithm, as Meeus gives it in "Astronomical Algorithms" (1991). */
export function easterSunday(year: number): string {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return day(year, Math.floor(sum / 31), (sum % 31) + 1)
}

interface Holiday {
  words: RegExp
  of: (year: number) => Stay
  /** How many days after one leaves the day is that it is called by; the first one where it is not said. */
  feast?: number
}

const aroundEaster =
  (from: number, to: number) =>
  (year: number): Stay => {
    const sunday = easterSunday(year)
    return { depart: addDays(sunday, from), returning: addDays(sunday, to) }
  }

/** The fourth Thursday of November, from the day before until its Sunday. */
function thanksgiving(year: number): Stay {
  const first = day(year, 11, 1)
  const toThursday = (4 - new Date(`${first}T00:00Z`).getUTCDay() + 7) % 7
  const thursday = addDays(first, toThursday + 21)
  return { depart: addDays(thursday, -1), returning: addDays(thursday, 3) }
}

/** What people call by a name; longer names stand before those that they contain. */
const holidays: readonly Holiday[] = [
  { words: /\b(?:the )?easter (?:week|holidays?)\b/, of: aroundEaster(-2, 7) },
  {
    words: /\b(?:(?:over|at|for|during) )?(?:the )?(?:easter(?: weekend| break)?|good friday|karfreitag)\b/,
    of: aroundEaster(-2, 1),
    feast: 2,
  },
  {
    words: /\b(?:(?:over|at|for) )?(?:the )?(?:whitsun|pentecost|whit|pfingsten)(?: weekend| monday)?\b/,
    of: aroundEaster(48, 50),
  },
  { words: /\b(?:(?:over|at|for|on) )?ascension(?: day| weekend)?\b/, of: aroundEaster(38, 42) },
  {
    words: /\b(?:(?:over|at|for|on) )?(?:corpus christi|fronleichnam)(?: weekend)?\b/,
    of: aroundEaster(59, 63),
  },
  {
    words: /\b(?:(?:over|at|for|on) )?(?:saint|st\.?) patrick's(?: day)?\b/,
    of: (year) => ({ depart: day(year, 3, 16), returning: day(year, 3, 18) }),
  },
  {
    words: /\b(?:(?:over|at|for|on) )?valentine'?s(?: day)?\b/,
    of: (year) => ({ depart: day(year, 2, 13), returning: day(year, 2, 15) }),
  },
  { words: /\b(?:(?:over|at|for|on) )?thanksgiving(?: weekend| day)?\b/, of: thanksgiving },
  {
    words: /\b(?:between christmas and (?:the )?new year(?:'s)?|zwischen den jahren)\b/,
    of: (year) => ({ depart: day(year, 12, 27), returning: day(year, 12, 31) }),
  },
  {
    words: /\b(?:(?:in|over|during) )?(?:the )?(?:christmas week|christmas holidays?)\b/,
    of: (year) => ({ depart: day(year, 12, 24), returning: day(year, 12, 31) }),
  },
  {
    words: /\b(?:(?:over|at|for) )?(?:christmas|xmas)\b(?! market)/,
    of: (year) => ({ depart: day(year, 12, 24), returning: day(year, 12, 27) }),
    feast: 1,
  },
  {
    words: /\b(?:(?:over|at|for) )?(?:the )?new year(?:'s)?(?: eve)?\b/,
    of: (year) => ({ depart: day(year, 12, 30), returning: day(year + 1, 1, 2) }),
    feast: 2,
  },
]

export interface HolidaySaid {
  depart: string
  /** Null where only one day is said: "the Friday before Easter". */
  returning: string | null
  isVague: boolean
  from: number
  to: number
}

/** Days beside a holiday that are not over, from tomorrow on. */
function besideIt(daysOf: (year: number) => { depart: string; returning: string | null }, today: string) {
  const [tomorrow, year] = [addDays(today, 1), Number(today.slice(0, 4))]
  // Those after the holiday of last year may still be to come.
  for (const one of [year - 1, year]) {
    const { depart, returning } = daysOf(one)
    if ((returning ?? depart) >= tomorrow) return { depart: depart > tomorrow ? depart : tomorrow, returning }
  }
  return daysOf(year + 1)
}

/** "In May, but not over Pentecost" */
const unwanted =
  /\b(?:not|except(?: for)?|avoid(?:ing)?|outside|nicht|ausser)(?: (?:of|during|in|over|at|on))? *$/

/** The next time it comes after today, or that of a year that is said behind it; also what is told by it, such as the week before. */
export function holidayIn(left: string, today: string): HolidaySaid | null {
  for (const { words, of, feast = 0 } of holidays) {
    const found = new RegExp(`${words.source}(?: (\\d{4}))?`).exec(left)
    if (!found || unwanted.test(left.slice(0, found.index))) continue
    const to = found.index + found[0].length
    const said = found[1]
    const beside = besideHoliday(left.slice(0, found.index))
    if (beside) {
      const daysOf = (year: number) => {
        const stay = of(year)
        return beside.daysOf({ ...stay, feast: addDays(stay.depart, feast) })
      }
      const days = said === undefined ? besideIt(daysOf, today) : daysOf(Number(said))
      return { ...days, isVague: beside.isVague, from: beside.from, to }
    }
    const year = Number(said ?? today.slice(0, 4))
    const first = of(year)
    const stay = said === undefined && first.depart <= today ? of(year + 1) : first
    return { ...stay, isVague: false, from: found.index, to }
  }
  return null
}
