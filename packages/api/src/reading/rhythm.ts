import type { DayPart } from './date-words.ts'

/** What comes again and again, and what of it was said. */
export interface Rhythm {
  /** The fields of a schedule for day of the month, month and weekday: "* * 1-5". */
  days: string
  /** The fields for minute and hour where it comes at intervals: `0 *`. */
  often: string | null
  /** Times of day that were said; none where nothing was. */
  times: readonly string[]
  /** The time it is meant at where none was said. */
  usual: string
  /** "Every morning at 6": the half of the day that hours are of. */
  part: DayPart | null
  /** One day may be meant as well: "on the first of the month". */
  isSoft: boolean
}

/** What no schedule of five fields can say, and what to say instead. */
export interface Odd {
  why: string
}

const EVERY_DAY = '* * *'
const usualOf: Readonly<Record<DayPart | 'night', string>> = {
  morning: '08:00',
  afternoon: '14:00',
  evening: '18:00',
  night: '22:00',
}
export const MORNING = '08:00'
export const EVENING = '17:00'

export const rhythm = (days: string, more: Partial<Rhythm> = {}): Rhythm => ({
  days,
  often: null,
  times: [],
  usual: MORNING,
  part: null,
  isSoft: false,
  ...more,
})

/** The same, in this part of the day. */
export const inPart = (value: Rhythm, part: DayPart | 'night'): Rhythm => ({
  ...value,
  usual: usualOf[part],
  part: part === 'night' ? 'evening' : part,
})

export const daily = (more: Partial<Rhythm> = {}): Rhythm => rhythm(EVERY_DAY, more)

/** Monday = 0 as a schedule counts it. */
const cronDay = (index: number) => String((index + 1) % 7)

const WORKWEEK = '0,1,2,3,4'

export function onWeekdays(indexes: readonly number[], more: Partial<Rhythm> = {}): Rhythm {
  const all = [...new Set(indexes)].toSorted((a, b) => a - b)
  const field = all.join(',') === WORKWEEK ? '1-5' : all.map(cronDay).join(',')
  return rhythm(`* * ${all.length === 7 ? '*' : field}`, more)
}

export const onMonthDays = (days: readonly string[], more: Partial<Rhythm> = {}): Rhythm =>
  rhythm(`${[...new Set(days)].join(',')} * *`, more)

/** The so-manieth weekday of a month; `L` is the last one. */
export const onNthWeekday = (index: number, nth: string, more: Partial<Rhythm> = {}): Rhythm =>
  rhythm(`* * ${cronDay(index)}#${nth}`, more)

export const isEveryDay = ({ days }: Rhythm): boolean => days === EVERY_DAY

/** As schedules of five fields: times with different minutes need one each. */
export function cronsOf({ days, often, times, usual }: Rhythm): string[] {
  if (often !== null) return [`${often} ${days}`]
  const all = times.length === 0 ? [usual] : times
  const byMinute = Map.groupBy(
    all.map((time) => time.split(':').map(Number)),
    ([, minute = 0]) => minute,
  )
  return [...byMinute].map(([minute, some]) => {
    const hours = [...new Set(some.map(([hour = 0]) => hour))].toSorted((a, b) => a - b)
    return `${minute} ${hours.join(',')} ${days}`
  })
}
