import { clsx } from 'clsx'
import { useEffect, useState } from 'react'

import { dateFormat } from './date-format.ts'
import { Tooltip } from './tooltip.tsx'

export interface TimeProps {
  /** An ISO instant. */
  value: string
  /** relative "2 min ago", time "08:41", day "20 Nov" or "20 Nov 2025", full "Friday 20 November 2026, 08:41", smart: the time today, else the day. */
  format?: 'relative' | 'time' | 'day' | 'full' | 'smart' | undefined
  /** The person's zone; without it the browser's. */
  timeZone?: string | undefined
  locale?: string | undefined
  /** Without its tooltip: what is around it, such as a link, says the full time. */
  plain?: boolean | undefined
  className?: string | undefined
}

const MINUTE = 60_000
const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: MINUTE },
] as const

interface TimeContext {
  now: number
  timeZone: string | undefined
  locale: string
}

function relativeWords(at: number, { now, locale }: TimeContext): string {
  const distance = at - now
  const step = units.find(({ ms }) => Math.abs(distance) >= ms)
  if (step === undefined) return 'now'
  const words = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' }).format(
    Math.trunc(distance / step.ms),
    step.unit,
  )
  return words.replace('.', '')
}

const shapes = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short' },
  full: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
} satisfies Record<string, Intl.DateTimeFormatOptions>

/** An instant in the words of a page. Times are 24 h; British order of day and month is the default. */
export function formatTime(
  value: string,
  format: NonNullable<TimeProps['format']>,
  { now, timeZone, locale }: TimeContext,
): string {
  const at = Date.parse(value)
  const put = (shape: Intl.DateTimeFormatOptions, instant = at) =>
    dateFormat(locale, { ...shape, ...(timeZone !== undefined && { timeZone }) }).format(instant)
  if (format === 'relative') return relativeWords(at, { now, timeZone, locale })
  if (format === 'smart' || format === 'day') {
    const day = { ...shapes.day, year: 'numeric' } as const
    if (format === 'smart' && put(day) === put(day, now)) return put(shapes.time)
    // A year that is not this one is always said.
    return put({ year: 'numeric' }) === put({ year: 'numeric' }, now) ? put(shapes.day) : put(day)
  }
  // Browsers differ in whether a comma follows the weekday and in what stands before the hour.
  return put(shapes[format])
    .replace(/^(\p{L}+),/u, '$1')
    .replace(' at ', ', ')
}

/** A time whose full form, in the person's zone, is one hover or one Tab away. */
export function Time(props: TimeProps) {
  const { value, format = 'relative', timeZone, locale = 'en-GB', className } = props
  const now = useNow(format === 'relative' || format === 'smart')
  const context = { now, timeZone, locale }
  const isPlain = props.plain === true || format === 'full'
  const shown = (
    <time
      dateTime={value}
      {...(!isPlain && { tabIndex: 0 })}
      className={clsx('rounded-xs tabular-nums', className)}
    >
      {formatTime(value, format, context)}
    </time>
  )
  if (isPlain) return shown
  return (
    <Tooltip describes text={formatTime(value, 'full', context)}>
      {shown}
    </Tooltip>
  )
}

/** Now, renewed every minute when something on the page depends on it. */
function useNow(live: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!live) return undefined
    const timer = setInterval(() => setNow(Date.now()), MINUTE)
    return () => clearInterval(timer)
  }, [live])
  return now
}
