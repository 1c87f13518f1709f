import { expect, it } from 'vitest'
import { byDue } from './own-tasks.ts'

it('puts the most urgent task first and those without a day last', () => {
  const task = (dueOn: string | null, dueTime: string | null = null) => ({ dueOn, dueTime })
  const sorted = byDue([task(null), task('2026-11-21'), task('2026-11-20'), task('2026-11-20', '09:00')])
  expect(sorted.map(({ dueOn, dueTime }) => `${dueOn} ${dueTime}`)).toEqual([
    '2026-11-20 09:00',
    '2026-11-20 null',
    '2026-11-21 null',
    'null null',
  ])
})
