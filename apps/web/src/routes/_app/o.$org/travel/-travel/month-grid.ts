import { addDays } from '@hub/ui/day'
import { dateFormat } from '@hub/ui/date-format'

/** The weeks of "2027-05" from Monday to Sunday, with nothing for the days of the months beside it. */
export function monthWeeks(month: string): (string | null)[][] {
  const first = `${month}-01`
  const before = (new Date(`${first}T00:00Z`).getUTCDay() + 6) % 7
  const weeks: (string | null)[][] = []
  for (let monday = addDays(first, -before); monday.slice(0, 7) <= month; monday = addDays(monday, 7))
    weeks.push(
      Array.from({ length: 7 }, (_, at) => {
        const day = addDays(monday, at)
        return day.startsWith(month) ? day : null
      }),
    )
  return weeks
}

/** "2027-01" two months after "2026-11". */
export function monthsAfter(month: string, count: number): string {
  const at = new Date(`${month}-01T00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + count)
  return at.toISOString().slice(0, 7)
}

/** "May 2027" */
export const monthName = (month: string): string =>
  dateFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00Z`),
  )
