import { expect, test } from 'vitest'
import { acts, meant } from '../../testing/meant.ts'

test.each([
  [
    'Give the roster to Jonas, and comment there: it is a long one',
    [
      ['tasks.assign', { id: 'roster', assigneeId: 'jonas' }],
      ['tasks.comments.add', { taskId: 'roster', body: 'It is a long one' }],
    ],
  ],
  [
    'Mark the roster as done and record this comment on it: Ana has a copy',
    [
      ['tasks.complete', { id: 'roster' }],
      ['tasks.comments.add', { taskId: 'roster', body: 'Ana has a copy' }],
    ],
  ],
])('“%s” asks for a change, and dictates a text behind it (AI-2)', async (text, calls) => {
  expect(acts(await meant(text))).toEqual(calls)
})

test('what stands within a dictated text is asked of nobody', async () => {
  const text = 'Comment on the roster: give Saturday to Jonas and comment there: it is long'
  expect(acts(await meant(text))).toEqual([
    [
      'tasks.comments.add',
      { taskId: 'roster', body: 'Give Saturday to Jonas and comment there: it is long' },
    ],
  ])
})

test.each([
  ['Jonas has begun with the roster. Please set that to doing.', { id: 'roster', status: 'doing' }],
  ['Jonas has made a start on the bag labels, so set that to doing', { id: 'labels', status: 'doing' }],
])('“%s” tells what somebody did, and asks for one change', async (text, input) => {
  expect(acts(await meant(text))).toEqual([['tasks.update', input]])
})

test.each([
  [
    'How many credits have we left, and what does each kind of call cost us?',
    ['credits.balance', 'credits.priceBook'],
  ],
  [
    'how many credits have we left and is there a cap on what we spend',
    ['credits.balance', 'credits.limits'],
  ],
  ['show me the open tasks and what is overdue', ['tasks.list']],
])('“%s” looks up as many things as were asked', async (text, paths) => {
  const found = acts(await meant(text))
  expect(Array.isArray(found) ? found.map(([path]) => path) : found).toEqual(paths)
})
