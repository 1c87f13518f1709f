import { addDays, daysBetween, todayIn } from '@hub/ui/day'
import { dateFormat } from '@hub/ui/date-format'
import { useMe, useOrganization } from '../account.ts'

/** The zone that times are shown in: the person's, or the organization's. */
export function useTimeZone(): string {
  const { user } = useMe()
  const { timeZone } = useOrganization()
  return user.timeZone ?? timeZone
}

/** The person's own zone, where no organization is around the page; without one the browser decides. */
export const useOwnTimeZone = (): string | undefined => useMe().user.timeZone ?? undefined

export { addDays, daysBetween, todayIn }

const words = (day: string, shape: Intl.DateTimeFormatOptions): string =>
  dateFormat('en-GB', { ...shape, timeZone: 'UTC' }).format(new Date(day))

/** Today, give or take the zone: only its year counts where nothing better is at hand. */
const utcToday = (): string => new Date().toISOString().slice(0, 10)

const otherYear = (day: string, today: string): Intl.DateTimeFormatOptions =>
  day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }

/** "20 Nov", with the year when it is not this one. */
export const shortDay = (day: string, today: string = utcToday()): string =>
  words(day, { day: 'numeric', month: 'short', ...otherYear(day, today) })

/** "Today", "Tomorrow", "Yesterday", "23 Nov", with the year when it is not this one. */
export function dueWords(day: string, today: string): string {
  if (day === today) return 'Today'
  if (day === addDays(today, 1)) return 'Tomorrow'
  if (day === addDays(today, -1)) return 'Yesterday'
  return shortDay(day, today)
}

/** How much a day that something is due on presses. */
export function dueState(day: string, today: string): 'overdue' | 'today' | 'later' {
  if (day === today) return 'today'
  return day < today ? 'overdue' : 'later'
}

/** "20 November", with the year when it is not this one. */
export const longDay = (day: string, today: string): string =>
  words(day, {
    day: 'numeric',
    month: 'long',
    ...otherYear(day, today),
  })

/** "1 November to 30 November"; a single day is said once. */
export const daysWords = (
  { from, to }: { from: string; to: string },
  words: (day: string) => string,
): string => (from === to ? words(from) : `${words(from)} to ${words(to)}`)

/** "Friday 20 November", with the year when it is not this one. */
export const weekday = (day: string, today: string = utcToday()): string =>
  words(day, { weekday: 'long', day: 'numeric', month: 'long', ...otherYear(day, today) }).replace(',', '')

/** "Nov", with the year where it begins: "Jan 26". */
export const monthWord = (month: string, isFirst: boolean): string =>
  dateFormat('en', {
    month: 'short',
    timeZone: 'UTC',
    ...((isFirst || month.endsWith('-01')) && { year: '2-digit' }),
  }).format(new Date(`${month}-01T00:00:00Z`))

/** The day of an instant, such as "2026-11-19", where the reader is. */
export const dayIn = (instant: string | number, timeZone: string): string =>
  dateFormat('en-CA', { timeZone }).format(new Date(instant))

/** "19 Nov", with the year when it is not this one. */
export const dayWords = (instant: string | number, timeZone: string): string =>
  shortDay(dayIn(instant, timeZone), todayIn(timeZone))
