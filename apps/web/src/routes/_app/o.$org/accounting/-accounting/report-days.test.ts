import { expect, it } from 'vitest'
import { periodsBefore } from './report-days.tsx'

const told = (today: string, yearStart: string) =>
  periodsBefore(today, yearStart).map(({ name, from, to }) => `${name} ${from} ${to}`)

it('offers the last month, quarter and year', () => {
  expect(told('2026-01-20', '01-01')).toEqual([
    'month 2025-12-01 2025-12-31',
    'quarter 2025-10-01 2025-12-31',
    'year 2025-01-01 2025-12-31',
  ])
})

it('offers the year of the books where it is not that of the calendar', () => {
  expect(told('2026-11-20', '04-06').at(-1)).toBe('fiscal year 2025-04-06 2026-04-05')
  expect(told('2026-04-05', '04-06').at(-1)).toBe('fiscal year 2024-04-06 2025-04-05')
  expect(told('2026-04-06', '04-06').at(-1)).toBe('fiscal year 2025-04-06 2026-04-05')
})
