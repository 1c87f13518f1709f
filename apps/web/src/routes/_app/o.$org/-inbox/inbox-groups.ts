import { dueWords, longDay, todayIn } from '../../../../components/day-words.ts'
import type { Notification } from './notification.ts'

export interface NewsGroup {
  name: string
  items: Notification[]
}

/** Days by themselves for as long as one remembers them. */
const DAYS = 2

/** What waits for the reader first, then day by day, newest first. */
export function inGroups(
  items: readonly Notification[],
  { timeZone, now = new Date() }: { timeZone: string; now?: Date },
): NewsGroup[] {
  const today = todayIn(timeZone, now)
  const nameOf = ({ isWaiting, dueAt }: Notification): string => {
    if (isWaiting) return 'Waits for you'
    const day = todayIn(timeZone, new Date(dueAt))
    // What is snoozed stands under the day on which it comes back.
    if (day > today) return dueWords(day, today) === 'Tomorrow' ? 'Tomorrow' : longDay(day, today)
    const words = dueWords(day, today)
    return ['Today', 'Yesterday'].slice(0, DAYS).includes(words) ? words : 'Earlier'
  }
  const groups = Map.groupBy(items, nameOf)
  const waiting = groups.get('Waits for you')
  groups.delete('Waits for you')
  const named = [...groups].map(([name, some]) => ({ name, items: some }))
  return waiting ? [{ name: 'Waits for you', items: waiting }, ...named] : named
}
