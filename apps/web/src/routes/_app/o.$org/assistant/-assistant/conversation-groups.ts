import { addDays } from '../../../../../components/day-words.ts'

interface Clock {
  today: string
  /** The day of an instant where the person is. */
  dayOf: (instant: string) => string
}

export interface Group<Item> {
  name: string
  items: Item[]
}

/** Today, the six days before, and earlier; empty groups are left out. */
export function groupByAge<Item extends { updatedAt: string }>(
  items: readonly Item[],
  { today, dayOf }: Clock,
): Group<Item>[] {
  const weekAgo = addDays(today, -6)
  const groups: Group<Item>[] = [
    { name: 'Today', items: [] },
    { name: 'This week', items: [] },
    { name: 'Earlier', items: [] },
  ]
  for (const item of items) {
    const day = dayOf(item.updatedAt)
    groups[day >= today ? 0 : day >= weekAgo ? 1 : 2]?.items.push(item)
  }
  return groups.filter((group) => group.items.length > 0)
}
