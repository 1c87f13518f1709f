import { expect, it } from 'vitest'
import { greeting, needWords } from './greeting.ts'

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
