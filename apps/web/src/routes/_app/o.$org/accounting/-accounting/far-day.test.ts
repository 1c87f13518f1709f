import { expect, it } from 'vitest'
import { farDay } from './far-day.tsx'

const TODAY = '2026-11-20'

it('says how far away a day is that may be typed wrong, and nothing of days that are near', () => {
  expect(farDay('2036-11-20', TODAY)).toBe('This day is 10 years ahead.')
  expect(farDay('2027-11-20', TODAY)).toBe('This day is 12 months ahead.')
  expect(farDay('2026-12-22', TODAY)).toBe('This day is a month ahead.')
  expect(farDay('2016-11-20', TODAY)).toBe('This day was 10 years ago.')
  for (const day of ['2026-12-21', '2026-11-20', '2025-11-20', null])
    expect(farDay(day, TODAY)).toBeUndefined()
})

it('lets a customer have longer to pay', () => {
  expect(farDay('2027-02-20', TODAY, 366)).toBeUndefined()
  expect(farDay('2028-02-20', TODAY, 366)).toBe('This day is 15 months ahead.')
})
