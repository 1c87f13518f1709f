export const HOUR_MS = 3_600_000

/** The time of day in a zone: with its seconds, where all of it is within an hour, and with the day, where it goes on for half a one. */
export function clockIn(timeZone: string, span: number): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    ...(span < HOUR_MS && { second: '2-digit' }),
    ...(span >= 12 * HOUR_MS && { day: 'numeric', month: 'short' }),
    hourCycle: 'h23',
  })
  return (at) => format.format(at)
}
