/** When a schedule starts a workflow, as people choose it; "advanced" is five fields for the clock. */
export interface Schedule {
  every: 'day' | 'weekday' | 'week' | 'month' | 'hour' | 'advanced'
  /** "08:00"; of an hour only its minutes count. */
  time: string
  /** 0 is Sunday. */
  weekday: string
  /** 1 to 31, or `L`: the last one. */
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

export const monthDays = [
  ...Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: String(index + 1) })),
  { value: 'L', label: 'The last day' },
]

const SHAPE = /^(\d{1,2}) (\d{1,2}|\*) (\d{1,2}|L|\*) \* ([0-7]|1-5|\*)$/
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
