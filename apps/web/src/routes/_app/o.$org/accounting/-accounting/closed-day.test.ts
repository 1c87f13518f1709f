import { expect, it } from 'vitest'
import { closedDay } from './closed-day.tsx'

const TODAY = '2026-11-20'
const closed = { forGood: '2024-12-31', forNow: '2025-12-31', sales: '2026-03-31', bank: null, taxes: null }
const told = (day: string, given: object = {}) =>
  closedDay(day, { closed, mayOverride: false, ...given }, TODAY)

it('says up to when days are closed, and nothing of open ones', () => {
  expect(told('2025-12-31')).toBe('The books are closed up to 31 December 2025.')
  expect(told('2026-01-01')).toBeUndefined()
  expect(told('2026-01-01', { part: 'bank' })).toBeUndefined()
  expect(told('2026-03-31', { part: 'sales' })).toBe('The books are closed up to 31 March.')
})

it('tells whoever may post in days closed for now that they are', () => {
  const mine = { mayOverride: true }
  expect(told('2025-12-31', mine)).toBe(
    'Closed for now, up to 31 December 2025. You may post here all the same.',
  )
  expect(told('2024-12-31', mine)).toBe('The books are closed up to 31 December 2024.')
  expect(told('2026-01-01', mine)).toBeUndefined()
})
