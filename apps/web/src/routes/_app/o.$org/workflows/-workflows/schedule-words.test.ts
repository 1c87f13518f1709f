import { expect, it } from 'vitest'
import { cronOf, scheduleOf, scheduleWords } from './schedule-words.ts'

it.each([
  ['0 8 * * *', 'day', 'Every day at 08:00'],
  ['30 8 * * 1-5', 'weekday', 'Weekdays at 08:30'],
  ['0 8 * * 1', 'week', 'Mondays at 08:00'],
  ['5 17 31 * *', 'month', 'On day 31 of each month at 17:05'],
  ['15 * * * *', 'hour', 'Every hour at minute 15'],
  ['*/15 * * * *', 'advanced', 'Every 15 minutes'],
  ['0 8 1 * 1', 'advanced', 'On a schedule (0 8 1 * 1)'],
])('%s is “every %s” in the form and “%s” in words (WF-4)', (cron, every, words) => {
  const schedule = scheduleOf(cron)
  expect(schedule.every).toBe(every)
  expect(cronOf(schedule)).toBe(cron)
  expect(scheduleWords(cron)).toBe(words)
})
