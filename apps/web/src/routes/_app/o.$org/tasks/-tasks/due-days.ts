import type { DueRange } from './task-search.ts'

/** Today where the organization is, as 2026-11-20. */
export const todayIn = (timeZone: string, now: Date = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(now)

export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

const lastDayOfMonth = (day: string): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10)

/** Days from today to the Sunday that ends this week. */
function daysLeftInWeek(day: string): number {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 ? 0 : 7 - weekday
}

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

/** "Today", "Tomorrow", "Yesterday", "23 Nov", with the year when it is another one. */
export function dueWords(day: string, today: string): string {
  if (day === today) return 'Today'
  if (day === addDays(today, 1)) return 'Tomorrow'
  if (day === addDays(today, -1)) return 'Yesterday'
  const isThisYear = day.slice(0, 4) === today.slice(0, 4)
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(!isThisYear && { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(day))
}
