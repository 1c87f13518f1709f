import type { BookRow } from './queries.ts'

const two = (part: number) => String(part).padStart(2, '0')

/** The first day of the fiscal year of a day. */
export function yearStartOf(
  { yearStartMonth, yearStartDay }: Pick<BookRow, 'yearStartMonth' | 'yearStartDay'>,
  day: string,
): string {
  const start = `${two(yearStartMonth)}-${two(yearStartDay)}`
  const year = Number(day.slice(0, 4))
  return `${day.slice(5) < start ? year - 1 : year}-${start}`
}
