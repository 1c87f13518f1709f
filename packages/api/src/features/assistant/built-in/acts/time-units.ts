import type { Amount } from '../../../../reading/numbers.ts'

const MINUTES = { minute: 1, hour: 60, day: 1_440, week: 10_080, month: 43_200, year: 525_600 }

export type TimeUnit = keyof typeof MINUTES

const isTimeUnit = (word: string): word is TimeUnit => word in MINUTES

/** The unit of time a field counts in, as the last word of its name says: "days", "expiresInDays". */
export function timeUnitOf(name: string): TimeUnit | null {
  const word = /[A-Z]?[a-z]+(?=s$)/.exec(name)?.[0].toLowerCase() ?? ''
  return isTimeUnit(word) ? word : null
}

/** So much time, and no number of anything else. */
export const isOfTime = (amount: Amount): boolean => amount.kind === 'quantity' && isTimeUnit(amount.unit)

/** "Three weeks" of days are 21 of them; a month is taken for thirty days, and a year for 365. */
export function inTimeUnit(unit: TimeUnit | null, amount: Amount): Amount {
  if (unit === null || amount.kind !== 'quantity' || !isTimeUnit(amount.unit)) return amount
  return { ...amount, amount: (amount.amount * MINUTES[amount.unit]) / MINUTES[unit], unit }
}
