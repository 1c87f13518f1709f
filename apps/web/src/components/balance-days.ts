import { addDays, daysBetween, shortDay } from './day-words.ts'

interface Spent {
  day: string
  micro: number
}

interface Received {
  /** An instant. */
  at: string
  micro: number
}

export interface BalanceHistory {
  /** What is there now, holds included. */
  nowMicro: number
  /** Every day of the chart, oldest first; the last one is today. */
  spent: readonly Spent[]
  /** Grants, adjustments and what ran out, with their sign. */
  received: readonly Received[]
  /** Which day an instant belongs to. */
  dayOf: (instant: string) => string
}

/**
 * What was left at the end of each day, in micro-credits: counted back from what is there now. Days
 * before the first credits were received are left out; what was given on that first day is the point
 * the line begins at, so that a beginning does not look like growth from nothing.
 */
export function balanceDays({
  nowMicro,
  spent,
  received,
  dayOf,
}: BalanceHistory): { day: string; micro: number }[] {
  const change = new Map<string, number>()
  for (const { day, micro } of spent) change.set(day, (change.get(day) ?? 0) - micro)
  for (const { at, micro } of received) change.set(dayOf(at), (change.get(dayOf(at)) ?? 0) + micro)
  const days: { day: string; micro: number }[] = []
  let left = nowMicro
  for (const { day } of spent.toReversed()) {
    days.unshift({ day, micro: Math.max(0, left) })
    left -= change.get(day) ?? 0
  }
  const index = days.findIndex(({ micro }) => micro > 0)
  const first = days[index]
  if (!first) return days.slice(-1)
  const before = index === 0 ? left : 0
  const opening = received.reduce(
    (sum, { at, micro }) => (micro > 0 && dayOf(at) === first.day ? sum + micro : sum),
    0,
  )
  const since = days.slice(index)
  return before <= 0 && opening > 0 ? [{ day: first.day, micro: opening }, ...since] : since
}

/** How each of these days is called; the point a line of today alone begins at is no second "Today". */
export function dayNames(days: readonly { day: string }[]): string[] {
  const today = days.at(-1)
  return days.map((one) =>
    one === today ? 'Today' : one.day === today?.day ? 'At first' : shortDay(one.day),
  )
}

/** A forecast far beyond what is known would squeeze the past to nothing. */
const FURTHEST = 1.8

export interface Pace {
  today: string
  nowMicro: number
  perDayMicro: number
  /** null where nothing is spent, and where it lasts very long. */
  lastsUntil: string | null
  /** How many days of the past are shown. */
  shownDays: number
}

/** Where the balance leads at this pace, as far as the chart reaches; nothing when nothing is spent. */
export function forecastOf({ today, nowMicro, perDayMicro, lastsUntil, shownDays }: Pace) {
  if (perDayMicro <= 0) return undefined
  const reach = Math.ceil(shownDays * FURTHEST)
  const days = lastsUntil === null ? reach : Math.max(1, Math.min(daysBetween(today, lastsUntil), reach))
  const isEnd = lastsUntil !== null && addDays(today, days) >= lastsUntil
  return { days, day: addDays(today, days), micro: isEnd ? 0 : Math.max(0, nowMicro - perDayMicro * days) }
}
