import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { longDay, todayIn } from '../../../../../components/day-words.ts'
import type { Book } from './book-page.tsx'
import { useFarDay } from './far-day.tsx'

const latest = (days: readonly (string | null)[]): string =>
  days.reduce<string>((last, day) => (day !== null && day > last ? day : last), '')

interface Closed {
  closed: Book['closed']
  /** What is closed by itself besides everything. */
  part?: 'sales' | 'bank' | undefined
  /** May post in days that are closed for now. */
  mayOverride: boolean
}

/** What stands against a day; undefined for one that is open. */
export function closedDay(
  day: string,
  { closed, part, mayOverride }: Closed,
  today: string,
): string | undefined {
  const { forGood, forNow } = closed
  const until = latest([forGood, mayOverride ? null : forNow, part === undefined ? null : closed[part]])
  if (day <= until) return `The books are closed up to ${longDay(until, today)}.`
  if (forNow === null || day > forNow) return undefined
  return `Closed for now, up to ${longDay(forNow, today)}. You may post here all the same.`
}

/** Says of a day, before something is posted on it, that it is closed or may be typed wrong. */
export function useDayHint(day: string | null, part?: Closed['part']): ReactNode {
  const { trpc } = useHub()
  const { timeZone } = useOrganization()
  const mayOverride = useCan('accounting.book.manage')
  const closed = useQuery(trpc.modules.accounting.book.get.queryOptions()).data?.book?.closed
  const far = useFarDay(day)
  const words = day !== null && closed && closedDay(day, { closed, part, mayOverride }, todayIn(timeZone))
  return words ? <span className="text-warning-text">{words}</span> : far
}
