import { expect, it } from 'vitest'
import { greeting, needWords } from './greeting.ts'
import { byDue } from './own-tasks.ts'

it('greets by the clock where the person is', () => {
  const now = new Date('2026-11-20T22:30:00Z')
  expect(greeting('Maeve Brannigan', { timeZone: 'Europe/Dublin', now })).toBe('Good evening, Maeve')
  expect(greeting('Maeve Brannigan', { timeZone: 'Asia/Tokyo', now })).toBe('Good morning, Maeve')
  expect(greeting('Maeve', { timeZone: 'America/Los_Angeles', now })).toBe('Good afternoon, Maeve')
})

it('says how many things need the person', () => {
  expect([0, 1, 3, 12].map(needWords)).toEqual([
    'Nothing needs you today.',
    'One thing needs you today.',
    'Three things need you today.',
    '12 things need you today.',
  ])
})

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
