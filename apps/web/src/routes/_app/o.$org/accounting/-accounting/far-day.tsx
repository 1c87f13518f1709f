import type { ReactNode } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { daysBetween, todayIn } from '../../../../../components/day-words.ts'

/** Later than this, or longer ago, a day may be typed wrong. */
const MOST_AHEAD = 31
const MOST_AGO = 366

/** "3 months", and from two years on "10 years". */
function span(days: number): string {
  const months = Math.round(days / 30.44)
  if (months >= 24) return `${Math.round(days / 365.25)} years`
  return months === 1 ? 'a month' : `${months} months`
}

/** How far away a day is; undefined where it is near, as most are. */
export function farDay(day: string | null, today: string, mostAhead = MOST_AHEAD): string | undefined {
  if (day === null) return undefined
  const ahead = daysBetween(today, day)
  if (ahead > mostAhead) return `This day is ${span(ahead)} ahead.`
  return -ahead > MOST_AGO ? `This day was ${span(-ahead)} ago.` : undefined
}

/** Warns of a day that may be typed wrong, before it is in the books. */
export function useFarDay(day: string | null, mostAhead?: number): ReactNode {
  const { timeZone } = useOrganization()
  const words = farDay(day, todayIn(timeZone), mostAhead)
  return words === undefined ? undefined : <span className="text-warning-text">{words}</span>
}
