/** When a schedule starts a workflow, as people choose it; "advanced" is five fields for the clock. */
export interface Schedule {
  every: 'day' | 'weekday' | 'week' | 'month' | 'hour' | 'advanced'
  /** "08:00"; of an hour only its minutes count. */
  time: string
  /** 0 is Sunday. */
  weekday: string
  monthDay: string
  cron: string
}

export const weekdays = [
  { value: '1', label: 'Monday' },
  { value: '2', label: 'Tuesday' },
  { value: '3', label: 'Wednesday' },
  { value: '4', label: 'Thursday' },
  { value: '5', label: 'Friday' },
  { value: '6', label: 'Saturday' },
  { value: '0', label: 'Sunday' },
] as const

export const rhythms = [
  { value: 'day', label: 'Every day' },
  { value: 'weekday', label: 'Every weekday, Monday to Friday' },
  { value: 'week', label: 'Every week' },
  { value: 'month', label: 'Every month' },
  { value: 'hour', label: 'Every hour' },
  { value: 'advanced', label: 'Another schedule' },
] as const satisfies readonly { value: Schedule['every']; label: string }[]

const SHAPE = /^(\d{1,2}) (\d{1,2}|\*) (\d{1,2}|\*) \* ([0-7]|1-5|\*)$/
const two = (text: string) => text.padStart(2, '0')

/** What five fields say in the words of the form. */
export function scheduleOf(cron: string): Schedule {
  const blank = { time: '08:00', weekday: '1', monthDay: '1', cron }
  const found = SHAPE.exec(cron.trim().replaceAll(/\s+/g, ' '))
  if (!found) return { ...blank, every: 'advanced' }
  const [, minute = '0', hour = '*', monthDay = '*', weekday = '*'] = found
  const isPlainHour = hour === '*'
  if (isPlainHour)
    return monthDay === '*' && weekday === '*'
      ? { ...blank, every: 'hour', time: `08:${two(minute)}` }
      : { ...blank, every: 'advanced' }
  return { ...blank, ...daysOf(monthDay, weekday), time: `${two(hour)}:${two(minute)}` }
}

function daysOf(monthDay: string, weekday: string): Pick<Schedule, 'every'> & Partial<Schedule> {
  if (monthDay !== '*') return weekday === '*' ? { every: 'month', monthDay } : { every: 'advanced' }
  if (weekday === '*') return { every: 'day' }
  if (weekday === '1-5') return { every: 'weekday' }
  return { every: 'week', weekday: String(Number(weekday) % 7) }
}

/** The five fields for what was chosen. */
export function cronOf({ every, time, weekday, monthDay, cron }: Schedule): string {
  if (every === 'advanced') return cron
  const [hour = '8', minute = '0'] = time.split(':').map((part) => String(Number(part)))
  if (every === 'hour') return `${minute} * * * *`
  const days = { day: '* * *', weekday: '* * 1-5', week: `* * ${weekday}`, month: `${monthDay} * *` }
  return `${minute} ${hour} ${days[every]}`
}

/** "Weekdays at 08:00". */
export function scheduleWords(cron: string): string {
  const minutes = /^\*\/(\d+) \* \* \* \*$/.exec(cron.trim())?.[1]
  if (minutes !== undefined) return `Every ${minutes} minutes`
  const { every, time, weekday, monthDay } = scheduleOf(cron)
  if (every === 'advanced') return `On a schedule (${cron})`
  if (every === 'hour') return `Every hour at minute ${time.slice(3)}`
  const day = weekdays.find(({ value }) => value === weekday)?.label ?? ''
  const words = {
    day: 'Every day',
    weekday: 'Weekdays',
    week: `${day}s`,
    month: `On day ${monthDay} of each month`,
  }
  return `${words[every]} at ${time}`
}
