import type { Environment } from '@marcbachmann/cel-js'

const DAY_MS = 86_400_000

/** An expression that reckons with something else than a day says so. */
export class NoDay extends Error {}

function instantOf(day: string): number {
  const instant = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00Z`) : Number.NaN
  if (Number.isNaN(instant)) throw new NoDay(`“${day}” is no day such as 2026-11-23`)
  return instant
}

const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10)

const addDays = (day: string, count: number) => dayOf(instantOf(day) + count * DAY_MS)

function mondayOf(day: string): string {
  const weekday = (new Date(instantOf(day)).getUTCDay() + 6) % 7
  return addDays(day, -weekday)
}

/** The day before the first of a month is the last one of the month before. */
function firstOfMonth(day: string, monthsOn: number): string {
  const date = new Date(instantOf(day))
  return dayOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsOn, 1))
}

/** Days of the calendar, reckoned from one another: what a schedule's run says of "today" and "next week". */
export function registerDays(environment: Environment): void {
  environment.registerFunction('addDays(string, int): string', (day: string, count: bigint) =>
    addDays(day, Number(count)),
  )
  environment.registerFunction('mondayOf(string): string', mondayOf)
  environment.registerFunction('firstOfMonth(string, int): string', (day: string, months: bigint) =>
    firstOfMonth(day, Number(months)),
  )
  environment.registerFunction('endOfMonth(string, int): string', (day: string, months: bigint) =>
    addDays(firstOfMonth(day, Number(months) + 1), -1),
  )
}

/** The day that the calendar of a zone shows. */
export const todayIn = (now: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now)
