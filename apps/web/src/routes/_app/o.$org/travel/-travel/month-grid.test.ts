import { expect, test } from 'vitest'
import { monthName, monthsAfter, monthWeeks } from './month-grid.ts'

test('a month is weeks from Monday to Sunday', () => {
  const weeks = monthWeeks('2027-05')
  expect(weeks).toHaveLength(6)
  expect(weeks[0]).toEqual([null, null, null, null, null, '2027-05-01', '2027-05-02'])
  expect(weeks.at(-1)).toEqual(['2027-05-31', null, null, null, null, null, null])
  expect(monthWeeks('2027-02').flat()).toHaveLength(28)
})

test('months go on over the end of the year', () => {
  expect(monthsAfter('2026-11', 2)).toBe('2027-01')
  expect(monthName('2027-05')).toBe('May 2027')
})
