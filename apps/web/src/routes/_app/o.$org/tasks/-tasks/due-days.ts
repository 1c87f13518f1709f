import { addDays } from '../../../../../components/day-words.ts'
import type { DueRange } from './task-search.ts'

const lastDayOfMonth = (day: string): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10)

/** Days from today to the Sunday that ends this week. */
function daysLeftInWeek(day: string): number {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 ? 0 : 7 - weekday
}

/** The Monday after this day. */
export const nextMonday = (day: string): string => addDays(day, daysLeftInWeek(day) + 1)

/** The filter of the list for a range of due days. */
export function dueFilter(
  range: DueRange,
  today: string,
): { overdue?: true; dueFrom?: string; dueTo?: string } {
  switch (range) {
    case 'overdue':
      return { overdue: true }
    case 'today':
      return { dueFrom: today, dueTo: today }
    case 'week':
      return { dueFrom: today, dueTo: addDays(today, daysLeftInWeek(today)) }
    case 'month':
      return { dueFrom: `${today.slice(0, 7)}-01`, dueTo: lastDayOfMonth(today) }
  }
}
