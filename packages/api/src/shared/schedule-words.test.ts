import { expect, test } from 'vitest'
import { scheduleWords } from './schedule-words.ts'

test.each([
  ['0 8 * * *', 'Every day at 08:00'],
  ['0 8,17 * * *', 'Every day at 08:00 and 17:00'],
  ['30 8 * * 1-5', 'Weekdays at 08:30'],
  ['0 8 * * 1', 'Mondays at 08:00'],
  ['0 8 * * 7', 'Sundays at 08:00'],
  ['0 17 * * 1,4', 'Mondays and Thursdays at 17:00'],
  ['5 17 31 * *', 'On day 31 of each month at 17:05'],
  ['0 8 1,15 * *', 'On days 1 and 15 of each month at 08:00'],
  ['0 17 L * *', 'On the last day of each month at 17:00'],
  ['0 17 LW * *', 'On the last working day of each month at 17:00'],
  ['0 8 1W * *', 'On the first working day of each month at 08:00'],
  ['0 8 * * 5#L', 'On the last Friday of each month at 08:00'],
  ['0 8 * * 1#1', 'On the first Monday of each month at 08:00'],
  ['0 17 L 3,6,9,12 *', 'On the last day of March, June, September and December at 17:00'],
  ['0 8 1 */3 *', 'On day 1 of January, April, July and October at 08:00'],
  ['0 17 31 12 *', 'On day 31 of December at 17:00'],
  ['15 * * * *', 'Every hour at minute 15'],
  ['0 * * * 1-5', 'Every hour at minute 00, on weekdays'],
  ['0 */2 * * *', 'Every 2 hours'],
  ['0 9-17 * * 1-5', 'Every hour from 09:00 to 17:00, on weekdays'],
  ['0 9-17/2 * * *', 'Every 2 hours from 09:00 to 17:00'],
  ['*/15 * * * *', 'Every 15 minutes'],
  ['  0  8 * * 1 ', 'Mondays at 08:00'],
  ['0 8 ? * MON-FRI', 'Weekdays at 08:00'],
  ['0 8 * * mon,Thu', 'Mondays and Thursdays at 08:00'],
  ['0 8 * * FRI#L', 'On the last Friday of each month at 08:00'],
  ['0 8 1 JAN,jul ?', 'On day 1 of January and July at 08:00'],
])('%s is “%s” (WF-4)', (cron, words) => {
  expect(scheduleWords(cron)).toBe(words)
})

test.each([
  '0 8 1 * 1',
  '0 8 32 * *',
  '0 8 * 5 1',
  '0 25 * * *',
  '*/15 9-17 * * *',
  '0 8 * * MONDAY',
  '0 8 constructor * *',
  'daily',
  '',
])('the fields tell “%s” themselves, for which there are no short words', (cron) => {
  expect(scheduleWords(cron)).toBe(`On a schedule (${cron})`)
})

test('a zone of its own is named by its city', () => {
  expect(scheduleWords('0 8 * * 1', 'America/New_York')).toBe('Mondays at 08:00 in New York')
  expect(scheduleWords('*/15 * * * *', 'UTC')).toBe('Every 15 minutes in UTC')
})
