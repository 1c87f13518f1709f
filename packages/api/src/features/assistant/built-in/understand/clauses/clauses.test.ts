import { expect, test } from 'vitest'
import { halvesOf } from './clauses.ts'

test.each([
  'who drives the van, and since when?',
  'who painted the shed and when',
  'who has a desk here and on which floor',
])('what is asked beside it in “%s” is no request of its own', (said) => {
  expect(halvesOf(said)).toEqual([])
})

test('a request behind another one is', () => {
  const [halves] = halvesOf('close the books and in which month we are tell me as well')
  expect(halves?.first).toBe('close the books')
})

test.each([
  ['wash the van, oh and ring Ana', 'ring Ana'],
  ["wash the van and while you're at it ring Ana", 'ring Ana'],
  ['wash the van, and in addition, ring Ana', 'ring Ana'],
  ['wash the van. On top of that ring Ana', 'ring Ana'],
  ['wash the van, on top of the hill', 'on top of the hill'],
])('what links two requests in “%s” is no part of the second', (said, rest) => {
  expect(halvesOf(said).map((halves) => halves.rest)).toContain(rest)
})

test('a comma within a day parts no requests', () => {
  expect(halvesOf('move the mill to Friday, 4 December')).toEqual([])
})
