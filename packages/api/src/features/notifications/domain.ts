/** When somebody may be written to, in their own time. */
export interface Hours {
  timeZone: string
  /** "22:00" to "07:00"; null: at any time. */
  quiet: { from: string; to: string } | null
  /** "08:00" */
  digestAt: string
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Making one takes longer than the question it answers; zones are few, and their names were checked. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  })
  formats.set(timeZone, made)
  return made
}

/** What calendar and clock show there: "2026-11-22", "09:30". */
function clockIn(timeZone: string, instant: Date): { day: string; time: string } {
  const [day = '', time = ''] = formatOf(timeZone).format(instant).split(', ')
  return { day, time }
}

const asUtc = (day: string, time: string): number => Date.parse(`${day}T${time}:00Z`)

/** How far the clock there is before the one in Greenwich. */
function offsetAt(timeZone: string, ms: number): number {
  const { day, time } = clockIn(timeZone, new Date(ms))
  return asUtc(day, time) - Math.floor(ms / MINUTE_MS) * MINUTE_MS
}

/**
 * When the clock there shows this. Where it shows it twice, the second time, so that nothing is early; where it skips it,
 * as long after the skip as it would have been.
 */
export function instantAt(timeZone: string, day: string, time: string): Date {
  const shown = asUtc(day, time)
  const both = [shown - DAY_MS, shown + DAY_MS].map((near) => shown - offsetAt(timeZone, near))
  const right = both.filter((ms) => {
    const clock = clockIn(timeZone, new Date(ms))
    return clock.day === day && clock.time === time
  })
  return new Date(Math.max(...(right.length > 0 ? right : both)))
}

const dayAfter = (day: string): string => new Date(asUtc(day, '12:00') + DAY_MS).toISOString().slice(0, 10)

/** The next time the clock there shows this. */
function nextAt(timeZone: string, time: string, now: Date): Date {
  const { day } = clockIn(timeZone, now)
  const today = instantAt(timeZone, day, time)
  return today > now ? today : instantAt(timeZone, dayAfter(day), time)
}

function isQuiet({ timeZone, quiet }: Hours, now: Date): boolean {
  if (quiet === null) return false
  const { time } = clockIn(timeZone, now)
  const { from, to } = quiet
  return from < to ? time >= from && time < to : time >= from || time < to
}

/** When a mail that is due now may be sent: at once, or when the quiet hours are over. */
export const mailTime = (hours: Hours, now: Date): Date =>
  hours.quiet !== null && isQuiet(hours, now) ? nextAt(hours.timeZone, hours.quiet.to, now) : now

/** When the next daily mail is sent. */
export const digestTime = ({ timeZone, digestAt }: Hours, now: Date): Date => nextAt(timeZone, digestAt, now)
