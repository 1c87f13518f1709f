import { expect, it } from 'vitest'
import { historyInput, readCreditSearch } from './credit-search.ts'

it('drops filters that are none, whatever an address says', () => {
  expect(
    readCreditSearch({ q: ' task ', kind: 'charge', door: 'nowhere', who: '1', when: 'month', page: 3 }),
  ).toEqual({
    q: 'task',
    kind: 'charge',
    when: 'month',
  })
})

it('asks for the days of a range up to today', () => {
  expect(historyInput({ when: 'week' }, '2026-11-20')).toEqual({ from: '2026-11-14' })
  expect(historyInput({ when: 'month', q: 'x' }, '2026-11-20')).toEqual({ search: 'x', from: '2026-11-01' })
})
