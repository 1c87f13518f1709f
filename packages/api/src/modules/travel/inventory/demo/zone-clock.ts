const MINUTE = 60_000

/** Making one takes far longer than using it, and zones are few. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  formats.set(zone, made)
  return made
}

/** How far clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function offsetMs(zone: string, instant: number): number {
  const parts = formatOf(zone).formatToParts(instant)
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0)
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return shown - Math.floor(instant / 1000) * 1000
}

/**
 * The instant, in milliseconds, at which clocks of a zone show so many minutes after midnight of a day. Where they skip that
 * time, one close to it: what people are shown is always read back from the instant.
 */
export function instantAt(zone: string, day: string, minutes: number): number {
  const shown = Date.parse(`${day}T00:00Z`) + minutes * MINUTE
  const guess = shown - offsetMs(zone, shown)
  // The offset may change between the time in UTC and the time there.
  return shown - offsetMs(zone, guess)
}

/** An instant as clocks of a zone show it, with their offset: `2027-05-03T10:05:00+01:00`. */
export function clockText(zone: string, instant: number): string {
  const offset = offsetMs(zone, instant)
  const minutes = Math.abs(Math.round(offset / MINUTE))
  const two = (value: number) => String(value).padStart(2, '0')
  const sign = offset < 0 ? '-' : '+'
  const text = new Date(instant + offset).toISOString().slice(0, 19)
  return `${text}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
