import { expect, it } from 'vitest'
import { cronOf, scheduleOf } from './schedule-form.ts'

it.each([
  ['0 8 * * *', 'day'],
  ['30 8 * * 1-5', 'weekday'],
  ['0 8 * * 1', 'week'],
  ['5 17 31 * *', 'month'],
  ['0 17 L * *', 'month'],
  ['15 * * * *', 'hour'],
  ['*/15 * * * *', 'advanced'],
  ['0 8 1 * 1', 'advanced'],
  ['0 8 L * 1', 'advanced'],
])('%s is “every %s” in the form, and back (WF-4)', (cron, every) => {
  const schedule = scheduleOf(cron)
  expect(schedule.every).toBe(every)
  expect(cronOf(schedule)).toBe(cron)
})
