import { expect, it } from 'vitest'
import { arranged, inOrder } from './arrangement.ts'

const things = ['today', 'assistant', 'tasks', 'books'].map((id) => ({ id }))
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)

it('things stand in the usual order until somebody chose one', () => {
  expect(ids(arranged(things, { order: [], hidden: [] }))).toEqual(['today', 'assistant', 'tasks', 'books'])
})

it('a new thing stands behind what it usually stands behind', () => {
  const chosen = { order: ['books', 'today', 'assistant'], hidden: [] }
  expect(ids(inOrder(things, chosen))).toEqual(['books', 'today', 'assistant', 'tasks'])
  expect(ids(inOrder([{ id: 'new' }, ...things], { order: ['tasks', 'books'], hidden: [] }))).toEqual([
    'new',
    'today',
    'assistant',
    'tasks',
    'books',
  ])
})

it('what is hidden or gone is left out', () => {
  const chosen = { order: ['tasks', 'gone', 'today'], hidden: ['today'] }
  expect(ids(arranged(things, chosen))).toEqual(['tasks', 'books', 'assistant'])
})
