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
