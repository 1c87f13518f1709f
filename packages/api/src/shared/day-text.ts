/** "Saturday 21 November, 09:00", with the year when it is not this one. */
export function dayText(
  { day, time = null }: { day: string; time?: string | null },
  now: Date = new Date(),
): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(day.slice(0, 4) !== String(now.getUTCFullYear()) && { year: 'numeric' }),
    timeZone: 'UTC',
  })
  return `${format.format(new Date(`${day}T00:00Z`))}${time === null ? '' : `, ${time}`}`
}

/** The day of an instant, or a day, in the same words. */
export const dayTextOf = (written: string): string => dayText({ day: written.slice(0, 10) })

/** "from Sunday 1 November to Monday 30 November"; a single day is said once: "on Sunday 1 November". */
export const daysTextOf = ({ from, to }: { from: string; to: string }): string =>
  from === to ? `on ${dayTextOf(from)}` : `from ${dayTextOf(from)} to ${dayTextOf(to)}`

/** "20 November 2026" of 2026-11-20, "November 2026" of 2026-11; anything else as it is. */
export function calendarDay(written: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?/.exec(written) ?? []
  if (year === undefined || month === undefined) return written
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(day !== undefined && { day: 'numeric' }),
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const at = new Date(`${year}-${month}-${day ?? '01'}T00:00Z`)
  return Number.isNaN(at.getTime()) ? written : format.format(at)
}
