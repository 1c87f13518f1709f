import { expect, it } from 'vitest'
import { groupByAge } from './conversation-groups.ts'

it('puts conversations under today, this week and earlier', () => {
  const items = ['2026-11-20', '2026-11-19', '2026-11-14', '2026-11-13'].map((updatedAt) => ({ updatedAt }))
  const groups = groupByAge(items, { today: '2026-11-20', dayOf: (instant) => instant })
  expect(groups.map(({ name, items: { length } }) => [name, length])).toEqual([
    ['Today', 1],
    ['This week', 2],
    ['Earlier', 1],
  ])
  expect(groupByAge([], { today: '2026-11-20', dayOf: (instant) => instant })).toEqual([])
})
