import { endOfMonth } from '../../../reading/calendar.ts'
import type { Asking } from './asking.ts'

const YEAR_OVER_YEAR = /\b(?:year[- ](?:over|on|by|to)[- ]year|yoy|y\/y)\b/

/** Days from the first to the last. */
export interface Days {
  from: string
  to: string
}

export const isYear = ({ from, to }: Days): boolean =>
  from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`

/** The same days of another year; the end of February is its end there. */
export function inYear({ from, to }: Days, year: string): Days {
  const turned = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  const moved = (day: string, of: number) => {
    const same = `${of}${day.slice(4)}`
    return same.endsWith('-02-29') || endOfMonth(day, 0) === day
      ? endOfMonth(`${same.slice(0, 7)}-01`, 0)
      : same
  }
  return { from: `${year}${from.slice(4)}`.replace('-02-29', '-02-28'), to: moved(to, Number(year) + turned) }
}

export const takeYears = ({ coded }: Asking): boolean => coded.take(YEAR_OVER_YEAR) !== null

const yearBefore = (day: string): string => String(Number(day.slice(0, 4)) - 1)

/** This year as far as it is, or these days, after the same of the year before. */
export function besideYearBefore(days: Days | null, today: string): Days[] {
  const these = days ?? { from: `${today.slice(0, 4)}-01-01`, to: today }
  return [inYear(these, yearBefore(these.from)), these]
}

/** Months of the years by their names, those of one year beside those of the other. */
export const monthsBeside = (when: string): string => `${when} by monthname, ${when} by year`
