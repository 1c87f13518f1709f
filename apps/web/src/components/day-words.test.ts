import { expect, it } from 'vitest'
import { daysWords, dueWords, longDay, monthWord, shortDay, weekday } from './day-words.ts'

const TODAY = '2026-11-20'

it('names a day without its year when it is this one', () => {
  expect(shortDay('2026-05-12', TODAY)).toBe('12 May')
  expect(longDay('2026-05-12', TODAY)).toBe('12 May')
  expect(weekday('2026-05-12', TODAY)).toBe('Tuesday 12 May')
  expect(dueWords('2026-11-21', TODAY)).toBe('Tomorrow')
})

it('always says a year that is not this one', () => {
  expect(shortDay('2032-05-12', TODAY)).toBe('12 May 2032')
  expect(longDay('2032-05-12', TODAY)).toBe('12 May 2032')
  expect(weekday('2032-05-12', TODAY)).toBe('Wednesday 12 May 2032')
  expect(dueWords('2025-11-20', TODAY)).toBe('20 Nov 2025')
  // Whoever names no today means the real one.
  expect(shortDay('2001-05-12')).toBe('12 May 2001')
  expect(weekday('2001-05-12')).toBe('Saturday 12 May 2001')
})

it('names a month with its year where the year begins', () => {
  expect([monthWord('2026-11', true), monthWord('2026-12', false), monthWord('2027-01', false)]).toEqual([
    'Nov 26',
    'Dec',
    'Jan 27',
  ])
})

it('says a single day once', () => {
  const words = (day: string) => longDay(day, TODAY)
  expect(daysWords({ from: '2026-11-01', to: '2026-11-20' }, words)).toBe('1 November to 20 November')
  expect(daysWords({ from: '2026-11-20', to: '2026-11-20' }, words)).toBe('20 November')
})
