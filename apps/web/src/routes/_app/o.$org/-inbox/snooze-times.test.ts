import { expect, test } from 'vitest'
import { instantIn, snoozeTimes } from './snooze-times.ts'

test('times are those of the reader’s clock, also after it was put forward', () => {
  expect(instantIn('Europe/Lisbon', '2026-03-28', '08:00').toISOString()).toBe('2026-03-28T08:00:00.000Z')
  expect(instantIn('Europe/Lisbon', '2026-03-29', '08:00').toISOString()).toBe('2026-03-29T07:00:00.000Z')
  expect(instantIn('America/Los_Angeles', '2026-11-02', '08:00').toISOString()).toBe(
    '2026-11-02T16:00:00.000Z',
  )
})

test('on a Sunday evening there is no afternoon left, and Monday is tomorrow', () => {
  const times = snoozeTimes('UTC', new Date('2026-11-22T18:00:00Z'))
  expect(times.map(({ label, until }) => `${label} ${until.toISOString()}`)).toEqual([
    'In two hours 2026-11-22T20:00:00.000Z',
    'Tomorrow 2026-11-23T08:00:00.000Z',
    'Next Monday 2026-11-23T08:00:00.000Z',
    'In a week 2026-11-29T08:00:00.000Z',
  ])
})
