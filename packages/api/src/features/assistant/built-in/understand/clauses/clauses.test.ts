import { expect, test } from 'vitest'
import { halvesOf } from './clauses.ts'

test.each(['who drives the van, and since when?', 'who has a desk here and on which floor'])(
  'what is asked beside it in “%s” is no request of its own',
  (said) => {
    expect(halvesOf(said)).toEqual([])
  },
)

test('a request behind another one is', () => {
  const [halves] = halvesOf('close the books and in which month we are tell me as well')
  expect(halves?.first).toBe('close the books')
})
