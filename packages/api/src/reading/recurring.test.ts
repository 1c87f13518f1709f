import { expect, test } from 'vitest'
import { readRecurring } from './recurring.ts'

const clock = { now: new Date('2026-11-20T09:00:00Z'), timeZone: 'Europe/Lisbon', isMonthFirst: false }

const cronsIn = (text: string) =>
  readRecurring(text, clock).flatMap(({ value }) => (value.kind === 'odd' ? ['odd'] : value.crons))

test.each([
  ['every Monday at 8 mail me', ['0 8 * * 1']],
  ['mail me on Mondays and Thursdays at 5pm', ['0 17 * * 1,4']],
  ['each weekday at 17:30', ['30 17 * * 1-5']],
  ['evry tuseday morning', ['0 8 * * 2']],
  ['every morning at 6', ['0 6 * * *']],
  ['at noon every day', ['0 12 * * *']],
  ['every day at 9:15 and 17:45', ['15 9 * * *', '45 17 * * *']],
  ['every day at midnight', ['0 0 * * *']],
  ['every 2 hours', ['0 */2 * * *']],
  ['every hour from 9 to 17 on weekdays', ['0 9-17 * * 1-5']],
  ['every half an hour', ['*/30 * * * *']],
  ['every quarter of an hour', ['*/15 * * * *']],
  ['on the 1st and 15th of each month', ['0 8 1,15 * *']],
  ['every month on the 5th at 10', ['0 10 5 * *']],
  ['on the last Friday of every month', ['0 8 * * 5#L']],
  ['on the first working day of every month', ['0 8 1W * *']],
  ['at the end of each month', ['0 17 L * *']],
  ['every 3 months', ['0 8 1 */3 *']],
  ['every year on 1 March', ['0 8 1 3 *']],
  ['hourly: look', ['0 * * * *']],
  ['every other week', ['odd']],
  ['every 7 hours', ['odd']],
  ['twice a day', ['odd']],
  ['on Monday at 8', []],
  ['what was done by everybody', []],
  ['raise the daily limit of Ana', []],
])('%s', (text, crons) => {
  expect(cronsIn(text)).toEqual(crons)
})
