import { expect, test } from 'vitest'

import { inOrder, orderAfter } from './column-order.ts'

const columns = [
  { id: 'box', quiet: true },
  { id: 'what' },
  { id: 'who' },
  { id: 'when' },
  { id: 'acts', quiet: true },
]
const ids = (order: readonly string[]) => inOrder(columns, order).map(({ id }) => id)

test('columns stand as somebody ordered them, and those of buttons where they always do', () => {
  expect(ids([])).toEqual(['box', 'what', 'who', 'when', 'acts'])
  expect(ids(['when', 'what', 'who'])).toEqual(['box', 'when', 'what', 'who', 'acts'])
})

test('a column that the order does not know follows the one it usually follows', () => {
  expect(ids(['when', 'what'])).toEqual(['box', 'when', 'what', 'who', 'acts'])
  expect(ids(['who', 'when'])).toEqual(['box', 'what', 'who', 'when', 'acts'])
  expect(ids(['gone', 'acts', 'who'])).toEqual(['box', 'what', 'who', 'when', 'acts'])
})

test('a column is put before another one, or last', () => {
  expect(orderAfter(columns, [], { id: 'when', before: 'what' })).toEqual(['when', 'what', 'who'])
  expect(orderAfter(columns, [], { id: 'what', before: null })).toEqual(['who', 'when', 'what'])
  expect(orderAfter(columns, ['when', 'who', 'what'], { id: 'what', before: 'who' })).toEqual([
    'when',
    'what',
    'who',
  ])
})
